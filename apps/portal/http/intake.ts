import express, { type Request, type RequestHandler } from 'express';
import { sendError } from './errors';
import { placeOf } from './language';

const ASK = /^(?:\/[a-zA-Z-]{2,7})?\/releases\/[0-9a-f-]{36}\/ask$/;

/** The one address to which readers may send something. */
export const isAsk = ({ path }: Pick<Request, 'path'>): boolean => ASK.test(path);

/** A form of 4,000 characters, each three bytes and each byte three characters of its encoding, and a little more. */
const MOST_BYTES = 48 * 1024;
const MOST_FIELDS = 8;

/**
 * Whether it was sent from a page of ours. Nobody is signed in, so there is nothing to forge; but no other site shall
 * fill our list by its visitors’ hands. With `Referrer-Policy: no-referrer` browsers send `Origin: null` from our own
 * form (Fetch, § 3.2), so a missing or null origin is told from a foreign one by Sec-Fetch-Site, where there is one.
 */
function isOurs(request: Request): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = request.get('origin');
  return origin === undefined || origin === 'null' || origin === new URL(placeOf(request).siteUrl).origin;
}

const FORM = 'application/x-www-form-urlencoded';

/** What a sent form passes before anything reads it: from us, and bounded. How many there may be: ../front/ask-limit.ts. */
export function intake(): RequestHandler {
  const read = express.urlencoded({ extended: false, limit: MOST_BYTES, parameterLimit: MOST_FIELDS });
  return (request, response, next) => {
    if (request.method !== 'POST') next();
    else if (!isOurs(request) || !request.is(FORM)) sendError(request, response, 400);
    else
      read(request, response, (error?: unknown) => {
        if (error) sendError(request, response, 400);
        else next();
      });
  };
}
