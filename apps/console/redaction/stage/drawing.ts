import type { Box, Point } from '@app/redactions/domain';
import type { Outline, Drawn } from '../engine/shapes';

/** Smaller is a slip of the hand. */
const LEAST = 0.005;

/** A mask that is being drawn: corners so far, and where the pointer is. */
export interface Drawing {
  readonly corners: readonly Point[];
  readonly to: Point;
}

export function between([ax, ay]: Point, [bx, by]: Point): Box {
  const [x, y] = [Math.min(ax, bx), Math.min(ay, by)];
  return { x, y, w: Math.abs(bx - ax), h: Math.abs(by - ay) };
}

const near = ([ax, ay]: Point, [bx, by]: Point): boolean => Math.hypot(bx - ax, by - ay) <= LEAST;

/** What the pointer's being let go, or a click, at a place makes of it: a mask, or a drawing that goes on. */
export function putDown(
  drawing: Drawing,
  drawn: Drawn,
  at: Point,
): { readonly outline: Outline } | { readonly drawing: Drawing } | null {
  if (drawn === 'frame') return null;
  if (drawn === 'polygon') return polygonWith(drawing, at);
  const [first] = drawing.corners;
  if (!first) return null;
  const box = between(first, at);
  if (box.w > LEAST && box.h > LEAST) return { outline: { drawn, box } };
  // A click: the first of two corners.
  return near(first, at) ? { drawing: { corners: [first], to: at } } : null;
}

/** A corner more, or the end of it where the first one is clicked again. */
function polygonWith({ corners }: Drawing, at: Point): { readonly outline: Outline } | { readonly drawing: Drawing } {
  const [first] = corners;
  const CLOSE = 0.02;
  if (first && corners.length > 2 && Math.hypot(first[0] - at[0], first[1] - at[1]) < CLOSE)
    return { outline: outlineOf(corners) };
  const last = corners.at(-1);
  return { drawing: { corners: last && near(last, at) ? corners : [...corners, at], to: at } };
}

/** The polygon through these corners. */
export function outlineOf(corners: readonly Point[]): Outline {
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const box = between([Math.min(...xs), Math.min(...ys)], [Math.max(...xs), Math.max(...ys)]);
  return { drawn: 'polygon', box, points: corners };
}

/** The side or corner by which a mask is taken hold of: −1 left or top, 1 right or bottom, 0 neither. */
export interface Grip {
  readonly x: -1 | 0 | 1;
  readonly y: -1 | 0 | 1;
}
export const WHOLE: Grip = { x: 0, y: 0 };
export const GRIPS: readonly Grip[] = ([-1, 0, 1] as const).flatMap((x) =>
  ([-1, 0, 1] as const).flatMap((y) => (x === 0 && y === 0 ? [] : [{ x, y }])),
);

const THINNEST = 0.005;

/** The box after one of its grips, or all of it, was moved; it stays within the picture when it is moved as a whole. */
export function pulled(box: Box, grip: Grip, [dx, dy]: Point): Box {
  if (grip.x === 0 && grip.y === 0)
    return {
      ...box,
      x: Math.min(Math.max(box.x + dx, 0), Math.max(1 - box.w, 0)),
      y: Math.min(Math.max(box.y + dy, 0), Math.max(1 - box.h, 0)),
    };
  const side = (from: number, length: number, end: -1 | 0 | 1, by: number): [number, number] => {
    if (end === 0) return [from, length];
    if (end > 0) return [from, Math.max(length + by, THINNEST)];
    const moved = Math.min(from + by, from + length - THINNEST);
    return [moved, from + length - moved];
  };
  const [x, w] = side(box.x, box.w, grip.x, dx);
  const [y, h] = side(box.y, box.h, grip.y, dy);
  return { x, y, w, h };
}
