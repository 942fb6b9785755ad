import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Rational } from './facts';

/** What ffmpeg's framecrc muxer wrote: the frames in the order in which they were put out. */
export interface FrameListing {
  readonly timeBase: Rational;
  readonly pts: readonly number[];
  readonly lastDuration: number;
}

/** Reads a framecrc listing: `#tb 0: 1/12800`, then one line a frame: stream, dts, pts, duration, size, checksum. */
export async function readFrameListing(path: string): Promise<FrameListing> {
  let timeBase: Rational = { num: 1, den: 1 };
  let lastDuration = 0;
  const pts: number[] = [];
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const base = /^#tb 0: (\d+)\/(\d+)/.exec(line);
    if (base) timeBase = { num: Number(base[1]), den: Number(base[2]) };
    if (line.startsWith('#')) continue;
    const [, , time, duration] = line.split(',').map(Number);
    if (time === undefined || !Number.isSafeInteger(time)) continue;
    pts.push(time);
    lastDuration = duration ?? 0;
  }
  return { timeBase, pts, lastDuration: lastDuration > 1 ? lastDuration : usualStep(pts) };
}

/** Half of all steps are longer, half shorter: how long the last frame is shown where nothing says so. */
export function usualStep(pts: readonly number[]): number {
  const steps = pts
    .slice(1)
    .map((time, i) => time - (pts[i] ?? 0))
    .sort((a, b) => a - b);
  return Math.max(steps[Math.floor(steps.length / 2)] ?? 1, 1);
}
