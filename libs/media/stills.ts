import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stillsCommand } from './plan/derive.plan';
import type { MediaBench } from './run/bench';
import { DERIVATION_LIMITS } from './run/limits';
import { runFfmpeg } from './run/run-ffmpeg';

interface Request {
  /** A staff copy. */
  readonly source: string;
  /** When each of its frames begins, in seconds. */
  readonly seconds: readonly number[];
  readonly first: number;
  readonly most: number;
  /** Where the pictures go: `17.jpg` is frame 17. */
  readonly folder: string;
  readonly signal?: AbortSignal;
}

/** Decodes so many frames at most of a staff copy from one on, each into a JPEG of its own. The answer is which they are. */
export async function decodeStills(bench: MediaBench, request: Request): Promise<number[]> {
  const { source, seconds, first, most, folder: target, signal } = request;
  const count = Math.min(most, seconds.length - first);
  if (count <= 0) return [];
  const frames = Array.from({ length: count }, (_, i) => first + i);
  await bench.job(async (folder) => {
    await folder.limit(DERIVATION_LIMITS);
    const name = await folder.lend('source', source);
    // Between the frame before and this one: decoding begins with this one, whatever the rounding.
    const begin = first === 0 ? null : ((seconds[first - 1] ?? 0) + (seconds[first] ?? 0)) / 2;
    await runFfmpeg(
      folder,
      stillsCommand(name, { begin, first, count }, folder.workNames('still', 'jpg')),
      signal ? { signal } : {},
    );
    for (const frame of frames) await copyFile(folder.workPath(`still-${frame}.jpg`), join(target, `${frame}.jpg`));
  });
  return frames;
}
