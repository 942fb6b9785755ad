/**
 * Motion as a camera sees it: shift, scale and turn, and how to read it from points of which many may be wrong.
 */

export interface Vector {
  readonly x: number;
  readonly y: number;
}

/** A point p goes to shift + scale · turn(p). */
export interface Similarity {
  readonly shift: Vector;
  readonly scale: number;
  /** Radians. */
  readonly turn: number;
}

export const STILL: Similarity = { shift: { x: 0, y: 0 }, scale: 1, turn: 0 };

export interface PointPair {
  readonly from: Vector;
  readonly to: Vector;
}

export interface Estimate {
  readonly motion: Similarity;
  /** Pairs that move so. */
  readonly inliers: readonly PointPair[];
}

export const applied = ({ shift, scale, turn }: Similarity, { x, y }: Vector): Vector => {
  const [cos, sin] = [Math.cos(turn) * scale, Math.sin(turn) * scale];
  return { x: shift.x + cos * x - sin * y, y: shift.y + sin * x + cos * y };
};

export const median = (values: readonly number[]): number => {
  const ordered = [...values].sort((a, b) => a - b);
  return ordered[Math.floor(ordered.length / 2)] ?? 0;
};

/** Points closer together than this tell nothing of scale and turn. */
const TELLING_DISTANCE = 6;
/** Fewest pairs of points from which scale and turn are taken; with fewer there is only a shift. */
const FEWEST = 6;

/**
 * Median flow (Kalal, Mikolajczyk, Matas 2010): medians over all pairs of points for scale and turn, then for the
 * shift, then least squares over the points that agree. Null when fewer than `least` points agree within `tolerance`.
 */
export function estimate(pairs: readonly PointPair[], tolerance: number, least: number): Estimate | null {
  if (pairs.length < least) return null;
  const coarse = medianMotion(pairs);
  const near = agreeing(pairs, coarse, tolerance * 2);
  if (near.length < least) return null;
  const fine = leastSquares(near);
  const inliers = agreeing(pairs, fine, tolerance);
  return inliers.length < least ? null : { motion: leastSquares(inliers), inliers };
}

const agreeing = (pairs: readonly PointPair[], motion: Similarity, tolerance: number): PointPair[] =>
  pairs.filter(({ from, to }) => {
    const expected = applied(motion, from);
    return Math.hypot(to.x - expected.x, to.y - expected.y) <= tolerance;
  });

function medianMotion(pairs: readonly PointPair[]): Similarity {
  const [scales, turns]: [number[], number[]] = [[], []];
  pairs.forEach((a, i) => {
    for (const b of pairs.slice(i + 1)) {
      const before = { x: b.from.x - a.from.x, y: b.from.y - a.from.y };
      const after = { x: b.to.x - a.to.x, y: b.to.y - a.to.y };
      const distance = Math.hypot(before.x, before.y);
      if (distance < TELLING_DISTANCE) continue;
      scales.push(Math.hypot(after.x, after.y) / distance);
      turns.push(Math.atan2(before.x * after.y - before.y * after.x, before.x * after.x + before.y * after.y));
    }
  });
  const tells = scales.length >= FEWEST;
  const [scale, turn] = tells ? [median(scales), median(turns)] : [1, 0];
  const moved = pairs.map(({ from, to }) => {
    const there = applied({ shift: { x: 0, y: 0 }, scale, turn }, from);
    return { x: to.x - there.x, y: to.y - there.y };
  });
  return { shift: { x: median(moved.map(({ x }) => x)), y: median(moved.map(({ y }) => y)) }, scale, turn };
}

/** The similarity that leaves the least squares (Umeyama 1991, in the plane). */
function leastSquares(pairs: readonly PointPair[]): Similarity {
  const count = pairs.length;
  const mean = (of: (pair: PointPair) => number): number => pairs.reduce((sum, pair) => sum + of(pair), 0) / count;
  const from = { x: mean((p) => p.from.x), y: mean((p) => p.from.y) };
  const to = { x: mean((p) => p.to.x), y: mean((p) => p.to.y) };
  let [dot, cross, spread] = [0, 0, 0];
  for (const pair of pairs) {
    const [ax, ay] = [pair.from.x - from.x, pair.from.y - from.y];
    const [bx, by] = [pair.to.x - to.x, pair.to.y - to.y];
    dot += ax * bx + ay * by;
    cross += ax * by - ay * bx;
    spread += ax * ax + ay * ay;
  }
  const tells = count >= FEWEST && spread > count * TELLING_DISTANCE ** 2;
  const scale = tells ? Math.hypot(dot, cross) / spread : 1;
  const turn = tells ? Math.atan2(cross, dot) : 0;
  const there = applied({ shift: { x: 0, y: 0 }, scale, turn }, from);
  return { shift: { x: to.x - there.x, y: to.y - there.y }, scale, turn };
}
