import fc from 'fast-check';
import { graySize, type Stretch, stretchesBackwards, stretchesForwards } from './gray-frames.plan';

const clip = fc.integer({ min: 1, max: 400 }).chain((frames) =>
  fc.record({
    frames: fc.constant(frames),
    keyframes: fc
      .uniqueArray(fc.integer({ min: 1, max: frames }), { maxLength: 12 })
      .map((numbers) => [0, ...numbers.filter((number) => number < frames)].sort((a, b) => a - b)),
    ends: fc.tuple(fc.nat({ max: frames - 1 }), fc.nat({ max: frames - 1 })),
    most: fc.integer({ min: 1, max: 60 }),
  }),
);

const numbers = (stretches: readonly Stretch[]): number[] =>
  stretches.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i));

it('gives every frame of a range once, in order, and decodes from a keyframe before it', () => {
  fc.assert(
    fc.property(clip, ({ ends, most, ...index }) => {
      const range = { from: Math.min(...ends), to: Math.max(...ends) + 1 };
      const wanted = numbers([{ ...range, decodeFrom: 0 }]);
      const [there, back] = [stretchesForwards(index, range, most), stretchesBackwards(index, range, most)];
      expect(numbers(there)).toEqual(wanted);
      expect(numbers([...back].reverse())).toEqual(wanted);
      for (const { from, decodeFrom } of [...there, ...back]) {
        expect(index.keyframes).toContain(decodeFrom);
        expect(decodeFrom).toBeLessThanOrEqual(from);
      }
    }),
  );
});

it('never holds more than it may when it goes backwards, and decodes nothing twice when it goes forwards', () => {
  fc.assert(
    fc.property(clip, ({ ends, most, ...index }) => {
      const range = { from: Math.min(...ends), to: Math.max(...ends) + 1 };
      for (const { from, to } of stretchesBackwards(index, range, most)) expect(to - from).toBeLessThanOrEqual(most);
      for (const { from, decodeFrom } of stretchesForwards(index, range, most).slice(1)) expect(decodeFrom).toBe(from);
    }),
  );
});

it('makes a picture small and its samples square, and never larger', () => {
  const size = (width: number, height: number, num = 1, den = 1) =>
    graySize({ video: { width, height, sampleAspect: { num, den } } as Parameters<typeof graySize>[0]['video'] });
  expect(size(1280, 720)).toEqual({ width: 640, height: 360 });
  expect(size(720, 1280)).toEqual({ width: 360, height: 640 });
  expect(size(320, 240)).toEqual({ width: 320, height: 240 });
  expect(size(720, 576, 16, 11)).toEqual({ width: 640, height: 352 });
});
