import { readFileSync } from 'node:fs';
import { examine, render, verify } from '@app/media';
import { aMute, aPlan, aRectangle } from '../../factories/redaction-plan';
import { EVERYTHING, SOURCES } from '../../fixtures/sources';
import { contentsOf, decodePicture, decodeSound, frameTimes, type Size, sizeOf } from '../../support/decoded';
import { faultsOf, type Hidden, inBox } from '../../support/hidden-picture';
import { openTestBench, type TestBench } from '../../support/media-bench';

let at: TestBench;
beforeAll(async () => {
  at = await openTestBench();
});
afterAll(() => at.close());

/** In the displayed picture: from 10 % to 40 % across, from 20 % to 70 % down. Not symmetric, so that a wrong turn shows. */
const box = { x: 0.1, y: 0.2, w: 0.3, h: 0.5 };
const plan = aPlan([aRectangle({ keyframes: [{ frame: 10, ...box }] })]);

/** The same box in the stored picture, for a picture that a player turns clockwise. */
function storedBox(rotation: number, { width, height }: Size): Hidden {
  const [x0, y0, x1, y1] = (
    {
      0: [0.1, 0.2, 0.4, 0.7],
      90: [0.2, 0.6, 0.7, 0.9],
      180: [0.6, 0.3, 0.9, 0.8],
      270: [0.3, 0.1, 0.8, 0.4],
    } as Record<number, [number, number, number, number]>
  )[rotation]!;
  return inBox(x0 * width, y0 * height, x1 * width, y1 * height);
}

const rotationOf = (path: string): number =>
  (360 - (contentsOf(path).streams[0]?.side_data_list?.find((data) => data.rotation)?.rotation ?? 0)) % 360;

/** Times counted from the clip's zero; a transport stream's clock starts anywhere. */
function shownTimes(path: string): number[] {
  const start = path.endsWith('.ts') ? Number(contentsOf(path).format.start_time) * 1e9 : 0;
  return frameTimes(path).map((time) => Math.round((time - start) / 1000));
}

it.each(SOURCES)('a clip $what is rendered and verified, frame for frame', async ({ make, sound }) => {
  const source = make(at.folder);
  const output = at.path('release.mp4');
  expect(await examine(at.bench, source)).toMatchObject({ verdict: 'accepted', damage: [] });
  const withSound = sound ? { ...plan, audio: [aMute(0.9, 1.2)] } : plan;
  await render(at.bench, { source, plan: withSound, mode: 'full', output });
  expect(await verify(at.bench, { source, output, plan: withSound })).toMatchObject({ violations: [], passed: true });

  const stored = sizeOf(source);
  const release = decodePicture(output);
  const hidden = storedBox(rotationOf(source), stored);
  const during = (frame: number): Hidden | null => (frame >= 10 && frame < 30 ? hidden : null);
  expect(faultsOf(decodePicture(source, release), release, during)).toEqual([]);
  expect(shownTimes(output)).toEqual(shownTimes(source));
  expect(rotationOf(output)).toBe(rotationOf(source));
  expect(aspectOf(output)).toEqual(aspectOf(source));
  expect(contentsOf(output).streams.map((stream) => stream.codec_type)).toEqual(sound ? ['video', 'audio'] : ['video']);
});

const aspectOf = (path: string): string => {
  const aspect = contentsOf(path).streams[0]?.sample_aspect_ratio ?? '1:1';
  return aspect === 'N/A' ? '1:1' : aspect;
};

it('sound that begins late stays late, and silent before', async () => {
  const source = SOURCES.find((kind) => kind.what.includes('begins late'))!.make(at.folder);
  const output = at.path('release.mp4');
  await render(at.bench, { source, plan: aPlan([]), mode: 'full', output });
  const [was, is] = [decodeSound(source), decodeSound(output)];
  const loudest = (samples: Int16Array): number => samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  expect(loudest(is.subarray(0, 0.65 * 48_000))).toBeLessThan(30);
  expect(loudest(is.subarray(0.75 * 48_000, 1.4 * 48_000))).toBeGreaterThan(3000);
  expect(Math.abs(was.length - is.length)).toBeLessThan(4800);
});

it('nothing of the source is left but one picture and one sound', async () => {
  const source = EVERYTHING.make(at.folder);
  const output = at.path('release.mp4');
  await render(at.bench, { source, plan, mode: 'full', output });
  expect(contentsOf(source).streams.length).toBeGreaterThan(3);
  expect(readFileSync(source).includes('SECRET-SEI')).toBe(true);
  const { streams, chapters, format } = contentsOf(output);
  expect(streams.map((stream) => stream.codec_name)).toEqual(['h264', 'aac']);
  expect(chapters).toEqual([]);
  expect(Object.keys(format.tags ?? {}).sort()).toEqual(['compatible_brands', 'major_brand', 'minor_version']);
  for (const { tags } of streams)
    expect(Object.keys(tags ?? {})).toEqual(expect.not.arrayContaining(['title', 'timecode']));
  const bytes = readFileSync(output);
  for (const trace of ['SECRET', 'Lavc', 'Lavf', 'x264', '+42.37']) expect(bytes.includes(trace)).toBe(false);
});
