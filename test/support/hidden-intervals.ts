import type { DecodedPicture } from './decoded';

// When a published file hides what, measured in what it shows and plays: no line of the product takes part.

/** A rectangle in shares of the picture. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** How far a sample of the fill may be from black. */
const NOISE = 4;
const BLACK = 16;

/** The frames in which nothing but the fill is seen there. */
export function filledFrames({ frames, width, height }: DecodedPicture, at: (frame: number) => Area): number[] {
  return frames.flatMap((frame, number) => {
    const { x, y, w, h } = at(number);
    const [left, right] = [Math.ceil(x * width), Math.floor((x + w) * width)];
    for (let row = Math.ceil(y * height); row < Math.floor((y + h) * height); row++)
      for (let column = left; column < right; column++)
        if (Math.abs(frame[row * width + column]! - BLACK) > NOISE) return [];
    return [number];
  });
}

/** From when to when these frames are shown; they have to follow one another. `times` in nanoseconds, of every frame. */
export function shownFor(frames: readonly number[], times: readonly number[]): Interval {
  const [first = NaN, last = NaN] = [frames[0], frames.at(-1)];
  if (last - first + 1 !== frames.length) throw new Error(`not one after the other: ${frames.join(' ')}`);
  return { from: times[first]! / 1e9, to: (times[last + 1] ?? times[last]! + (times[1]! - times[0]!)) / 1e9 };
}

const RATE = 48_000;
/** What a coder makes of silence. */
const QUIET = 8;

/** The longest time without a sound, of samples at 48 kHz. */
export function longestSilence(samples: Int16Array): Interval {
  let [best, began] = [{ from: 0, to: 0 }, 0];
  samples.forEach((sample, i) => {
    if (Math.abs(sample) <= QUIET) {
      if (i + 1 - began > best.to - best.from) best = { from: began, to: i + 1 };
    } else began = i + 1;
  });
  return { from: best.from / RATE, to: best.to / RATE };
}
