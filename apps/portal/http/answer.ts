import { AppError } from '@app/kernel';
import { type Asset, documentOf, type PageIn } from '@app/public-pages';
import { FRESH, LASTING } from '@app/static-site/domain';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { contextOf } from '../front/context';
import { encoded } from '../front/page-cache';
import { sendKept } from '../front/send-kept';
import { namesWithdrawn } from '../front/withdrawn-here';
import { placeOf } from './language';

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
  response.setHeader('Content-Type', type);
  response.setHeader('Cache-Control', status === 200 ? FRESH : 'no-store');
  sendWhole(request, response, Buffer.from(text), status);
}

/** Sends what never changes under its name. */
export function sendAsset(request: Request, response: Response, { type, body }: Asset): void {
  response.setHeader('Content-Type', type);
  response.setHeader('Cache-Control', LASTING);
  sendWhole(request, response, body, 200);
}

function sendWhole(request: Request, response: Response, body: Buffer, status: number): void {
  const { emergencies, more, keep } = contextOf(response);
  if (status === 200 && emergencies.length > 0 && namesWithdrawn(body.toString(), emergencies)) throw beingRenewed();
  const headers = takenFrom(response, more);
  const etag = status === 200 ? createHash('sha256').update(body).digest('base64url').slice(0, 27) : null;
  const answer = { status, headers, etag, body };
  const bodyIn = KEPT.includes(status) ? keep(answer) : null;
  sendKept(request, response, answer, { bodyIn: bodyIn ?? ((encoding) => encoded(body, encoding)), more });
}

/** Answers that the next reader may have as they are. */
const KEPT = [200, 410];

/** Takes the headers off the response, but for those of this request alone: they are kept with the answer. */
function takenFrom(response: Response, more: readonly string[]): string[] {
  const headers: string[] = [];
  for (const name of response.getHeaderNames()) {
    if (!more.includes(name)) headers.push(name, String(response.getHeader(name)));
    response.removeHeader(name);
  }
  return headers;
}

/** A page that names what an operator has withdrawn past Daylight waits until Daylight knows of it. */
const beingRenewed = (): AppError =>
  new AppError('unavailable', 'The page is shown again once the change to it is complete.');

interface Rows {
  readonly type: string;
  readonly etag: string;
  readonly lines: AsyncGenerator<string>;
}

/** Sends rows as they are read. Their name is known before they are: whoever has it already is sent none. */
export async function sendRows(request: Request, response: Response, { type, etag, lines }: Rows): Promise<void> {
  if (contextOf(response).emergencies.length > 0) throw beingRenewed();
  response.setHeader('Content-Type', type);
  response.setHeader('Cache-Control', FRESH);
  response.setHeader('ETag', etag);
  response.setHeader('Access-Control-Allow-Origin', '*');
  if (request.fresh || request.method === 'HEAD') {
    response.status(request.fresh ? 304 : 200).end();
    return;
  }
  contextOf(response).pass();
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
