import { regionAt } from './cover';
import { type Box, type BoxKeyframe, type BoxTrack, type Padding } from './plan';

/**
 * Few keyframes for many boxes. What lies between two of them is the line that `regionAt` draws, so the editor, the
 * renderer and the verifier see exactly what was checked here.
 */

/** Of the padding, how much a line between two keyframes may use up; the rest is left for the tracker's own error. */
const PADDING_SPENT = 0.2;
/** Of the box's width and height, how far the line may lie outside the box on any side. */
const EXCESS = 0.04;
/** Frames: a person who steps from keyframe to keyframe should see one every few seconds. */
const LONGEST_LINE = 250;

interface FramedBox {
  readonly frame: number;
  readonly box: Box;
}

/**
 * Keyframes for boxes of neighbouring frames, such that the mask covers every box with part of its padding and none by
 * much more. The frame `keep`, which a person drew, is always one of them.
 */
export function reduceKeyframes(boxes: readonly FramedBox[], padding: Padding, keep: number): BoxKeyframe[] {
  const kept = Math.max(
    boxes.findIndex(({ frame }) => frame === keep),
    0,
  );
  const chosen = [0];
  for (let at = 0; at < boxes.length - 1;) {
    const end = at < kept ? kept : boxes.length - 1;
    at = farthest(boxes, at, Math.min(end, at + LONGEST_LINE), padding.space * PADDING_SPENT);
    chosen.push(at);
  }
  return chosen.flatMap((index) => boxes[index] ?? []).map(({ frame, box }) => ({ frame, ...box }));
}

/** A box far on, up to which a single line will do. Found by bisection: a longer line seldom fits where a shorter did not. */
function farthest(boxes: readonly FramedBox[], from: number, end: number, space: number): number {
  let [fits, last] = [from + 1, end];
  while (fits < last) {
    const middle = Math.ceil((fits + last) / 2);
    if (lineFits(boxes.slice(from, middle + 1), space)) fits = middle;
    else last = middle - 1;
  }
  return fits;
}

function lineFits(boxes: readonly FramedBox[], space: number): boolean {
  const [first, last] = [boxes[0], boxes.at(-1)];
  if (!first || !last) return true;
  const line = trackOf([first, last], space);
  return boxes.every(({ frame, box }) => {
    const region = regionAt(line, frame);
    if (region?.shape !== 'rectangle') return false;
    return isInside(box, region.box) && isInside(region.box, outset(box, space + EXCESS));
  });
}

/** A track that is nothing but the way from one box to the next. */
const trackOf = (boxes: readonly FramedBox[], space: number): BoxTrack => ({
  id: '',
  shape: 'rectangle',
  from: boxes[0]?.frame ?? 0,
  to: (boxes.at(-1)?.frame ?? 0) + 1,
  keyframes: boxes.map(({ frame, box }) => ({ frame, ...box })),
  padding: { space, frames: 0 },
  subject: '',
  basis: { type: 'policy', why: '' },
});

const outset = ({ x, y, w, h }: Box, by: number): Box => ({
  x: x - w * by,
  y: y - h * by,
  w: w * (1 + 2 * by),
  h: h * (1 + 2 * by),
});

/** Arithmetic noise. */
const NOISE = 1e-9;

const isInside = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x - NOISE &&
  inner.y >= outer.y - NOISE &&
  inner.x + inner.w <= outer.x + outer.w + NOISE &&
  inner.y + inner.h <= outer.y + outer.h + NOISE;
