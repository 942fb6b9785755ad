import { once } from 'node:events';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { CHUNK } from './hash';

/**
 * Gives the bytes of a file to whoever uses them up. It is open before anybody is asked and closed when they have
 * answered: a stream of it that is refused unread would keep it open for good, and fail where nobody listens.
 */
export async function withBytesOf<T>(path: string, use: (bytes: Readable) => Promise<T>): Promise<T> {
  const file = await open(path, 'r');
  const bytes = file.createReadStream({ highWaterMark: CHUNK });
  try {
    return await use(bytes);
  } finally {
    // Once its stream closes a file, `file.close()` no longer waits until it is closed: only the stream tells.
    const closed = bytes.closed ? null : once(bytes, 'close');
    bytes.destroy();
    await closed;
  }
}
