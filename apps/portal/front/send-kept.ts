import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Encoding, encodingFor, type KeptAnswer } from './page-cache';

/** Sends an answer in the encoding that the reader takes best, or 304 to whoever has it. `more`: headers of this request alone. */
export function sendKept(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, etag, body }: KeptAnswer,
  { bodyIn, more = [] }: { readonly bodyIn: (encoding: Encoding) => Buffer; readonly more?: readonly string[] },
): void {
  const type = headers[headers.indexOf('content-type') + 1] ?? '';
  const encoding = encodingFor(request.headers['accept-encoding'], type, body.length);
  const tag = etag === null ? null : encoding === 'identity' ? `"${etag}"` : `"${etag}-${encoding}"`;
  const all = [...headers, ...more, 'Vary', 'Accept-Encoding', ...(tag === null ? [] : ['ETag', tag])];
  if (etag !== null && has(request.headers['if-none-match'], etag)) {
    response.writeHead(304, all);
    response.end();
    return;
  }
  const sent = bodyIn(encoding);
  if (encoding !== 'identity') all.push('Content-Encoding', encoding);
  all.push('Content-Length', String(sent.length));
  response.writeHead(status, all);
  response.end(request.method === 'HEAD' ? undefined : sent);
}

/** Whether the reader has it, in whatever encoding (RFC 9110 § 13.1.2; a part of a page is never asked for). */
const has = (given: string | undefined, etag: string): boolean =>
  (given ?? '').split(',').some((one) => {
    const tag = one.trim().replace(/^W\//, '').replaceAll('"', '');
    return tag === '*' || tag === etag || tag === `${etag}-br` || tag === `${etag}-gzip`;
  });
