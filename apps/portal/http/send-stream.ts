import type { Writable } from 'node:stream';
import { AppError } from '@app/kernel';
import type { Response } from 'express';
import { contextOf } from '../front/context';

/** Sends bytes as fast as the reader takes them. Refused while too many do: each holds memory, some on purpose. */
export async function sendStream(pour: (sink: Writable) => Promise<void>, response: Response): Promise<void> {
  if (!contextOf(response).stream())
    throw new AppError('unavailable', 'Too many files are on their way. Try again in a moment.');
  try {
    await pour(response);
  } catch (error) {
    if (!response.headersSent && !response.destroyed) throw error; // nothing was sent yet: say what is wrong
    response.destroy(); // the reader went away, or storage failed midway
  }
}
