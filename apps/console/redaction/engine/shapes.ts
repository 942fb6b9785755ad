import {
  type Basis,
  type Box,
  DEFAULT_PADDING,
  NO_PADDING,
  type Padding,
  type Point,
  regionAt,
  type VideoTrack,
} from '@app/redactions/domain';
import type { FrameTimes } from './frame-times';

/** What can be drawn. “Everything but” hides all of the picture except what is drawn. */
export const DRAWN = {
  rectangle: 'A rectangle',
  ellipse: 'An ellipse',
  polygon: 'A polygon',
  inverse: 'Everything but a rectangle',
  frame: 'The whole picture',
} as const;
export type Drawn = keyof typeof DRAWN;

/** What the determination orders to be hidden: whose part it is, and on which legal basis. */
export interface Order {
  readonly subject: string;
  readonly basis: Basis;
}

/** A new mask lasts three seconds: shortening it is easier than making it longer (design, ux § 2.1). */
const SECONDS = 3;

/** Well outside the picture, so that padding and rounding leave no edge of it open. */
const OUTSIDE = { least: -0.5, most: 1.5 };

/**
 * All of the picture but a box, as one polygon by the even-odd rule: round the outside, in to the box, round it, and out
 * again by the same way, which as a line of no width hides nothing more than the cells that it passes outside the box.
 */
export function everythingBut({ x, y, w, h }: Box): Point[] {
  const { least, most } = OUTSIDE;
  const outside: Point[] = [[least, least], [most, least], [most, most], [least, most], [least, least]]; // prettier-ignore
  const hole: Point[] = [[x, y], [x, y + h], [x + w, y + h], [x + w, y], [x, y]]; // prettier-ignore
  return [...outside, ...hole];
}

/** The box that an “everything but” leaves to be seen; null for any other polygon. */
export function leftOpen(points: readonly Point[]): Box | null {
  const [from, , to] = points.slice(5);
  if (points.length !== 10 || points[0]?.[0] !== OUTSIDE.least || !from || !to) return null;
  return { x: from[0], y: from[1], w: to[0] - from[0], h: to[1] - from[1] };
}

/** What is left open gets smaller by two hundredths of the picture all round: its polygon is twice as wide as that. */
const NARROWED: Padding = { space: 0.01, frames: DEFAULT_PADDING.frames };

export interface Outline {
  readonly drawn: Drawn;
  readonly box: Box;
  /** Corners, where it is a polygon. */
  readonly points?: readonly Point[];
}

interface NewTrack {
  readonly outline: Outline;
  readonly frame: number;
  readonly order: Order;
  readonly times: FrameTimes;
}

export function newTrack(id: string, { outline, frame, order, times }: NewTrack): VideoTrack {
  const end = times.at(times.start(frame) + SECONDS) + 1;
  const common = { id, from: frame, to: Math.min(end, times.count), padding: DEFAULT_PADDING, ...order };
  const at = { frame, pts: times.pts(frame) };
  const { drawn, box, points = [] } = outline;
  if (drawn === 'frame') return { ...common, shape: 'frame' };
  if (drawn === 'polygon') return { ...common, shape: 'polygon', keyframes: [{ ...at, points }] };
  if (drawn === 'inverse')
    return { ...common, shape: 'polygon', padding: NARROWED, keyframes: [{ ...at, points: everythingBut(box) }] };
  return { ...common, shape: drawn, keyframes: [{ ...at, ...box }] };
}

/**
 * Where a mask was placed, or lies between two places, without the padding that the renderer adds; null where it does
 * not last. Of a polygon the box around it, of “everything but” the box that it leaves open.
 */
export function boundsAt(track: VideoTrack, frame: number): Box | null {
  const region = regionAt({ ...track, padding: NO_PADDING }, frame);
  if (!region || region.shape === 'frame') return null;
  if (region.shape !== 'polygon') return region.box;
  return leftOpen(region.points) ?? boundsOf(region.points);
}

function boundsOf(points: readonly Point[]): Box {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, w: Math.max(...xs) - x, h: Math.max(...ys) - y };
}

/** The same mask with its box put elsewhere on a frame: what a keyframe there says. Nothing for the whole picture. */
export function placedAt(
  track: VideoTrack,
  frame: number,
  box: Box,
): Box | { readonly points: readonly Point[] } | null {
  if (track.shape === 'frame') return null;
  if (track.shape !== 'polygon') return box;
  const region = regionAt({ ...track, padding: NO_PADDING }, Math.min(Math.max(frame, track.from), track.to - 1));
  if (region?.shape !== 'polygon') return null;
  if (leftOpen(region.points)) return { points: everythingBut(box) };
  const was = boundsOf(region.points);
  const put = (
    value: number,
    [from, length]: readonly [number, number],
    [to, size]: readonly [number, number],
  ): number => to + (length === 0 ? 0 : ((value - from) / length) * size);
  const points = region.points.map(([x, y]): Point => [
    put(x, [was.x, was.w], [box.x, box.w]),
    put(y, [was.y, was.h], [box.y, box.h]),
  ]);
  return { points };
}

/** What a mask is called where its shape is told. */
export function shapeOf(track: VideoTrack): string {
  const [first] = track.shape === 'polygon' ? track.keyframes : [];
  return DRAWN[first && leftOpen(first.points) ? 'inverse' : track.shape];
}
