import { FRAMED_POLICY } from '@app/static-site/domain';
import type { Response } from 'express';

/** Lets one answer be framed by any page, which nothing else of the site may be. */
export const framable = (response: Response): void => {
  response.setHeader('Content-Security-Policy', FRAMED_POLICY);
};
