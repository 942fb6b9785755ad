import { reduceKeyframes } from './keyframe-reduction';
import { type Box, type BoxKeyframe, type BoxTrack, DEFAULT_PADDING, type Padding } from './plan';

/**
 * From what a motion tracker measured to what it suggests. A suggestion hides nothing: a person looks at it, changes
 * it, and accepts it as a track of their own. It fails closed: where the target is lost the mask stays and grows.
 */

/** Where the tracker found the target on one frame, in fractions of the displayed picture. */
export interface Measurement {
  readonly frame: number;
  readonly box: Box;
  /** How sure the tracker is, 0 to 1. */
  readonly confidence: number;
  /** How much the target still looks as it did where a person drew it, 0 to 1. */
  readonly likeness: number;
}

/** What is suggested for one frame. */
export interface SuggestedFrame {
  readonly frame: number;
  readonly box: Box;
  readonly confidence: number;
  /** The tracker was not sure here, or had lost the target: nobody may accept this frame without having looked. */
  readonly needsALook: boolean;
}

export interface TrackSuggestion {
  /** Half-open, as in a track. */
  readonly from: number;
  readonly to: number;
  /** Every frame from `from` up to `to`. */
  readonly frames: readonly SuggestedFrame[];
  /** Few positions between which the mask moves in a line, and covers every suggested box with its padding. */
  readonly keyframes: readonly BoxKeyframe[];
  readonly padding: Padding;
  /** The first frame after the drawn one on which the target is lost; null when it is not. */
  readonly lostFrom: number | null;
  /** The same before the drawn frame: the last frame on which it is lost. */
  readonly lostUntil: number | null;
}

/** Below this the measured box is made wider and a person must look. */
export const SURE_FROM = 0.75;
/** Below this the measurement is not believed any more. */
export const LOST_BELOW = 0.35;

export const isLost = ({ confidence }: Pick<Measurement, 'confidence'>): boolean => confidence < LOST_BELOW;

/** Frames before a doubt that are doubted as well: what covers a target covers its edge first, and the look of it last. */
const HINDSIGHT = 6;
/** Frames over which the target's speed is taken. */
const RECENT = 10;
/** Of the box's longer side, by which the mask of a lost target grows each frame on each side, at least. */
const GROWTH = 0.02;
/** Of the box's width and height, on each side, when the tracker is about to lose the target. */
const DOUBT_MARGIN = 0.1;
/** The same for a target that looks nothing like what was drawn: a head that turns is not where its features are. */
const CHANGE_MARGIN = 0.08;
/** Of the width and height: how much smaller a target must seem before its box follows; more, the more it has changed. */
const SHRINK_LAG = { least: 0.02, changed: 0.4 };
/** Of the picture: a side this close to its edge is cut off by it. */
const AT_THE_EDGE = 0.01;
/** The confidence in a box of which one side was never seen: not lost, but to be looked at. */
const UNKNOWN_SIZE = 0.65;
const WHOLE: Box = { x: 0, y: 0, w: 1, h: 1 };

interface TrackedRange {
  /** What a person drew. */
  readonly start: { readonly frame: number; readonly box: Box };
  /** Half-open. */
  readonly from: number;
  readonly to: number;
  /** In the order in which they were measured, each a frame further from the drawn one; may end where it was lost. */
  readonly forwards: readonly Measurement[];
  readonly backwards: readonly Measurement[];
}

export function suggestTrack({ start, from, to, forwards, backwards }: TrackedRange): TrackSuggestion {
  const drawn: SuggestedFrame = { ...start, box: inPicture(start.box) ?? WHOLE, confidence: 1, needsALook: false };
  const later = failClosed(drawn, forwards, to - 1);
  const earlier = failClosed(drawn, backwards, from);
  const frames = [...earlier.frames.reverse(), drawn, ...later.frames].map(inFewDigits);
  return {
    from,
    to,
    frames,
    keyframes: reduceKeyframes(frames, DEFAULT_PADDING, start.frame),
    padding: DEFAULT_PADDING,
    lostFrom: later.lostAt,
    lostUntil: earlier.lostAt,
  };
}

/** The suggestion as a track of the plan, once a person has accepted it and said what it hides and why. */
export const acceptedAs = (
  { from, to, keyframes, padding }: TrackSuggestion,
  grounds: Pick<BoxTrack, 'id' | 'shape' | 'subject' | 'basis'>,
): BoxTrack => ({ ...grounds, from, to, keyframes, padding });

/** Half-open. */
export interface FrameRange {
  readonly from: number;
  readonly to: number;
}

/** The runs of frames that a person must look at before accepting. */
export function toLookAt({ frames }: Pick<TrackSuggestion, 'frames'>): readonly FrameRange[] {
  const runs: { from: number; to: number }[] = [];
  for (const { frame, needsALook } of frames) {
    const last = runs.at(-1);
    if (!needsALook) continue;
    if (last?.to === frame) last.to = frame + 1;
    else runs.push({ from: frame, to: frame + 1 });
  }
  return runs;
}

/**
 * Boxes for every frame behind the drawn one up to `end`, whichever way that lies. A doubted measurement is widened; a
 * lost target's mask begins with everything since it was last sure, and grows.
 */
function failClosed(
  drawn: SuggestedFrame,
  measured: readonly Measurement[],
  end: number,
): { frames: SuggestedFrame[]; lostAt: number | null } {
  const step = end < drawn.frame ? -1 : 1;
  const count = Math.abs(end - drawn.frame);
  const lostIndex = lostAfter(measured, count);
  const believed = cutAtEdges(drawn.box, slowToShrink(drawn.box, measured.slice(0, lostIndex))).map(widened);
  const frames = markDoubts(believed, lostIndex < count);
  let box = heldFrom(drawn, frames);
  const growth = growthOf(drawn, frames);
  for (let index = lostIndex; index < count; index++) {
    box = grown(box, growth.x, growth.y);
    const confidence = Math.min(measured[index]?.confidence ?? 0, LOST_BELOW);
    frames.push({ frame: drawn.frame + step * (index + 1), box, confidence, needsALook: true });
  }
  return { frames, lostAt: lostIndex < count ? drawn.frame + step * (lostIndex + 1) : null };
}

/** How many measurements are believed: all before the first lost one. A target that has left the picture is lost. */
function lostAfter(measured: readonly Measurement[], count: number): number {
  const index = measured.findIndex((one) => isLost(one) || inPicture(one.box) === null);
  return Math.min(index === -1 ? measured.length : index, count);
}

/**
 * What looks smaller may only have turned away: a box follows its target's growth at once, and its shrinking only once
 * the target is smaller by more than a share that the padding would not hide.
 */
function slowToShrink(drawn: Box, measured: readonly Measurement[]): Measurement[] {
  let { w, h } = drawn;
  return measured.map((one) => {
    const { box } = one;
    const lag = 1 + SHRINK_LAG.least + share(1 - one.likeness) * SHRINK_LAG.changed;
    const lagging = (before: number, now: number): number => Math.max(now, Math.min(before, now * lag));
    [w, h] = [lagging(w, box.w), lagging(h, box.h)];
    return { ...one, box: { x: box.x + (box.w - w) / 2, y: box.y + (box.h - h) / 2, w, h } };
  });
}

/**
 * A target that the picture's edge cut off when it was drawn is larger than anyone knows. Where it comes further in,
 * the mask goes on to reach to that edge, and a person must look.
 */
function cutAtEdges(drawn: Box, measured: readonly Measurement[]): Measurement[] {
  const cut = sidesOf(drawn).map((gap) => gap < AT_THE_EDGE);
  return measured.map((one) => {
    const reach = sidesOf(one.box).map((gap, i) => (cut[i] && gap > AT_THE_EDGE ? gap : 0));
    const [left = 0, top = 0, right = 0, bottom = 0] = reach;
    if (!reach.some((gap) => gap > 0)) return one;
    const { x, y, w, h } = one.box;
    const box = { x: x - left, y: y - top, w: w + left + right, h: h + top + bottom };
    return { ...one, box, confidence: Math.min(one.confidence, UNKNOWN_SIZE) };
  });
}

/** How far the box's sides are from the picture's edges: left, top, right, bottom. */
const sidesOf = ({ x, y, w, h }: Box): readonly number[] => [x, y, 1 - x - w, 1 - y - h];

function widened({ frame, box, confidence, likeness }: Measurement): Omit<SuggestedFrame, 'needsALook'> {
  const doubt = share((SURE_FROM - confidence) / (SURE_FROM - LOST_BELOW));
  const margin = doubt * DOUBT_MARGIN + share(1 - likeness) * CHANGE_MARGIN;
  return { frame, confidence, box: grown(inPicture(box) ?? WHOLE, box.w * margin, box.h * margin) };
}

const share = (value: number): number => Math.min(Math.max(value, 0), 1);

function markDoubts(
  believed: readonly Omit<SuggestedFrame, 'needsALook'>[],
  lostAfterwards: boolean,
): SuggestedFrame[] {
  const doubted = believed.map(({ confidence }) => confidence < SURE_FROM);
  return believed.map((one, i) => {
    const ahead = doubted.slice(i, i + HINDSIGHT + 1).includes(true);
    const ends = lostAfterwards && i + HINDSIGHT >= believed.length;
    return { ...one, needsALook: ahead || ends };
  });
}

/** What the mask of a lost target begins with: its box when it was last sure, and every doubted one since. */
function heldFrom(drawn: SuggestedFrame, frames: readonly SuggestedFrame[]): Box {
  const sure = frames.findLastIndex(({ needsALook }) => !needsALook);
  return frames.slice(Math.max(sure, 0)).reduce((all, { box }) => union(all, box), (frames[sure] ?? drawn).box);
}

/** A target goes on as it went: each side moves out as fast as the target last moved, and never slower than a crawl. */
function growthOf(drawn: SuggestedFrame, frames: readonly SuggestedFrame[]): { x: number; y: number } {
  const recent = [drawn, ...frames].slice(-RECENT - 1);
  const first = recent[0] ?? drawn;
  const last = recent.at(-1) ?? drawn;
  const least = GROWTH * Math.max(last.box.w, last.box.h);
  const over = Math.max(recent.length - 1, 1);
  const speed = (of: (box: Box) => number): number => Math.abs(of(last.box) - of(first.box)) / over;
  return {
    x: Math.max(
      speed(({ x, w }) => x + w / 2),
      least,
    ),
    y: Math.max(
      speed(({ y, h }) => y + h / 2),
      least,
    ),
  };
}

const DIGITS = 1e5;

/** A box that people can read, never smaller than it was. */
function inFewDigits<T extends { readonly box: Box }>(one: T): T {
  const [x, y] = [Math.floor(one.box.x * DIGITS) / DIGITS, Math.floor(one.box.y * DIGITS) / DIGITS];
  const [right, bottom] = [one.box.x + one.box.w - x, one.box.y + one.box.h - y];
  return { ...one, box: { x, y, w: Math.ceil(right * DIGITS) / DIGITS, h: Math.ceil(bottom * DIGITS) / DIGITS } };
}

function union(a: Box, b: Box): Box {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return { x, y, w: Math.max(a.x + a.w, b.x + b.w) - x, h: Math.max(a.y + a.h, b.y + b.h) - y };
}

/** The box with each side moved out, as far as there is picture. */
const grown = (box: Box, x: number, y: number): Box =>
  inPicture({ x: box.x - x, y: box.y - y, w: box.w + 2 * x, h: box.h + 2 * y }) ?? box;

/** The part of the box that lies in the picture; null when there is none. */
export function inPicture(box: Box): Box | null {
  const [x, y] = [Math.max(box.x, 0), Math.max(box.y, 0)];
  const [w, h] = [Math.min(box.x + box.w, 1) - x, Math.min(box.y + box.h, 1) - y];
  return w > 0 && h > 0 ? { x, y, w, h } : null;
}
