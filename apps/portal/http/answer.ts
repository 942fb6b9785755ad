import { documentOf, type PageIn } from '@app/public-pages';
import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { placeOf } from './language';

/** How long anyone may keep an answer: a takedown is complete everywhere within a minute (reliability G9). */
const FRESH = 'public, max-age=30, must-revalidate';

/** Sends a page in the language that it was asked for. */
export function sendPage(request: Request, response: Response, page: PageIn, status = 200): void {
  const place = placeOf(request);
  response.setHeader('Content-Language', place.language.code);
  sendText(request, response, 'text/html; charset=utf-8', documentOf(page, place), status);
}

export const sendJson = (request: Request, response: Response, value: unknown, status = 200): void =>
  sendText(request, response, 'application/json; charset=utf-8', `${JSON.stringify(value, null, 2)}\n`, status);

/** Sends text with its hash as ETag, or 304 to whoever has it already. Only what is there (200) may be kept. */
export function sendText(request: Request, response: Response, type: string, text: string, status = 200): void {
  const body = Buffer.from(text);
  response.status(status).setHeader('Content-Type', type);
  response.setHeader('Cache-Control', status === 200 ? FRESH : 'no-store');
  if (status === 200) {
    response.setHeader('ETag', `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`);
    if (request.fresh) {
      response.status(304).end();
      return;
    }
  }
  response.setHeader('Content-Length', body.length);
  response.end(request.method === 'HEAD' ? undefined : body);
}
