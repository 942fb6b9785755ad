import { CELL, type CellRows } from '@app/redactions/domain';
import { FILL, type FrameSize } from '../raw-frame';
import { kernelOf } from './compare-kernel';

/**
 * How far a decoded release may differ from its source. Measured on real and synthetic footage with the encoder's own
 * settings: the worst good frame stays well within, the smallest saboteur well outside.
 */
export const LIMITS = {
  /** Luma, mean squared difference outside the masks, one frame: 42 dB; the encoder stays above 45. */
  outsideMse: 4.1,
  /** Mean absolute luma difference in one block of 16 × 16 samples. */
  blockDifference: 8,
  /** The same in colour, in one block of 8 × 8 samples. */
  colourDifference: 8,
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

/** Local names: imported ones are looked up again for every sample. */
const SIDE = CELL;
const { y: BLACK, u: GREY } = FILL;
const { edgeLevel: LEVEL } = LIMITS;

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
    for (let line = (cells.top + i) * SIDE; line < (cells.top + i + 1) * SIDE; line++) {
      for (const [from, to] of spans) {
        let [inLine, squaresInLine] = [0, 0];
        for (let at = line * width + from * SIDE; at < line * width + to * SIDE; at++) {
          const value = frame[at]! | 0;
          inLine = (inLine + value) | 0;
          squaresInLine = (squaresInLine + Math.imul(value, value)) | 0;
        }
        sum += inLine;
        squares += squaresInLine;
        count += (to - from) * SIDE;
      }
    }
  });
  return spread(count, sum, squares);
}

/** The same of both chroma planes, each counted from its fill. */
export function chromaSpread(frame: Buffer, cells: CellRows, { width, height }: FrameSize): Spread {
  const stride = width / SIDE;
  const plane = stride * (height / SIDE);
  let [count, sum, squares] = [0, 0, 0];
  for (const base of [width * height, width * height + plane]) {
    cells.rows.forEach((spans, i) => {
      for (const [from, to] of spans) {
        const line = base + (cells.top + i) * stride;
        for (let at = line + from; at < line + to; at++) {
          const value = frame[at]! - GREY;
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
    for (let line = (cells.top + i) * SIDE; line < (cells.top + i + 1) * SIDE; line++) {
      for (const [from, to] of spans) {
        const end = line * width + to * SIDE;
        for (let at = line * width + from * SIDE; at < end; at++) {
          const is = Math.abs(release[at]! - BLACK);
          if (is <= LEVEL) continue;
          const was = Math.abs(source[at]! - BLACK);
          if (is * 2 > was && was > LEVEL) shown++;
        }
      }
    }
  });
  return shown;
}

export interface Difference {
  /** Luma, over the compared samples. */
  readonly mse: number;
  readonly compared: number;
  /** The block that differs most in luma, and the one in colour. */
  readonly luma: BlockDifference;
  readonly colour: BlockDifference;
}

/** Mean absolute difference of a block, and its top left luma sample. */
interface BlockDifference {
  readonly difference: number;
  readonly x: number;
  readonly y: number;
}

/**
 * Compares two frames outside the covered cells, in blocks, so that a small change is not lost in a large picture.
 * `covered` should include the few cells around each mask where its black bleeds into the picture.
 */
export function differenceOutside(
  source: Buffer,
  release: Buffer,
  covered: CellRows | null,
  { width, height }: FrameSize,
): Difference {
  const planeSize = { width: width / SIDE, height: height / SIDE, block: 8, cell: 1 };
  const first = width * height;
  const luma = planeDifference(source, release, covered, { base: 0, width, height, block: 16, cell: SIDE });
  const u = planeDifference(source, release, covered, { base: first, ...planeSize });
  const v = planeDifference(source, release, covered, { base: (first * 5) / 4, ...planeSize });
  const colour = u.worst.difference > v.worst.difference ? u.worst : v.worst;
  return {
    mse: luma.compared === 0 ? 0 : luma.squares / luma.compared,
    compared: luma.compared,
    luma: luma.worst,
    colour: { ...colour, x: colour.x * SIDE, y: colour.y * SIDE },
  };
}

/** One plane of a frame: where it begins, its size, the side of a block, and samples to a cell's side. */
interface Plane {
  readonly base: number;
  readonly width: number;
  readonly height: number;
  readonly block: number;
  readonly cell: number;
}

function planeDifference(
  source: Buffer,
  release: Buffer,
  covered: CellRows | null,
  { base, width, height, block, cell }: Plane,
): { squares: number; compared: number; worst: BlockDifference } {
  const { sums, difference } = kernelOf(source, release);
  const row = sums.subarray(0, 2 * Math.ceil(width / block));
  const shift = Math.log2(block);
  const found = { squares: 0, compared: 0, worst: { difference: 0, x: 0, y: 0 } };
  for (let top = 0; top < height; top += block) {
    row.fill(0);
    for (let line = top; line < Math.min(top + block, height); line++) {
      for (const span of openSpans(covered, Math.floor(line / cell), width, cell)) {
        found.squares += difference(source, release, base + line * width, span, shift);
        found.compared += span[1] - span[0];
      }
    }
    const most = worstBlock(row, block);
    if (most.difference > found.worst.difference)
      found.worst = { difference: most.difference, x: most.index * block, y: top };
  }
  return found;
}

/** The block of a row that differs most. */
function worstBlock(row: Uint32Array, block: number): { difference: number; index: number } {
  const most = { difference: 0, index: 0 };
  // A sliver of a block beside a mask says little about the block.
  const least = (block * block) / 8;
  for (let at = 0; at < row.length; at += 2) {
    const count = row[at + 1]!;
    const difference = count >= least ? row[at]! / count : 0;
    if (difference > most.difference) Object.assign(most, { difference, index: at / 2 });
  }
  return most;
}

type Range = readonly [from: number, to: number];

/** The parts of a line that no covered cell touches, in samples; `row` is the line's row of cells. */
function openSpans(covered: CellRows | null, row: number, width: number, cell: number): readonly Range[] {
  const spans = covered?.rows[row - covered.top];
  if (!spans || spans.length === 0) return [[0, width]];
  const open: Range[] = [];
  let at = 0;
  for (const [from, to] of spans) {
    if (from * cell > at) open.push([at, from * cell]);
    at = to * cell;
  }
  if (at < width) open.push([at, width]);
  return open;
}

/** Mean squared luma difference of every eighth line: enough to tell which of two frames a third one is. */
export function likeness(a: Buffer, b: Buffer, covered: CellRows | null, { width, height }: FrameSize): number {
  const { difference } = kernelOf(a, b);
  let squares = 0;
  let compared = 0;
  for (let line = 4; line < height; line += 8) {
    for (const span of openSpans(covered, line >> 1, width, SIDE)) {
      squares += difference(a, b, line * width, span, 4);
      compared += span[1] - span[0];
    }
  }
  return compared === 0 ? 0 : squares / compared;
}
