import { AppError } from '@app/kernel';
import { documentOf, type Page } from '@app/public-pages';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';

/** How long anyone may keep an answer: a takedown is complete everywhere within a minute (reliability G9). */
export const FRESH = 'public, max-age=30, must-revalidate';

export const sendPage = (request: Request, response: Response, page: Page, status = 200): void =>
  sendText(request, response, 'text/html; charset=utf-8', documentOf(page), status);

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

interface Rows {
  readonly type: string;
  readonly etag: string;
  readonly lines: AsyncGenerator<string>;
}

/** Sends rows as they are read. Their name is known before they are: whoever has it already is sent none. */
export async function sendRows(request: Request, response: Response, { type, etag, lines }: Rows): Promise<void> {
  response.setHeader('Content-Type', type);
  response.setHeader('Cache-Control', FRESH);
  response.setHeader('ETag', etag);
  response.setHeader('Access-Control-Allow-Origin', '*');
  if (request.fresh || request.method === 'HEAD') {
    response.status(request.fresh ? 304 : 200).end();
    return;
  }
  const first = await lines.next(); // what fails before there is an answer fails as a page
  async function* pieces(): AsyncGenerator<Buffer> {
    let piece = first.done ? '' : first.value;
    for await (const line of lines) {
      piece += line;
      if (piece.length < PIECE) continue;
      yield Buffer.from(piece);
      piece = '';
    }
    yield Buffer.from(piece);
  }
  await pipeline(Readable.from(pieces(), { objectMode: false }), response).catch(() => response.destroy());
}

/** Characters of rows that are put together into one write. */
const PIECE = 64 * 1024;

/** The same words whether a thing never was or is not public. */
export const nothingHere = (): AppError => new AppError('not-found', 'There is nothing at this address.');
