import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@app/kernel';
import { answerRange, type ByteRange } from '@app/storage';
import type { Request, Response } from 'express';

interface Media {
  readonly size: number;
  readonly mediaType: string;
  /** Names these bytes and no others. */
  readonly etag: string;
  readonly open: (range?: ByteRange) => Promise<Readable>;
}

/** Sends footage to staff, whole or in part. Nothing of it may stay in a cache beyond the session. */
export async function sendMedia(request: Request, response: Response, media: Media): Promise<void> {
  const answer = answerRange(request.headers.range, media.size);
  response.setHeader('Accept-Ranges', 'bytes');
  response.setHeader('Content-Type', media.mediaType);
  response.setHeader('ETag', `"${media.etag}"`);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Content-Disposition', 'inline');
  if (answer.kind === 'unsatisfiable') {
    response.setHeader('Content-Range', `bytes */${media.size}`);
    throw new AppError('range-unsatisfiable', `The file has ${media.size} bytes.`);
  }
  const part = answer.kind === 'part' ? answer.range : undefined;
  if (part) response.status(206).setHeader('Content-Range', `bytes ${part.start}-${part.end}/${media.size}`);
  response.setHeader('Content-Length', part ? part.end - part.start + 1 : media.size);
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  try {
    await pipeline(await media.open(part), response);
  } catch (error) {
    if (!response.headersSent) throw error;
    response.destroy(); // the reader went away, or storage failed midway: never end a short body as if it were whole
  }
}
