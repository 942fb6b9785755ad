import { dueRenditions, INLINE, sizeWithin, SMALL } from '.';

const CALM = { trips: false, spans: [] };
const FLASHES = { trips: true, spans: [{ from: 1, to: 3, kind: 'general' as const }] };

it.each([
  [
    { width: 1920, height: 1080 },
    { width: 854, height: 480 },
  ],
  [
    { width: 1280, height: 720 },
    { width: 854, height: 480 },
  ],
  [
    { width: 1080, height: 1920 },
    { width: 480, height: 854 },
  ],
  [
    { width: 1600, height: 1200 },
    { width: 640, height: 480 },
  ],
  [
    { width: 3840, height: 1080 },
    { width: 854, height: 240 },
  ],
  [
    { width: 640, height: 360 },
    { width: 640, height: 360 },
  ],
  [
    { width: 4000, height: 4 },
    { width: 854, height: 2 },
  ],
])('a picture of %o is small as %o', (picture, small) => {
  expect(sizeWithin(picture, SMALL)).toEqual(small);
});

it('is played in the page with 720 lines at most, and never larger than it was', () => {
  expect(sizeWithin({ width: 3840, height: 2160 }, INLINE)).toEqual({ width: 1280, height: 720 });
  expect(sizeWithin({ width: 320, height: 240 }, INLINE)).toEqual({ width: 320, height: 240 });
});

it('a small copy is due of what is larger than one', () => {
  expect(dueRenditions({ width: 1920, height: 1080 }, CALM)).toEqual(['video-small']);
  expect(dueRenditions({ width: 854, height: 480 }, CALM)).toEqual([]);
  expect(dueRenditions({ width: 853, height: 479 }, CALM)).toEqual([]);
  expect(dueRenditions({ width: 1000, height: 100 }, CALM)).toEqual(['video-small']);
});

it('of what flashes only a copy that does not is due, whatever its size', () => {
  expect(dueRenditions({ width: 320, height: 240 }, FLASHES)).toEqual(['video-reduced-flash']);
  expect(dueRenditions({ width: 1920, height: 1080 }, FLASHES)).toEqual(['video-reduced-flash']);
});
