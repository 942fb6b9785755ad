import type { Flashing } from '@app/redactions/domain';
import { FlashCounter, RASTER, RASTER_BYTES } from './flash-counter';

type Colour = readonly [r: number, g: number, b: number];
type Scene = (x: number, y: number, seconds: number) => Colour;

const BLACK: Colour = [0, 0, 0];
const WHITE: Colour = [255, 255, 255];

/** The scene as filmed: x and y are fractions of the picture. */
function analyse(scene: Scene, { seconds = 3, rate = 30 } = {}): Flashing {
  const counter = new FlashCounter();
  const raster = new Uint8Array(RASTER_BYTES);
  for (let frame = 0; frame < seconds * rate; frame++) {
    for (let cell = 0; cell < RASTER.width * RASTER.height; cell++) {
      const [x, y] = [(cell % RASTER.width) / RASTER.width, Math.floor(cell / RASTER.width) / RASTER.height];
      raster.set(scene(x, y, frame / rate), cell * 3);
    }
    counter.take(raster, frame / rate);
  }
  return counter.result();
}

/** On for half of each period. */
const isOn = (seconds: number, hertz: number): boolean => (seconds * hertz) % 1 < 0.5;
const strobe =
  (hertz: number, on: Colour = WHITE, off: Colour = BLACK): Scene =>
  (_x, _y, seconds) =>
    isOn(seconds + 1e-9, hertz) ? on : off;
const within =
  (scene: Scene, width: number, height: number): Scene =>
  (x, y, seconds) =>
    x < width && y < height ? scene(x, y, seconds) : [90, 90, 90];
const gray = (value: number): Colour => [value, value, value];

describe('more than three flashes within a second', () => {
  it('are told of a strobe at 5 Hz, and where', () => {
    const found = analyse((x, y, s) => (s > 4 && s < 7 ? strobe(5)(x, y, s) : BLACK), { seconds: 10 });
    expect(found.trips).toBe(true);
    expect(found.spans).toHaveLength(1);
    const [span] = found.spans;
    expect(span).toMatchObject({ kind: 'general' });
    expect(span!.from).toBeGreaterThan(3.4);
    expect(span!.from).toBeLessThanOrEqual(4.1);
    expect(span!.to).toBeGreaterThan(6.8);
    expect(span!.to).toBeLessThan(8);
  });

  it.each([1, 2, 3])('are not at %d Hz', (hertz) => {
    expect(analyse(strobe(hertz), { seconds: 6 }).trips).toBe(false);
  });

  it('are at 4 Hz', () => expect(analyse(strobe(4)).trips).toBe(true));

  it('are told where the frame rate varies from picture to picture', () => {
    expect(analyse(strobe(5), { rate: 24 }).trips).toBe(true);
    expect(analyse(strobe(5), { rate: 60 }).trips).toBe(true);
  });

  it('are none where a light comes on once and goes slowly', () => {
    expect(analyse((_x, _y, s) => gray(255 * Math.abs(1 - (s % 2))), { seconds: 8 }).trips).toBe(false);
  });
});

describe('the area that flashes', () => {
  it('counts from a quarter of a field of 10° on, wherever it lies', () => {
    expect(analyse(within(strobe(6), 0.12, 0.12)).trips).toBe(false);
    expect(analyse(within(strobe(6), 0.25, 0.25)).trips).toBe(true);
    const right: Scene = (x, y, s) => (x > 0.7 && y > 0.7 ? strobe(6)(x, y, s) : gray(90));
    expect(analyse(right).trips).toBe(true);
  });

  it('counts for nothing where no flash of whatever size is allowed (WCAG 2.3.2)', () => {
    for (const [hertz, anywhere] of [
      [6, true],
      [3, false],
    ] as const)
      // prettier-ignore
      expect(analyse(within(strobe(hertz), 0.05, 0.05))).toEqual({ trips: false, spans: [], anywhere });
  });

  it('counts though the lights take turns', () => {
    const bar: Scene = (x, _y, s) => (isOn(s, 5) === x < 0.5 ? [40, 60, 255] : BLACK);
    const police: Scene = (x, y, s) => (bar(x, y, s) === BLACK ? BLACK : [255, 255, 255]);
    expect(analyse(police).trips).toBe(true);
  });
});

describe('how much it changes', () => {
  it('counts from a tenth of what white has', () => {
    expect(analyse(strobe(6, gray(100), gray(60))).trips).toBe(false); // 0.127 against 0.045
    expect(analyse(strobe(6, gray(120), gray(60))).trips).toBe(true); // 0.188 against 0.045
  });

  it('does not count between two whites', () => {
    expect(analyse(strobe(6, WHITE, gray(233))).trips).toBe(false); // darker side at 0.81
  });
});

describe('a saturated red', () => {
  it('flashes though it is no brighter than what it changes with', () => {
    const found = analyse(strobe(5, [200, 0, 0], gray(113))); // both at about 0.12, 0.16
    expect(found.spans).toMatchObject([{ kind: 'red' }]);
  });

  it('is not what a brick wall or a face is', () => {
    expect(analyse(strobe(5, [150, 90, 80], [140, 100, 90])).trips).toBe(false);
  });

  it('does not flash at 2 Hz', () => expect(analyse(strobe(2, [255, 0, 0])).trips).toBe(false));
});

describe('what is not a flash', () => {
  /** A street: sky above, ground below, houses, cars and poles of several brightnesses. */
  const street = (x: number, y: number): number => {
    const house = 60 + 50 * Math.sin(x * 9) + 35 * Math.sin(x * 23 + 2);
    return y < 0.3 ? 190 : y < 0.7 ? Math.max(house, 10) : 80 + 20 * Math.sin(x * 40 + y * 30);
  };

  it('a camera that pans along a street', () => {
    const pan: Scene = (x, y, s) => gray(street(x + s * 0.3, y));
    expect(analyse(pan, { seconds: 8 }).trips).toBe(false);
  });

  it('a camera that is carried by somebody who runs', () => {
    const run: Scene = (x, y, s) => gray(street(x + s * 0.1, y + 0.04 * Math.sin(2 * Math.PI * 2.8 * s)));
    expect(analyse(run, { seconds: 8 }).trips).toBe(false);
  });

  it('the grain of a night', () => {
    let seed = 1;
    const grain = (): number => ((seed = (seed * 48271) % 2147483647), seed % 24);
    expect(analyse(() => gray(30 + grain())).trips).toBe(false);
  });

  it('one flash of a torch', () => {
    expect(analyse((_x, _y, s) => (s > 1 && s < 1.2 ? WHITE : BLACK)).trips).toBe(false);
  });
});
