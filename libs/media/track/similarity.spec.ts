import fc from 'fast-check';
import { applied, estimate, type PointPair, type Similarity, type Vector } from './similarity';

const motion = fc.record({
  shift: fc.record({
    x: fc.double({ min: -20, max: 20, noNaN: true }),
    y: fc.double({ min: -20, max: 20, noNaN: true }),
  }),
  scale: fc.double({ min: 0.8, max: 1.25, noNaN: true }),
  turn: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
});

/** Points on a spiral: nowhere two alike. */
const POINTS: readonly Vector[] = Array.from({ length: 24 }, (_, i) => ({
  x: (8 + 1.5 * i) * Math.cos(2.4 * i),
  y: (8 + 1.5 * i) * Math.sin(2.4 * i),
}));

const moving = (by: Similarity, wrong: number): PointPair[] =>
  POINTS.map((from, i) => ({
    from,
    to: i < wrong ? { x: from.x + 31 + 7 * i, y: from.y - 23 + 5 * i } : applied(by, from),
  }));

it('reads shift, scale and turn from points of which a third move otherwise', () => {
  fc.assert(
    fc.property(motion, fc.integer({ min: 0, max: 8 }), (by, wrong) => {
      const found = estimate(moving(by, wrong), 1.5, 5);
      expect(found?.inliers.length).toBeGreaterThanOrEqual(POINTS.length - wrong);
      for (const corner of [
        { x: -30, y: -30 },
        { x: 30, y: 20 },
      ] as const) {
        const [is, was] = [applied(found!.motion, corner), applied(by, corner)];
        expect(Math.hypot(is.x - was.x, is.y - was.y)).toBeLessThan(0.5);
      }
    }),
  );
});

it('finds no motion in points that agree on none, nor in too few', () => {
  const none: PointPair[] = POINTS.map((from, i) => ({
    from,
    to: { x: from.x + 37 * (i % 5), y: from.y + 29 * (i % 7) },
  }));
  expect(estimate(none, 1.5, 12)).toBeNull();
  expect(estimate(moving({ shift: { x: 1, y: 1 }, scale: 1, turn: 0 }, 0).slice(0, 4), 1.5, 5)).toBeNull();
});
