import type { ClipExtent } from './parse-plan';
import { type Box, NO_PADDING, type Point, type RedactionPlan, type VideoTrack } from './plan';
import { type FrameRange, inPicture } from './track-suggestion';

/**
 * Places of a plan that are lawful and look like mistakes: helpers that prevent leaks (design, ux § 2.6). A doubt
 * forbids no edit; whoever checks the cut goes there, looks, and answers it.
 */

export type DoubtKind = 'teleport' | 'off-screen' | 'short' | 'gap';

export interface Doubt {
  readonly kind: DoubtKind;
  readonly track: string;
  /** Half-open. */
  readonly frames: FrameRange;
  readonly says: string;
}

/** The name by which a doubt is answered: as long as the plan says the same there, it is the same doubt. */
export const nameOfDoubt = ({ kind, track, frames: { from, to } }: Doubt): string => `${kind} ${from}-${to} ${track}`;

/** Of its own width or height, by how much a box may move from one frame to the next. */
const FASTEST = 0.25;
/** Of a box, how much of it lies in the picture at least. */
const LEAST_SEEN = 0.5;
/** Frames: what lasts no longer hides nobody who is seen longer. */
const SHORT = 5;
/** Seconds in which somebody who was hidden may be hidden again by another mask. */
const LONGEST_GAP = 2;
/** Of a clip of which the length is not known. */
const USUAL_RATE = 30;
/** By how much the sizes of two masks of one person may differ. */
const ALIKE = 2;

/** Everything about the masks that looks like a mistake, in the order of the clip. */
export function doubtsOf({ video }: RedactionPlan, extent: ClipExtent): Doubt[] {
  const doubts = [...video.flatMap(teleports), ...video.flatMap(offScreen), ...video.flatMap(short)];
  return [...doubts, ...gaps(video, longestGap(extent))].sort((a, b) => a.frames.from - b.frames.from);
}

interface Place {
  readonly frame: number;
  readonly box: Box;
}

/** Where the keyframes are, those of a part of them if it is named; a polygon by the box round it. */
function placesOf(track: VideoTrack, ...part: readonly [from?: number, to?: number]): readonly Place[] {
  if (track.shape === 'frame') return [];
  if (track.shape === 'polygon')
    return track.keyframes.slice(...part).map(({ frame, points }) => ({ frame, box: boxRound(points) }));
  return track.keyframes.slice(...part).map(({ frame, x, y, w, h }) => ({ frame, box: { x, y, w, h } }));
}

function boxRound(points: readonly Point[]): Box {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, w: Math.max(...xs) - x, h: Math.max(...ys) - y };
}

function teleports(track: VideoTrack): Doubt[] {
  const places = placesOf(track);
  return places.slice(1).flatMap((place, i) => {
    const before = places[i] ?? place;
    const frames = { from: before.frame, to: place.frame + 1 };
    if (jump(before.box, place.box) <= FASTEST * (place.frame - before.frame)) return [];
    return [
      doubt(
        'teleport',
        track,
        frames,
        `Jumps farther from frame ${before.frame} to ${place.frame} than anybody moves.`,
      ),
    ];
  });
}

/** How far the middle of a box moves, in sizes of the larger of the two. */
const jump = (a: Box, b: Box): number =>
  Math.max(
    Math.abs(a.x + a.w / 2 - b.x - b.w / 2) / Math.max(a.w, b.w),
    Math.abs(a.y + a.h / 2 - b.y - b.h / 2) / Math.max(a.h, b.h),
  );

function offScreen(track: VideoTrack): Doubt[] {
  return placesOf(track)
    .filter(({ box }) => areaOf(inPicture(box)) < LEAST_SEEN * areaOf(box))
    .map(({ frame }) =>
      doubt('off-screen', track, { from: frame, to: frame + 1 }, 'Most of it lies outside the picture.'),
    );
}

const areaOf = (box: Box | null): number => (box ? box.w * box.h : 0);

const short = (track: VideoTrack): Doubt[] =>
  track.to - track.from >= SHORT
    ? []
    : [doubt('short', track, track, `Lasts ${track.to - track.from} frames only: is nobody seen longer?`)];

const longestGap = ({ frames, duration }: ClipExtent): number =>
  Math.ceil(LONGEST_GAP * (frames && duration ? frames / duration : USUAL_RATE));

/** A mask, and the frames on which it hides something. */
interface Lasting {
  readonly track: VideoTrack;
  readonly on: FrameRange;
}

/** Somebody is hidden, then not, then again: a mask ends, and one like it begins a little later. */
function gaps(video: readonly VideoTrack[], longest: number): Doubt[] {
  const bySubject = Map.groupBy(
    video.map((track): Lasting => ({ track, on: lasts(track) })),
    ({ track }) => track.subject,
  );
  return [...bySubject.values()].flatMap((masks) => {
    const inOrder = masks.toSorted((a, b) => a.on.from - b.on.from);
    return inOrder.flatMap((mask) => gapAfter(mask, inOrder, longest));
  });
}

/** `inOrder`: the masks of one subject, by their beginnings. */
function gapAfter({ track, on: { to: ends } }: Lasting, inOrder: readonly Lasting[], longest: number): Doubt[] {
  const later = firstAfter(inOrder, ends);
  let next: Lasting | null = null;
  for (let i = later; i < inOrder.length && (inOrder[i]?.on.from ?? 0) - ends <= longest; i++) {
    const one = inOrder[i];
    if (one && isAlike(track, one.track) && (!next || one.track.from < next.track.from)) next = one;
  }
  if (!next) return [];
  const { from: begins } = next.on;
  const isBridged = inOrder.slice(0, later).some(({ track: one, on }) => one !== track && on.to >= begins);
  if (isBridged) return [];
  const says = `Ends here, and ${next.track.id} begins a little later: nobody is hidden between.`;
  return [doubt('gap', track, { from: ends, to: begins }, says)];
}

/** The first that begins after that frame. */
function firstAfter(inOrder: readonly Lasting[], frame: number): number {
  let [low, high] = [0, inOrder.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((inOrder[middle]?.on.from ?? 0) > frame) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The frames on which it hides something, padding included. */
function lasts({ from, to, padding = NO_PADDING }: VideoTrack): FrameRange {
  return { from: from - padding.frames, to: to + padding.frames };
}

function isAlike(one: VideoTrack, other: VideoTrack): boolean {
  const [[a], [b]] = [placesOf(one, -1), placesOf(other, 0, 1)];
  if (!a || !b) return one.shape === other.shape;
  const share = areaOf(a.box) / areaOf(b.box);
  return share <= ALIKE && share >= 1 / ALIKE;
}

const doubt = (kind: DoubtKind, { id }: VideoTrack, { from, to }: FrameRange, says: string): Doubt => ({
  kind,
  track: id,
  frames: { from, to },
  says,
});
