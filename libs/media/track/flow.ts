import { type Cv, type Mat, type Own, owning } from './opencv';
import type { PointPair, Vector } from './similarity';

/** Samples round a point that are compared, and how often the picture is halved to find larger motion. */
const WINDOW = 13;
const LEVELS = 3;
const ITERATIONS = 12;
const PRECISION = 0.03;
/** A point followed there and back again must come home this closely, in samples. */
const HOME = 0.7;

/**
 * Optical flow (Lucas–Kanade in pyramids) of points from one picture to another. Only points that come back to where
 * they began are kept: one that is covered, or slides along an edge, does not.
 */
export function flow(cv: Cv, before: Mat, after: Mat, points: readonly Vector[]): PointPair[] {
  if (points.length === 0) return [];
  return owning(cv, (own) => {
    const there = follow(cv, own, before, after, points);
    const back = follow(
      cv,
      own,
      after,
      before,
      there.map(({ to }) => to),
    );
    return points.flatMap((from, i) => {
      const [out, home] = [there[i], back[i]];
      if (!out?.found || !home?.found) return [];
      return Math.hypot(home.to.x - from.x, home.to.y - from.y) <= HOME ? [{ from, to: out.to }] : [];
    });
  });
}

function follow(
  cv: Cv,
  own: Own,
  before: Mat,
  after: Mat,
  points: readonly Vector[],
): { readonly to: Vector; readonly found: boolean }[] {
  const from = own(
    cv.matFromArray(
      points.length,
      1,
      cv.CV_32FC2,
      points.flatMap(({ x, y }) => [x, y]),
    ),
  );
  const [to, status, error] = [own(new cv.Mat()), own(new cv.Mat()), own(new cv.Mat())];
  const until = new cv.TermCriteria(cv.TermCriteria_COUNT + cv.TermCriteria_EPS, ITERATIONS, PRECISION);
  cv.calcOpticalFlowPyrLK(before, after, from, to, status, error, new cv.Size(WINDOW, WINDOW), LEVELS, until);
  const places = to.data32F;
  return points.map((_, i) => ({
    to: { x: places[2 * i] ?? 0, y: places[2 * i + 1] ?? 0 },
    found: status.data[i] === 1,
  }));
}

interface Wanted {
  readonly most: number;
  /** Samples between two of them. */
  readonly apart: number;
}

/** Points that can be followed: corners rather than edges (Shi, Tomasi 1994), only where the mask is set. */
export function goodPoints(cv: Cv, picture: Mat, mask: Mat, { most, apart }: Wanted): Vector[] {
  return owning(cv, (own) => {
    const corners = own(new cv.Mat());
    cv.goodFeaturesToTrack(picture, corners, most, 0.01, apart, mask, 5);
    const places = corners.data32F;
    return Array.from({ length: corners.rows }, (_, i) => ({ x: places[2 * i] ?? 0, y: places[2 * i + 1] ?? 0 }));
  });
}
