import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@app/kernel';
import type { Stored } from './bucket';

/** One megabyte at a time: measured twice as fast as Node's 64 KiB default (design, media § 5). */
export const CHUNK = 1 << 20;

/** Size and SHA-256 of everything the stream gives. */
export async function hashStream(stream: Readable): Promise<Stored> {
  const hash = createHash('sha256');
  let size = 0;
  await pipeline(stream, async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) {
      size += chunk.length;
      hash.update(chunk);
    }
  });
  return { size, sha256: hash.digest('hex') };
}

/** Size and SHA-256 of a file, read from its beginning. */
export const hashOf = (path: string): Promise<Stored> => hashStream(createReadStream(path, { highWaterMark: CHUNK }));

/** Throws AppError `hash-mismatch` when the bytes are not the expected ones. */
export function assertAsExpected(found: Stored, expected: Partial<Stored>): void {
  const wrongSize = expected.size !== undefined && expected.size !== found.size;
  const wrongHash = expected.sha256 !== undefined && expected.sha256 !== found.sha256;
  if (!wrongSize && !wrongHash) return;
  throw new AppError(
    'hash-mismatch',
    'The bytes that arrived are not the ones that were declared. Send the file again.',
    {
      with: { expected, found },
    },
  );
}
