import { open } from 'node:fs/promises';

/**
 * Reads a file from its beginning to its end through one buffer, whatever its size. `use` is given the bytes that are
 * there and says how many of them it is done with; the others come again with more behind them. `last`: no more come.
 * Resolves to the number of bytes at the end that nobody was done with.
 */
export async function readThrough(
  path: string,
  chunk: number,
  use: (bytes: Buffer, last: boolean) => number,
): Promise<number> {
  const file = await open(path, 'r');
  try {
    let buffer = Buffer.allocUnsafeSlow(2 * chunk);
    let held = 0;
    for (;;) {
      if (buffer.length - held < chunk) buffer = larger(buffer, held);
      const { bytesRead } = await file.read(buffer, held, chunk);
      held += bytesRead;
      const used = use(buffer.subarray(0, held), bytesRead === 0);
      buffer.copyWithin(0, used, held);
      held -= used;
      if (bytesRead === 0) return held;
    }
  } finally {
    await file.close();
  }
}

function larger(buffer: Buffer, held: number): Buffer<ArrayBuffer> {
  const next = Buffer.allocUnsafeSlow(2 * buffer.length);
  buffer.copy(next, 0, 0, held);
  return next;
}
