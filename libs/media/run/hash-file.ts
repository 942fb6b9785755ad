import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';

const CHUNK = 1 << 20;

/** Bytes for which a thread of its own is worth starting: a fifth of a second of hashing, or more. */
const WORTH_A_THREAD = 64 << 20;

/** SHA-256 of a file, in one buffer; of a large one beside the thread that asks, so that two files are hashed at once. */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  signal?.throwIfAborted();
  return (await stat(path)).size < WORTH_A_THREAD ? hashHere(path, signal) : hashBeside(path, signal);
}

async function hashHere(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(CHUNK);
  const file = await open(path, 'r');
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { bytesRead } = await file.read(chunk, 0, CHUNK);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(chunk.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

/** As words, because a thread runs no TypeScript where tests run from source. */
const HASHING = `
  const { createHash } = require('node:crypto');
  const { openSync, readSync } = require('node:fs');
  const { parentPort, workerData: { path, length } } = require('node:worker_threads');
  const [hash, chunk, file] = [createHash('sha256'), Buffer.allocUnsafe(length), openSync(path, 'r')];
  for (let read; (read = readSync(file, chunk, 0, length, null)) > 0; ) hash.update(chunk.subarray(0, read));
  parentPort.postMessage(hash.digest('hex'));
`;

async function hashBeside(path: string, signal?: AbortSignal): Promise<string> {
  signal?.throwIfAborted();
  const worker = new Worker(HASHING, { eval: true, workerData: { path, length: CHUNK } });
  const stop = (): void => void worker.terminate();
  signal?.addEventListener('abort', stop);
  try {
    return await new Promise<string>((resolve, reject) => {
      worker.once('message', resolve).once('error', reject);
      worker.once('exit', () => reject((signal?.reason as Error | undefined) ?? new Error('the hashing was ended')));
    });
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}
