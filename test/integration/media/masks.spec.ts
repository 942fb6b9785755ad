import { render, verify } from '@app/media';
import type { RedactionPlan } from '@app/redactions/domain';
import { aPlan, aPolygon, aRectangle, anEllipse, theWholeFrame } from '../../factories/redaction-plan';
import { aClip, ffmpeg } from '../../fixtures/clips';
import { decodePicture, frameTimes } from '../../support/decoded';
import { faultsOf, type Hidden, inBox } from '../../support/hidden-picture';
import { openTestBench, type TestBench } from '../../support/media-bench';

let at: TestBench;
let source: string;
beforeAll(async () => {
  at = await openTestBench();
  source = aClip(at.folder, { seconds: 1.6, sound: false });
});
afterAll(() => at.close());

/** What must be hidden in a picture of 320 × 240 samples, written out by hand. */
type HiddenAt = (frame: number) => Hidden | null;

const during =
  (from: number, to: number, hidden: Hidden): HiddenAt =>
  (frame) =>
    frame >= from && frame < to ? hidden : null;

const THE_BOX = inBox(80, 60, 160, 120);

const inTriangle: Hidden = (x, y) => {
  const corners = [
    [96, 48],
    [256, 96],
    [128, 192],
  ] as const;
  const sides = corners.map(([ax, ay], i) => {
    const [bx, by] = corners[(i + 1) % 3]!;
    return (bx - ax) * (y + 0.5 - ay) - (by - ay) * (x + 0.5 - ax);
  });
  return sides.every((side) => side >= 0);
};

const inTheEllipse: Hidden = (x, y) => ((x + 0.5 - 160) / 64) ** 2 + ((y + 0.5 - 108) / 60) ** 2 <= 1;

const moving = aRectangle({
  keyframes: [
    { frame: 10, x: 0, y: 0, w: 0.2, h: 0.2 },
    { frame: 18, x: 0.4, y: 0.2, w: 0.2, h: 0.4 },
    { frame: 29, x: 0.4, y: 0.2, w: 0.2, h: 0.4 },
  ],
});
const movingAt: HiddenAt = (frame) => {
  if (frame < 10 || frame >= 30) return null;
  const share = Math.min((frame - 10) / 8, 1);
  const [left, top] = [128 * share, 48 * share];
  return inBox(Math.floor(left), Math.floor(top), Math.ceil(left + 64), Math.ceil(top + 48 + 48 * share));
};

const CASES: readonly [what: string, plan: RedactionPlan, hiddenAt: HiddenAt][] = [
  ['a rectangle', aPlan(), during(10, 30, THE_BOX)],
  ['an ellipse', aPlan([anEllipse()]), during(10, 30, inTheEllipse)],
  ['a polygon', aPlan([aPolygon()]), during(10, 30, inTriangle)],
  ['the whole frame', aPlan([theWholeFrame(5, 35)]), during(5, 35, () => true)],
  ['the very first and the very last frame', aPlan([aRectangle({ from: 0, to: 40 })]), during(0, 40, THE_BOX)],
  ['one single frame', aPlan([aRectangle({ from: 17, to: 18 })]), during(17, 18, THE_BOX)],
  ['a rectangle that moves and grows', aPlan([moving]), movingAt],
  [
    'a padded rectangle',
    aPlan([aRectangle({ padding: { space: 0.25, frames: 3 } })]),
    during(7, 33, inBox(60, 45, 180, 135)),
  ],
  [
    'a rectangle that reaches out of the picture',
    aPlan([aRectangle({ keyframes: [{ frame: 10, x: -0.1, y: 0.8, w: 0.3, h: 0.6 }] })]),
    during(10, 30, inBox(0, 192, 64, 240)),
  ],
  [
    'a rectangle between samples, rounded outwards',
    aPlan([aRectangle({ keyframes: [{ frame: 10, x: 81 / 320, y: 61 / 240, w: 40.5 / 320, h: 30.5 / 240 }] })]),
    during(10, 30, inBox(80, 60, 122, 92)),
  ],
  [
    'two masks that overlap, each in its own time',
    aPlan([aRectangle(), anEllipse({ from: 20, to: 38 })]),
    (frame) => {
      const [box, ellipse] = [frame >= 10 && frame < 30, frame >= 20 && frame < 38];
      return box || ellipse ? (x, y) => (box && THE_BOX(x, y)) || (ellipse && inTheEllipse(x, y)) : null;
    },
  ],
];

it.each(CASES)('hides %s on every frame it must cover and nowhere else', async (_what, plan, hiddenAt) => {
  const output = at.path('release.mp4');
  const receipt = await render(at.bench, { source, plan, mode: 'full', output });
  expect(receipt).toMatchObject({ frames: 40, reencodedFrames: 40, mode: 'full' });
  expect(faultsOf(decodePicture(source), decodePicture(output), hiddenAt)).toEqual([]);
  expect(frameTimes(output)).toEqual(frameTimes(source));
  expect(await verify(at.bench, { source, output, plan })).toMatchObject({ passed: true, violations: [] });
});

it('and the look at the samples is not blind: a mask a frame late or two samples off is seen', async () => {
  const output = at.path('release.mp4');
  const off = aRectangle({ from: 11, keyframes: [{ frame: 11, x: 82 / 320, y: 0.25, w: 0.25, h: 0.25 }] });
  await render(at.bench, { source, plan: aPlan([off]), mode: 'full', output });
  const faults = faultsOf(decodePicture(source), decodePicture(output), during(10, 30, THE_BOX));
  expect(faults[0]).toMatch(/^frame 10: \d{4} hidden samples show something$/);
  for (let frame = 11; frame < 30; frame++) {
    expect(faults.join('\n')).toMatch(new RegExp(`frame ${frame}: \\d+ hidden samples show something`));
  }
});

it('a small mask in a loud picture is even all over', async () => {
  const tests = [
    '-f',
    'lavfi',
    '-i',
    'testsrc2=size=96x64:rate=60:duration=0.5',
    '-c:v',
    'libx264',
    '-pix_fmt',
    'yuv420p',
  ];
  const loud = at.path('loud.mp4');
  ffmpeg([...tests, '-preset', 'veryfast', '-g', '30', '-bf', '0', loud]);
  const small = { frame: 2, x: 0.6928, y: 0.0448, w: 0.1848, h: 0.1257 };
  const plan = aPlan([aRectangle({ from: 2, to: 4, keyframes: [small] })]);
  const output = at.path('small.mp4');
  await render(at.bench, { source: loud, plan, mode: 'auto', output });
  const { picture, violations } = await verify(at.bench, { source: loud, output, plan });
  expect(violations).toEqual([]);
  expect(picture?.largestFillVariance).toBeLessThan(1.5);
});
