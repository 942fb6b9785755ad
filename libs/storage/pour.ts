import type { FileHandle } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import type { ByteRange } from './bucket';

/**
 * Bytes held for a reader who does not read: there may be hundreds of them. In two buffers that are used again and
 * again: a stream allocates a new one for each chunk, which is what it spends its time on.
 */
export const HELD_PER_READER = 512 * 1024;

/** Writes a part of a file into `sink`, as fast as that takes it, and ends it. Fails rather than ending early. */
export async function pourFile(file: FileHandle, { start, end }: ByteRange, sink: Writable): Promise<void> {
  const size = Math.min(HELD_PER_READER / 2, end + 1 - start);
  const [first, second] = [bufferOf(size), bufferOf(start + size > end ? 0 : size)];
  let [filling, leaving] = [first, second];
  for (let at = start; at <= end; [filling, leaving] = [leaving, filling]) {
    await filling.sent;
    const { bytesRead } = await file.read(filling.bytes, 0, Math.min(size, end + 1 - at), at);
    if (bytesRead === 0) throw new Error('The file is shorter than it was.');
    filling.sent = write(sink, filling.bytes.subarray(0, bytesRead));
    filling.sent.catch(() => undefined); // thrown where it is waited for
    at += bytesRead;
  }
  await Promise.all([first.sent, second.sent]);
  sink.end();
}

const bufferOf = (size: number): { readonly bytes: Buffer; sent: Promise<void> } => ({
  bytes: Buffer.allocUnsafeSlow(size),
  sent: Promise.resolve(),
});

/** Until these bytes are out of our hands. */
const write = (sink: Writable, bytes: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    const gone = (): void => reject(new Error('The reader has gone.'));
    sink.once('close', gone);
    sink.write(bytes, (error) => {
      sink.off('close', gone);
      if (error) reject(error);
      else resolve();
    });
  });
