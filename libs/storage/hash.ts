import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
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

/** Size and SHA-256 of a file, read from its beginning into one buffer: a stream allocates a new one for each chunk. */
export async function hashOf(path: string): Promise<Stored> {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(CHUNK);
  const file = await open(path, 'r');
  try {
    for (let size = 0; ;) {
      const { bytesRead } = await file.read(chunk, 0, CHUNK);
      if (bytesRead === 0) return { size, sha256: hash.digest('hex') };
      hash.update(chunk.subarray(0, bytesRead));
      size += bytesRead;
    }
  } finally {
    await file.close();
  }
}

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
