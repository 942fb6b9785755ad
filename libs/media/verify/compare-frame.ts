import { CELL, type CellRows } from '@app/redactions/domain';
import { FILL, type FrameSize } from '../paint';

/**
 * How far a decoded release may differ from its source. Measured on real and synthetic footage with the encoder's own
 * settings: the worst good frame stays well within, the smallest saboteur well outside.
 */
export const LIMITS = {
  /** Luma, mean squared difference outside the masks, one frame: 38 dB. */
  outsideMse: 10.3,
  /** Mean absolute luma difference in one block of 16 × 16 samples. */
  blockDifference: 14,
  /** Variance of luma and chroma inside a mask, four samples from its edge. */
  fillVariance: 2,
  /** Mean of the same, away from the fill. */
  fillOffset: 3,
  /** A sample at a mask's edge shows the source when it is nearer to the source than to the fill, and so far from the fill. */
  edgeLevel: 12,
  /** Samples at the edge, and their share, that the encoder's ringing may lift so far by itself. */
  edgeSamples: 6,
  edgeShare: 0.005,
} as const;

/** The last cells before a mask's edge: the encoder's deblocking filter and transform reach four samples in. */
export const EDGE_CELLS = 2;

export interface Spread {
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
}

/** Mean and variance of the luma samples of some cells. */
export function lumaSpread(frame: Buffer, cells: CellRows, { width }: FrameSize): Spread {
  let [count, sum, squares] = [0, 0, 0];
  cells.rows.forEach((spans, i) => {
    for (let line = (cells.top + i) * CELL; line < (cells.top + i + 1) * CELL; line++) {
      for (const [from, to] of spans) {
        for (let at = line * width + from * CELL; at < line * width + to * CELL; at++) {
          const value = frame[at]!;
          sum += value;
          squares += value * value;
        }
        count += (to - from) * CELL;
      }
    }
  });
  return spread(count, sum, squares);
}

/** The same of both chroma planes, each counted from its fill. */
export function chromaSpread(frame: Buffer, cells: CellRows, { width, height }: FrameSize): Spread {
  const stride = width / CELL;
  const plane = stride * (height / CELL);
  let [count, sum, squares] = [0, 0, 0];
  for (const base of [width * height, width * height + plane]) {
    cells.rows.forEach((spans, i) => {
      for (const [from, to] of spans) {
        const line = base + (cells.top + i) * stride;
        for (let at = line + from; at < line + to; at++) {
          const value = frame[at]! - FILL.u;
          sum += value;
          squares += value * value;
        }
        count += to - from;
      }
    });
  }
  return spread(count, sum, squares);
}

function spread(count: number, sum: number, squares: number): Spread {
  if (count === 0) return { count: 0, mean: 0, variance: 0 };
  const mean = sum / count;
  return { count, mean, variance: squares / count - mean * mean };
}

/** Luma samples of the cells that show the source instead of the fill. */
export function samplesShowingSource(source: Buffer, release: Buffer, cells: CellRows, { width }: FrameSize): number {
  let shown = 0;
  cells.rows.forEach((spans, i) => {
    for (let line = (cells.top + i) * CELL; line < (cells.top + i + 1) * CELL; line++) {
      for (const [from, to] of spans) {
        for (let at = line * width + from * CELL; at < line * width + to * CELL; at++) {
          const was = Math.abs(source[at]! - FILL.y);
          const is = Math.abs(release[at]! - FILL.y);
          if (is > LIMITS.edgeLevel && is * 2 > was && was > LIMITS.edgeLevel) shown++;
        }
      }
    }
  });
  return shown;
}

const BLOCK = 16;

export interface Difference {
  /** Luma, over the compared samples. */
  readonly mse: number;
  readonly compared: number;
  /** The block that differs most: mean absolute difference, and its top left luma sample. */
  readonly worst: { readonly difference: number; readonly x: number; readonly y: number };
}

/**
 * Compares the luma of two frames outside the covered cells, in blocks, so that a small change is not lost in a large
 * picture. `covered` should include the few cells around each mask where its black bleeds into the picture.
 */
export function differenceOutside(
  source: Buffer,
  release: Buffer,
  covered: CellRows | null,
  size: FrameSize,
): Difference {
  const { width, height } = size;
  const across = Math.ceil(width / BLOCK);
  const absolute = new Uint32Array(across);
  const counted = new Uint32Array(across);
  let [squares, compared] = [0, 0];
  let worst = { difference: 0, x: 0, y: 0 };
  for (let top = 0; top < height; top += BLOCK) {
    absolute.fill(0);
    counted.fill(0);
    for (let line = top; line < Math.min(top + BLOCK, height); line++) {
      for (const [from, to] of openSpans(covered, line, width)) {
        for (let x = from; x < to;) {
          const block = x >> 4;
          const end = Math.min((block + 1) << 4, to);
          let [sum, square] = [0, 0];
          for (let at = line * width + x; at < line * width + end; at++) {
            const d = source[at]! - release[at]!;
            sum += d < 0 ? -d : d;
            square += d * d;
          }
          absolute[block] = absolute[block]! + sum;
          counted[block] = counted[block]! + end - x;
          squares += square;
          compared += end - x;
          x = end;
        }
      }
    }
    for (let block = 0; block < across; block++) {
      const count = counted[block]!;
      // A sliver of a block beside a mask says little about the block.
      const difference = count >= 32 ? absolute[block]! / count : 0;
      if (difference > worst.difference) worst = { difference, x: block * BLOCK, y: top };
    }
  }
  return { mse: compared === 0 ? 0 : squares / compared, compared, worst };
}

type Range = readonly [from: number, to: number];

/** The parts of a line of luma samples that no covered cell touches. */
function openSpans(covered: CellRows | null, line: number, width: number): readonly Range[] {
  const spans = covered?.rows[(line >> 1) - covered.top];
  if (!spans || spans.length === 0) return [[0, width]];
  const open: Range[] = [];
  let at = 0;
  for (const [from, to] of spans) {
    if (from * CELL > at) open.push([at, from * CELL]);
    at = to * CELL;
  }
  if (at < width) open.push([at, width]);
  return open;
}

/** Mean squared luma difference of every eighth line: enough to tell which of two frames a third one is. */
export function likeness(a: Buffer, b: Buffer, covered: CellRows | null, { width, height }: FrameSize): number {
  let [squares, compared] = [0, 0];
  for (let line = 4; line < height; line += 8) {
    for (const [from, to] of openSpans(covered, line, width)) {
      for (let at = line * width + from; at < line * width + to; at++) {
        const d = a[at]! - b[at]!;
        squares += d * d;
      }
      compared += to - from;
    }
  }
  return compared === 0 ? 0 : squares / compared;
}
