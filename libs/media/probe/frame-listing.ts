import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Rational } from './facts';

/** When the frames of a picture are shown, as the container or a decoder lists them. */
export interface FrameListing {
  readonly timeBase: Rational;
  /**
   * Ascending: a frame is shown after the one that comes out of the decoder before it, whatever a container says that
   * contradicts its own pictures.
   */
  readonly pts: readonly number[];
  readonly lastDuration: number;
}

/** A listing of decoded frames. */
export interface DecodedListing extends FrameListing {
  /** Frames whose own time was not after that of the frame before. */
  readonly disordered: readonly number[];
}

/** Reads a framecrc listing: `#tb 0: 1/12800`, then one line a frame: stream, dts, pts, duration, size, checksum. */
export async function readFrameListing(path: string): Promise<DecodedListing> {
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
  const disordered = pts.flatMap((time, frame) => (frame > 0 && time <= (pts[frame - 1] ?? 0) ? [frame] : []));
  if (disordered.length > 0) pts.sort((a, b) => a - b);
  return { timeBase, pts, disordered, lastDuration: lastDuration > 1 ? lastDuration : usualStep(pts) };
}

/**
 * The times of decoded frames: the container's own, where it lists as many, because a decoder guesses at times that seem
 * out of order to it.
 */
export const timesOf = (container: FrameListing, decoded: FrameListing): FrameListing =>
  container.pts.length === decoded.pts.length ? container : decoded;

/** Half of all steps are longer, half shorter: how long the last frame is shown where nothing says so. */
export function usualStep(pts: readonly number[]): number {
  const steps = pts
    .slice(1)
    .map((time, i) => time - (pts[i] ?? 0))
    .sort((a, b) => a - b);
  return Math.max(steps[Math.floor(steps.length / 2)] ?? 1, 1);
}
