import { readWaveform } from '@app/footage/domain';
import * as fc from 'fast-check';
import { Seen } from '../engine/seen';
import { GRIPS, pulled, putDown, WHOLE } from '../stage/drawing';
import { packed } from './pack';
import { following, marks, moved, secondAt, shareOf, whole, zoomed } from './view';
import { between } from './waveform';

const seconds = fc.double({ min: 0, max: 1000, noNaN: true });

it('zooming leaves the second around which it is done where it is, and the view within the clip', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1, max: 1000, noNaN: true }),
      seconds,
      fc.constantFrom(0.5, 2, 8),
      (duration, at, factor) => {
        const around = at % duration;
        const near = zoomed(whole(duration), 4, around, duration);
        const view = zoomed(near, factor, around, duration);
        expect(view.from).toBeGreaterThanOrEqual(0);
        expect(view.from + view.span).toBeLessThanOrEqual(Math.max(duration, 0.5) + 1e-9);
        expect(secondAt(view, shareOf(view, around))).toBeCloseTo(around, 6);
        const there = following(moved(view, -3, duration), around, duration);
        expect(shareOf(there, around)).toBeGreaterThanOrEqual(-1e-9);
        expect(shareOf(there, around)).toBeLessThanOrEqual(1 + 1e-9);
      },
    ),
  );
});

it('the ruler has marks within the view, and not more than fit', () => {
  expect(marks({ from: 9.9, span: 10 }, 5)).toEqual([10, 12, 14, 16, 18]);
  expect(marks({ from: 0, span: 0.5 }, 5)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5]);
});

it('masks in one row never overlap, and no row is more than needed', () => {
  const item = fc
    .tuple(fc.nat(100), fc.integer({ min: 1, max: 40 }))
    .map(([from, length]) => ({ from, to: from + length }));
  fc.assert(
    fc.property(fc.array(item, { maxLength: 40 }), (items) => {
      const { rows, count } = packed(items);
      items.forEach((one, i) =>
        items.forEach((other, k) => {
          if (i < k && rows[i] === rows[k]) expect(one.to <= other.from || other.to <= one.from).toBe(true);
        }),
      );
      const atOnce = (frame: number): number => items.filter(({ from, to }) => from <= frame && frame < to).length;
      expect(count).toBe(Math.max(0, ...items.map(({ from }) => atOnce(from))));
    }),
  );
});

it('a waveform is read, its peaks between two seconds are found, and anything else is refused', () => {
  const bytes = new Uint8Array([68, 76, 87, 70, 2, 0, 0, 0, 0, 10, 0x80, 0, 0, 127, 0xf0, 5]);
  const wave = readWaveform(bytes.buffer);
  expect(wave.perSecond).toBe(2);
  expect(between(wave, 0, 2)).toEqual([-1, 1]);
  expect(between(wave, 1.5, 2)).toEqual([-16 / 128, 5 / 127]);
  expect(() => readWaveform(new Uint8Array(12).buffer)).toThrow('no waveform');
});

it('frames that passed by or rested were seen, a leap saw only where it landed', () => {
  const seen = new Seen(100, [[90, 95]]);
  seen.rest(10);
  for (const frame of [12, 15, 40]) seen.pass(frame);
  expect(seen.ranges()).toEqual([[10, 16], [40, 41], [90, 95]]); // prettier-ignore
  expect([seen.left, seen.nextUnseen(10), seen.nextUnseen(90), seen.nextUnseen(99)]).toEqual([88, 16, 95, 99]);
  expect(new Seen(3, [[0, 3]]).nextUnseen(0)).toBeNull();
});

it('a drag is a box, two clicks are one too, and a slip is nothing', () => {
  const drag = { corners: [[0.1, 0.2] as const], to: [0.1, 0.2] as const };
  expect(putDown(drag, 'ellipse', [0.4, 0.5])).toEqual({ outline: { drawn: 'ellipse', box: { x: 0.1, y: 0.2, w: expect.closeTo(0.3) as number, h: 0.3 } } }); // prettier-ignore
  expect(putDown(drag, 'rectangle', [0.1, 0.2])).toEqual({ drawing: { corners: [[0.1, 0.2]], to: [0.1, 0.2] } });
  expect(putDown(drag, 'rectangle', [0.4, 0.2])).toBeNull();
  expect(putDown(drag, 'frame', [0.4, 0.5])).toBeNull();
});

it('a polygon is its corners, closed by the first of them', () => {
  const corners = [[0.1, 0.1], [0.5, 0.1], [0.3, 0.6]] as const; // prettier-ignore
  expect(putDown({ corners, to: [0, 0] }, 'polygon', [0.11, 0.1])).toMatchObject({ outline: { points: corners } });
  expect(putDown({ corners, to: [0, 0] }, 'polygon', [0.2, 0.4])).toMatchObject({
    drawing: { corners: [...corners, [0.2, 0.4]] },
  });
});

it('a mask that is moved stays in the picture, one that is pulled keeps its other side', () => {
  const box = { x: 0.2, y: 0.3, w: 0.4, h: 0.2 };
  expect(pulled(box, WHOLE, [0.9, -0.9])).toMatchObject({ x: 0.6, y: 0 });
  for (const grip of GRIPS) {
    const after = pulled(box, grip, [0.05, 0.05]);
    if (grip.x <= 0) expect(after.x + after.w).toBeCloseTo(0.6, 9);
    if (grip.x >= 0) expect(after.x).toBe(0.2);
    if (grip.y <= 0) expect(after.y + after.h).toBeCloseTo(0.5, 9);
  }
  expect(pulled(box, { x: -1, y: 0 }, [0.9, 0]).w).toBeCloseTo(0.005, 9);
});
