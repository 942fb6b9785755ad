import {
  areaOf,
  type Box,
  coverOf,
  NO_PADDING,
  OperationRefused,
  type Picture,
  type RedactionPlan,
  type VideoTrack,
} from '@app/redactions/domain';
import * as fc from 'fast-check';
import { FrameTimes } from './frame-times';
import { boundsAt, DRAWN, type Drawn, everythingBut, leftOpen, newTrack, placedAt } from './shapes';
import {
  between,
  duplicate,
  keyframesOf,
  lasting,
  merge,
  neighbour,
  nextName,
  split,
  toggleKeyframe,
} from './track-edits';

const order = { subject: 'bystander', basis: { type: 'policy', why: 'Not part of it.' } } as const;
const times = new FrameTimes({
  timeBase: { num: 1, den: 25 },
  zero: 0,
  pts: Array.from({ length: 500 }, (_, i) => i),
  lastDuration: 1,
  keyframes: [0],
});
const box: Box = { x: 0.2, y: 0.3, w: 0.25, h: 0.2 };
const made = (drawn: Drawn, frame = 100): VideoTrack =>
  newTrack('m', { outline: { drawn, box, points: [[0.2, 0.3], [0.45, 0.3], [0.3, 0.5]] }, frame, order, times }); // prettier-ignore
const DRAWN_SHAPES = Object.keys(DRAWN) as Drawn[];
const picture: Picture = { width: 320, height: 240, rotation: 0, mirrored: false };
const planOf = (...video: VideoTrack[]): RedactionPlan => ({ version: 1, video, audio: [] });

it.each(DRAWN_SHAPES)('%s lasts three seconds, with the reason and the presentation time of its frame', (drawn) => {
  const track = made(drawn);
  expect(track).toMatchObject({ from: 100, to: 176, ...order });
  for (const keyframe of keyframesOf(track)) expect(keyframe).toMatchObject({ frame: 100, pts: 100 });
});

it('everything but a box hides every cell outside it, and none well inside', () => {
  const cells = coverOf({ ...made('inverse'), padding: NO_PADDING }, 100, picture);
  const isHidden = (x: number, y: number): boolean =>
    (cells?.rows[y - cells.top] ?? []).some(([from, to]) => x >= from && x < to);
  const wrong: [number, number][] = [];
  for (let y = 0; y < 240; y += 2) {
    for (let x = 0; x < 320; x += 2) {
      const inside = x >= 0.2 * 320 + 2 && x + 4 <= 0.45 * 320 && y >= 0.3 * 240 + 2 && y + 4 <= 0.5 * 240;
      const outside = x + 2 <= 0.2 * 320 || x >= 0.45 * 320 || y + 2 <= 0.3 * 240 || y >= 0.5 * 240;
      if (isHidden(x / 2, y / 2) ? inside : outside) wrong.push([x, y]);
    }
  }
  expect(wrong).toEqual([]);
  const padded = coverOf(made('inverse'), 100, picture);
  expect(areaOf(padded!)).toBeGreaterThan(areaOf(cells!)); // what is left open gets smaller, never larger
});

it('what an “everything but” leaves open is found again, and no other polygon is taken for one', () => {
  expect(leftOpen(everythingBut(box))).toMatchObject({ x: 0.2, y: 0.3 });
  expect(leftOpen([[0, 0], [1, 0], [1, 1]])).toBeNull(); // prettier-ignore
});

it.each(DRAWN_SHAPES.filter((drawn) => drawn !== 'frame'))('%s put elsewhere lies there', (drawn) => {
  const track = made(drawn);
  const to = { x: 0.5, y: 0.1, w: 0.1, h: 0.4 };
  const placed = placedAt(track, 100, to);
  const moved = { ...track, keyframes: [{ frame: 100, ...placed }] } as unknown as VideoTrack;
  for (const side of ['x', 'y', 'w', 'h'] as const) expect(boundsAt(moved, 100)?.[side]).toBeCloseTo(to[side], 9);
});

it('the whole picture is placed nowhere', () => {
  expect(placedAt(made('frame'), 100, box)).toBeNull();
  expect(boundsAt(made('frame'), 100)).toBeNull();
});

/** A mask that moves: three keyframes of its kind. */
const moving = (drawn: Drawn): VideoTrack => {
  const track = made(drawn);
  if (track.shape === 'frame') return track;
  const at = (frame: number, x: number) => ({ frame, ...placedAt(track, 100, { ...box, x }) });
  return { ...track, keyframes: [at(100, 0.2), at(130, 0.6), at(170, 0.1)] } as unknown as VideoTrack;
};

const sameAt = (one: VideoTrack | undefined, other: VideoTrack, frame: number): void => {
  const [is, was] = [one && boundsAt(one, frame), boundsAt(other, frame)];
  expect(is === null || is === undefined).toBe(was === null);
  for (const side of ['x', 'y', 'w', 'h'] as const) if (was) expect(is?.[side]).toBeCloseTo(was[side], 9);
};

it.each(DRAWN_SHAPES)('%s split anywhere lies on both sides where it lay, and merged again too', (drawn) => {
  fc.assert(
    fc.property(fc.integer({ min: 101, max: 175 }), (frame) => {
      const before = moving(drawn);
      const [first, second] = split(before, frame, 'n').map((one) => ('track' in one ? one.track : before));
      expect([first?.to, second?.from, second?.to]).toEqual([frame, frame, 176]);
      for (let at = 100; at < 176; at++) sameAt(at < frame ? first : second, before, at);
      const [, joined] = merge(planOf(first!, second!), first!);
      const merged = joined && 'track' in joined ? joined.track : undefined;
      for (let at = 100; at < 176; at++) sameAt(merged, before, at);
    }),
    { numRuns: 30 },
  );
});

it('what cannot be split or merged says why', () => {
  expect(() => split(made('rectangle'), 100, 'n')).toThrow(OperationRefused);
  expect(() => merge(planOf(made('rectangle')), made('rectangle'))).toThrow(
    'No mask of bystander begins after m ends.',
  );
  const other: VideoTrack = { ...made('ellipse', 300), id: 'n' };
  expect(() => merge(planOf(made('rectangle'), other), made('rectangle'))).toThrow('different shapes');
});

it('a keyframe is added where the mask lies, and taken away again', () => {
  const track = moving('rectangle');
  expect(toggleKeyframe(track, 115, 115)).toMatchObject({
    op: 'set-keyframe',
    keyframe: { frame: 115, pts: 115, x: 0.4 },
  });
  expect(toggleKeyframe(track, 130, 130)).toEqual({ op: 'remove-keyframe', id: 'm', frame: 130 });
  expect(() => toggleKeyframe(track, 400, 400)).toThrow(OperationRefused);
});

it('the way from keyframe to keyframe, and to the middle between two', () => {
  const track = moving('ellipse');
  expect([neighbour(track, 130, -1), neighbour(track, 130, 1), neighbour(track, 100, -1)]).toEqual([100, 170, null]);
  expect([between(track, 105), between(track, 130), between(track, 170)]).toEqual([115, 150, null]);
});

it('a second one has another name, and what lasts shorter keeps its shape', () => {
  expect(duplicate(made('polygon'), nextName('mask', [{ id: 'mask-2' }]))).toMatchObject({ track: { id: 'mask-3' } });
  expect(lasting(made('frame'), 110, 120)).toMatchObject({ shape: 'frame', from: 110, to: 120 });
});
