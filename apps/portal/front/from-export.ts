import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { ExportFolder } from '@app/static-site';
import { type Answer, isExportable, releaseOf } from '@app/static-site/domain';
import { answerRange } from '@app/storage';
import { isWithdrawn } from './withdrawn-here';

/** How far back the export may be without anybody having looked at what was taken down: not at all. */
const reaches = (withdrawnUpTo: string, seen: string): boolean => BigInt(withdrawnUpTo) >= BigInt(seen);

/** What is answered from while Postgres is silent. */
interface Outage {
  readonly folder: ExportFolder;
  /** The newest revision of the public site that was ever seen. */
  readonly seenRevision: string;
  /** Asks for room to send a file as slowly as its reader takes it. */
  readonly room: () => boolean;
}

/** What is shorter has left before its reader could hold it up. */
const LARGE = 256 * 1024;

/**
 * Answers from the export while Postgres does not. Fails closed: nothing of a release that is withdrawn there, and
 * nothing at all from an export from which takedowns that the portal has seen are still missing. False: not answered.
 */
export async function answerFromExport(
  { folder, seenRevision, room }: Outage,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const [path = '/', query] = (request.url ?? '/').split('?');
  if (!isExportable(path) || (query !== undefined && releaseOf(path) === null)) return false; // a search, or a filter
  const [found, withdrawals, state] = await Promise.all([folder.find(path), folder.withdrawals(), folder.state()]);
  if (!found || !reaches(state.withdrawnUpTo, seenRevision)) return false;
  if (found.status === 200 && isWithdrawn(path, withdrawals)) return false;
  if (found.size > LARGE && request.method === 'GET' && !room()) {
    response.writeHead(503, { 'retry-after': '20', 'content-length': '0', 'cache-control': 'no-store' }).end();
    return true;
  }
  await sendFile(found, request, response);
  return true;
}

/** Sends what the export has for an address that is down: its tombstone. */
export async function sendTombstone(
  folder: ExportFolder,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const path = (request.url ?? '/').replace(/\?.*$/s, '');
  const found = isExportable(path) ? await folder.find(path) : null;
  if (found?.status !== 410) return false;
  await sendFile(found, request, response);
  return true;
}

async function sendFile(
  { status, headers, size, from }: Answer & { readonly from: string },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (status === 503) response.setHeader('Retry-After', '60');
  const etag = headers['etag'];
  if (status === 200 && etag !== undefined && request.headers['if-none-match']?.includes(etag)) {
    response.writeHead(304).end();
    return;
  }
  const current = request.headers['if-range'] === undefined || request.headers['if-range'] === etag;
  const wanted = status === 200 && 'accept-ranges' in headers && current ? request.headers.range : undefined;
  const answer = answerRange(wanted, size);
  if (answer.kind === 'unsatisfiable') {
    response.writeHead(416, { 'content-range': `bytes */${size}`, 'content-length': '0' }).end();
    return;
  }
  const part = answer.kind === 'part' ? answer.range : { start: 0, end: size - 1 };
  if (answer.kind === 'part') response.setHeader('Content-Range', `bytes ${part.start}-${part.end}/${size}`);
  response.setHeader('Content-Length', size === 0 ? 0 : part.end - part.start + 1);
  response.writeHead(answer.kind === 'part' ? 206 : status);
  if (request.method === 'HEAD' || size === 0) {
    response.end();
    return;
  }
  await pipeline(createReadStream(from, part), response).catch(() => response.destroy());
}
