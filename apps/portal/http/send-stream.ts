import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@app/kernel';
import type { Response } from 'express';
import { contextOf } from '../front/context';

/** Sends bytes as fast as the reader takes them. Refused while too many do: each holds memory, some on purpose. */
export async function sendStream(open: () => Promise<Readable>, response: Response): Promise<void> {
  if (!contextOf(response).stream())
    throw new AppError('unavailable', 'Too many files are on their way. Try again in a moment.');
  const body = await open();
  await pipeline(body, response).catch(() => response.destroy()); // the reader went away, or storage failed midway
}
