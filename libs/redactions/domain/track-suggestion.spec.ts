import fc from 'fast-check';
import {
  acceptedAs,
  type Box,
  inPicture,
  LOST_BELOW,
  type Measurement,
  parsePlan,
  regionAt,
  SURE_FROM,
  suggestTrack,
  toDisplayed,
  toLookAt,
  toStored,
  type TrackSuggestion,
} from '.';

const start = { frame: 100, box: { x: 0.4, y: 0.4, w: 0.1, h: 0.2 } };

/** Measured on the frames behind the drawn one, each a step to the right. */
const measured = (confidences: readonly number[], step = 0.004, way = 1): Measurement[] =>
  confidences.map((confidence, i) => ({
    frame: start.frame + way * (i + 1),
    box: { ...start.box, x: start.box.x + step * (i + 1) },
    confidence,
    likeness: 1,
  }));

const sure = (count: number): number[] => Array.from({ length: count }, () => 0.95);

const forwards = (measurements: readonly Measurement[], to = 130): TrackSuggestion =>
  suggestTrack({ start, from: start.frame, to, forwards: measurements, backwards: [] });

const holds = (outer: Box, inner: Box): boolean =>
  inner.x >= outer.x - 1e-9 &&
  inner.y >= outer.y - 1e-9 &&
  inner.x + inner.w <= outer.x + outer.w + 1e-9 &&
  inner.y + inner.h <= outer.y + outer.h + 1e-9;

const grounds = {
  id: 't1',
  shape: 'rectangle',
  subject: 'bystander',
  basis: { type: 'policy', why: 'A test.' },
} as const;

describe('a target that is never lost', () => {
  it('has a box on every frame, nothing to look at, and few keyframes', () => {
    const suggestion = forwards(measured(sure(29)));
    expect(suggestion.frames.map(({ frame }) => frame)).toEqual(Array.from({ length: 30 }, (_, i) => 100 + i));
    expect(suggestion).toMatchObject({ from: 100, to: 130, lostFrom: null, lostUntil: null });
    expect(toLookAt(suggestion)).toEqual([]);
    expect(suggestion.keyframes.map(({ frame }) => frame)).toEqual([100, 129]);
  });

  it('is followed both ways from the frame that a person drew, which stays a keyframe', () => {
    const [there, back] = [measured(sure(10)), measured(sure(20), -0.004, -1)];
    const suggestion = suggestTrack({ start, from: 80, to: 111, forwards: there, backwards: back });
    expect(suggestion.frames.map(({ frame }) => frame)).toEqual(Array.from({ length: 31 }, (_, i) => 80 + i));
    expect(suggestion.keyframes.find(({ frame }) => frame === 100)).toMatchObject({ x: 0.4, y: 0.4 });
  });

  it('grows at once and shrinks late', () => {
    const box = (scale: number): Measurement => ({
      ...measured([0.95])[0]!,
      box: { x: 0.4, y: 0.4, w: 0.1 * scale, h: 0.2 * scale },
    });
    const size = (scale: number): number => forwards([box(scale)], 102).frames[1]!.box.w;
    expect(size(1.2)).toBeCloseTo(0.12, 4);
    expect(size(0.98)).toBeCloseTo(0.1, 4);
    expect(size(0.5)).toBeLessThan(0.053);
  });

  it('is wider where it no longer looks as it was drawn', () => {
    const [one] = measured([0.95]);
    const changed = forwards([{ ...one!, likeness: 0.4 }], 102).frames[1]!.box;
    expect(changed.w).toBeGreaterThan(0.109);
    expect(holds(changed, one!.box)).toBe(true);
  });
});

describe('a target that is lost', () => {
  const lost = forwards(measured([...sure(9), 0.1, ...sure(19)]));

  it('stays lost: what is measured afterwards is not believed', () => {
    expect(lost.lostFrom).toBe(110);
    expect(lost.frames.slice(10).every(({ confidence }) => confidence <= LOST_BELOW)).toBe(true);
  });

  it('keeps its mask where it was, and the mask grows on every frame', () => {
    const held = measured(sure(9)).at(-1)!.box;
    const boxes = lost.frames.slice(10).map(({ box }) => box);
    boxes.reduce((before, box) => {
      expect(holds(box, before)).toBe(true);
      expect(box.w).toBeGreaterThan(before.w);
      expect(box.h).toBeGreaterThan(before.h);
      return box;
    }, held);
  });

  it('is masked wherever it could have gone at the speed that it had', () => {
    const last = lost.frames.at(-1)!.box;
    const went = { ...start.box, x: start.box.x + 0.004 * 29 };
    expect(holds(last, went)).toBe(true);
  });

  it('needs a look from before it was lost to the end', () => {
    expect(toLookAt(lost)).toEqual([{ from: 104, to: 130 }]);
  });

  it('is lost as well where the tracker stopped, and where it left the picture', () => {
    expect(forwards(measured(sure(5))).lostFrom).toBe(106);
    const gone = measured(sure(29), 0.05);
    expect(forwards(gone).lostFrom).toBe(gone.find(({ box }) => box.x >= 1)!.frame);
  });

  it('says the same of the way back', () => {
    const backwards = measured([...sure(5), 0], -0.004, -1);
    const suggestion = suggestTrack({ start, from: 80, to: 101, forwards: [], backwards });
    expect(suggestion).toMatchObject({ lostUntil: 94, lostFrom: null });
    expect(toLookAt(suggestion)[0]).toMatchObject({ from: 80 });
  });
});

describe('a doubt', () => {
  const between = (SURE_FROM + LOST_BELOW) / 2;
  const doubted = forwards(measured([...sure(14), between, ...sure(14)]));

  it('is marked with the frames before it, and widens the mask', () => {
    expect(toLookAt(doubted)).toEqual([{ from: 109, to: 116 }]);
    expect(doubted.frames[15]!.box.w).toBeGreaterThan(0.105);
    expect(doubted.lostFrom).toBeNull();
  });
});

describe('a target that the edge of the picture cut off when it was drawn', () => {
  it('is masked to that edge when it comes further in, and needs a look', () => {
    const cut = { frame: 100, box: { x: 0.4, y: 0, w: 0.1, h: 0.2 } };
    const comesIn: Measurement[] = [1, 2, 3].map((i) => ({
      frame: 100 + i,
      box: { ...cut.box, y: 0.05 * i },
      confidence: 1,
      likeness: 1,
    }));
    const suggestion = suggestTrack({ start: cut, from: 100, to: 104, forwards: comesIn, backwards: [] });
    expect(suggestion.frames[3]!.box).toMatchObject({ y: 0 });
    expect(toLookAt(suggestion)).toEqual([{ from: 101, to: 104 }]);
    expect(suggestion.lostFrom).toBeNull();
  });
});

const box = fc.record({
  x: fc.double({ min: -0.2, max: 0.95, noNaN: true }),
  y: fc.double({ min: -0.2, max: 0.95, noNaN: true }),
  w: fc.double({ min: 0.02, max: 0.6, noNaN: true }),
  h: fc.double({ min: 0.02, max: 0.6, noNaN: true }),
});
const visible = box.filter((one) => {
  const inside = inPicture(one);
  return inside !== null && inside.w > 0.01 && inside.h > 0.01;
});
/** A walk in small steps, now and then a leap. */
const walk = fc.array(
  fc.record({
    dx: fc.double({ min: -0.01, max: 0.01, noNaN: true }),
    dy: fc.double({ min: -0.01, max: 0.01, noNaN: true }),
    size: fc.double({ min: 0.97, max: 1.03, noNaN: true }),
    leap: fc.option(visible, { freq: 12 }),
    confidence: fc.oneof({ weight: 9, arbitrary: fc.double({ min: 0.5, max: 1, noNaN: true }) }, fc.constant(0)),
  }),
  { maxLength: 60 },
);

it('covers every suggested box with its padding, whatever was measured, and is a track that the plan accepts', () => {
  fc.assert(
    fc.property(visible, walk, walk, (drawn, there, back) => {
      const along = (steps: typeof there, way: number): Measurement[] => {
        let at = drawn;
        return steps.map(({ dx, dy, size, leap, confidence }, i) => {
          at = leap ?? { x: at.x + dx, y: at.y + dy, w: Math.min(at.w * size, 0.9), h: Math.min(at.h * size, 0.9) };
          return { frame: 100 + way * (i + 1), box: at, confidence, likeness: confidence };
        });
      };
      const suggestion = suggestTrack({
        start: { frame: 100, box: drawn },
        from: 100 - back.length,
        to: 101 + there.length,
        forwards: along(there, 1),
        backwards: along(back, -1),
      });
      const track = acceptedAs(suggestion, grounds);
      for (const one of suggestion.frames) {
        const region = regionAt(track, one.frame);
        if (region?.shape !== 'rectangle') throw new Error('no mask');
        expect(holds(region.box, one.box)).toBe(true);
      }
      expect(parsePlan({ version: 1, video: [track], audio: [] })).toMatchObject({ ok: true });
    }),
    { numRuns: 200 },
  );
});

it('finds the way from the stored picture back to the displayed one', () => {
  for (const rotation of [0, 90, 180, 270] as const) {
    for (const mirrored of [false, true]) {
      const picture = { width: 64, height: 48, rotation, mirrored };
      const [x, y] = toDisplayed(toStored([0.2, 0.7], picture), picture);
      expect([x, y]).toEqual([expect.closeTo(0.2), expect.closeTo(0.7)]);
    }
  }
});
