import type { ClipExtent } from './parse-plan';
import { type Box, NO_PADDING, type Point, type RedactionPlan, type VideoTrack } from './plan';
import { type FrameRange, inPicture } from './track-suggestion';

/**
 * Places of a plan that are lawful and look like mistakes: helpers that prevent leaks (design, ux § 2.6). A doubt
 * forbids nothing; a person goes there and looks.
 */

export type DoubtKind = 'teleport' | 'off-screen' | 'short' | 'gap';

export interface Doubt {
  readonly kind: DoubtKind;
  readonly track: string;
  /** Half-open. */
  readonly frames: FrameRange;
  readonly says: string;
}

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

/** Where the keyframes are; a polygon by the box round it. */
function placesOf(track: VideoTrack): readonly Place[] {
  if (track.shape === 'frame') return [];
  if (track.shape === 'polygon') return track.keyframes.map(({ frame, points }) => ({ frame, box: boxRound(points) }));
  return track.keyframes.map(({ frame, x, y, w, h }) => ({ frame, box: { x, y, w, h } }));
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

/** Somebody is hidden, then not, then again: a mask ends, and one like it begins a little later. */
function gaps(video: readonly VideoTrack[], longest: number): Doubt[] {
  return video.flatMap((track) => {
    const ends = lasts(track).to;
    const next = video
      .filter((one) => one.subject === track.subject && lasts(one).from > ends && lasts(one).from - ends <= longest)
      .filter((one) => isAlike(track, one))
      .sort((a, b) => a.from - b.from)[0];
    const isBridged = next && video.some((one) => one !== track && isBridge(one, track, { from: ends, to: lasts(next).from })); // prettier-ignore
    if (!next || isBridged) return [];
    const frames = { from: ends, to: lasts(next).from };
    return [doubt('gap', track, frames, `Ends here, and ${next.id} begins a little later: nobody is hidden between.`)];
  });
}

/** Another mask of the same subject that lasts through the gap. */
const isBridge = (one: VideoTrack, { subject }: VideoTrack, { from, to }: FrameRange): boolean =>
  one.subject === subject && lasts(one).from <= from && lasts(one).to >= to;

/** The frames on which it hides something, padding included. */
function lasts({ from, to, padding = NO_PADDING }: VideoTrack): FrameRange {
  return { from: from - padding.frames, to: to + padding.frames };
}

function isAlike(one: VideoTrack, other: VideoTrack): boolean {
  const [a, b] = [placesOf(one).at(-1), placesOf(other)[0]];
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
