import { join } from 'node:path';
import { type Damage, examine, makeProxy, render, verify } from '@app/media';
import { aPlan, aRectangle } from '../../factories/redaction-plan';
import { aClip } from '../../fixtures/clips';
import { codedPictures, damagedAt, pixelsByTime } from '../../support/damaged';
import { decodePicture, frameTimes } from '../../support/decoded';
import { faultsOf, inBox } from '../../support/hidden-picture';
import { openTestBench, type TestBench } from '../../support/media-bench';

// Known bytes of known pictures are damaged; what that did to the pixels is seen with plain ffmpeg. Every frame that is
// not as it was, and every frame that is gone, must lie in a span that intake states.

let at: TestBench;
beforeAll(async () => {
  at = await openTestBench();
});
afterAll(() => at.close());

async function accepted(path: string) {
  const found = await examine(at.bench, path);
  if (found.verdict === 'quarantined') throw new Error(`${found.code}: ${found.says}`);
  return found;
}

const GOP = ['-g', '10', '-keyint_min', '10', '-sc_threshold', '0'];
const BFRAMES = [...GOP, '-preset', 'fast', '-bf', '2'];
const HEVC = ['-c:v', 'libx265', '-x265-params', 'log-level=none:keyint=10:min-keyint=10'];
const CLIPS: readonly { what: string; name: string; options: readonly string[] }[] = [
  { what: 'H.264 with B-frames in MP4', name: 'b.mp4', options: BFRAMES },
  { what: 'H.264 without B-frames in MP4', name: 'p.mp4', options: [...GOP, '-bf', '0'] },
  { what: 'H.264 of open groups in MP4', name: 'open.mp4', options: [...BFRAMES, '-x264-params', 'open-gop=1'] },
  { what: 'H.264 in Matroska', name: 'b.mkv', options: BFRAMES },
  { what: 'H.264 in a transport stream', name: 'b.ts', options: BFRAMES },
  { what: 'HEVC in MP4', name: 'hevc.mp4', options: HEVC },
  { what: 'MPEG-4 in AVI', name: 'part2.avi', options: ['-c:v', 'mpeg4', '-g', '10', '-q:v', '3'] },
  { what: 'MJPEG in AVI', name: 'mjpeg.avi', options: ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-q:v', '3'] },
];

const nothingLeft = (bytes: Buffer): unknown => bytes.fill(0, 5);
const noBeginning = (bytes: Buffer): unknown => bytes.fill(0xff, 0, 16);
const halfNoise = (bytes: Buffer): void =>
  bytes.subarray(bytes.length / 2).forEach((_, i, half) => (half[i] = (i * 7919 + 13) & 0xff));

/** What is done to which picture, in decoding order. HEVC notices noise within a picture only by chance. */
const TRIALS: readonly [picture: number, how: (bytes: Buffer) => unknown][] = [
  [4, nothingLeft],
  [10, nothingLeft],
  [17, noBeginning],
  [20, halfNoise],
  [39, noBeginning],
];

const shownIn = (damage: readonly Damage[], pts: readonly number[]): Set<number> =>
  new Set(damage.filter(({ kind }) => kind === 'faulty').flatMap(({ from, to }) => pts.slice(from, to)));

/** The span that a picture which is gone belongs to: it names the frame before which it would stand. */
const isStatedMissing = (time: number, damage: readonly Damage[], pts: readonly number[]): boolean =>
  damage.some(({ kind, from }) => kind === 'missing' && from === pts.filter((one) => one < time).length);

it.each(CLIPS)('$what: every frame that differs, and every one that is gone, is stated', async ({ name, options }) => {
  const clean = aClip(at.folder, { seconds: 1.6, size: '160x120', sound: false, name, options });
  expect((await accepted(clean)).damage).toEqual([]);
  const before = pixelsByTime(clean);
  const pictures = codedPictures(clean);
  let hurt = 0;
  for (const [number, how] of TRIALS) {
    if (how === halfNoise && name === 'hevc.mp4') continue;
    if (number === 39 && name === 'b.ts') continue; // nothing in a transport stream announces its last picture
    const path = damagedAt(clean, join(at.folder, `damaged-${name}`), pictures[number]!, how);
    const { damage, index } = await accepted(path);
    const after = pixelsByTime(path);
    const times = new Set(index.pts);
    const stated = shownIn(damage, index.pts);
    const unstated = [...before].filter(([time, pixels]) => {
      if (!times.has(time)) return !isStatedMissing(time, damage, index.pts);
      return after.get(time) !== pixels && !stated.has(time);
    });
    expect({ number, unstated }).toEqual({ number, unstated: [] });
    if (damage.length > 0) hurt++;
    expect(stated.size).toBeLessThanOrEqual(20); // a group of ten, and what of its neighbour the container cut or opened
  }
  expect(hurt).toBeGreaterThanOrEqual(3);
});

it('the span of a fault names the frames and the seconds in words', async () => {
  const clean = aClip(at.folder, { seconds: 1.6, size: '160x120', sound: false, name: 'words.mp4', options: [...GOP, '-bf', '0'] }); // prettier-ignore
  const { damage } = await accepted(damaged(clean, 14));
  expect(damage).toEqual([
    { part: 'picture', kind: 'missing', from: 14, to: 14, start: 0.56, end: 0.6, says: 'One frame at 0.560 s, before frame 14, cannot be decoded: it is missing.' },
    { part: 'picture', kind: 'faulty', from: 14, to: 19, start: 0.6, end: 0.8, says: 'Frames 14 to 18, from 0.600 s to 0.800 s, are faulty: the decoder met damaged data and what it shows may not be what was recorded.' },
  ]); // prettier-ignore
});

it('faulty sound is stated in seconds, and the picture is not accused', async () => {
  const clean = aClip(at.folder, { seconds: 2, size: '160x120', name: 'sound.mp4' });
  const [packet] = codedPictures(clean, 'a:0').slice(40, 41);
  const path = damagedAt(clean, at.path('sound.mp4'), packet!, (bytes) => bytes.fill(0xff));
  const { damage } = await accepted(path);
  expect(damage.map(({ part, kind }) => `${part} ${kind}`)).toEqual(['sound faulty']);
  expect(damage[0]!.start).toBeLessThanOrEqual(packet!.pts / 48_000 + 1e-6);
  expect(damage[0]!.end).toBeGreaterThanOrEqual((packet!.pts + 1024) / 48_000 - 1e-6); // ffmpeg writes six decimals
  expect(damage[0]!.end - damage[0]!.start).toBeLessThan(0.1);
});

const damaged = (clean: string, number: number, how = nothingLeft): string =>
  damagedAt(clean, at.path('damaged.mp4'), codedPictures(clean)[number]!, how);

describe('a release of a damaged clip', () => {
  const plan = aPlan([aRectangle({ from: 20, to: 30, keyframes: [{ frame: 20, x: 0.25, y: 0.25, w: 0.5, h: 0.5 }] })]);
  const box = inBox(40, 30, 120, 90);

  it('has its mask on the frames that the index names, and says why nothing was copied', async () => {
    const clean = aClip(at.folder, { seconds: 1.6, size: '160x120', sound: false, name: 'release.mp4', options: [...GOP, '-bf', '0'] }); // prettier-ignore
    const source = damaged(clean, 4);
    const output = at.path('release.mp4');
    const receipt = await render(at.bench, { source, plan, mode: 'auto', damaged: true, output });
    expect(receipt).toMatchObject({ mode: 'full', frames: 39, reason: 'Nothing was copied: the source is damaged.' });
    const verification = await verify(at.bench, { source, output, plan, damaged: true });
    expect(verification).toMatchObject({ passed: true, picture: { frames: 39, copiedFrames: 0, maskedFrames: 10 } });
    const hidden = (frame: number) => (frame >= 20 && frame < 30 ? box : null);
    expect(faultsOf(decodePicture(source), decodePicture(output), hidden)).toEqual([]);
    expect(frameTimes(output)).toEqual(frameTimes(source));
  });

  it('is refused, in words, when nobody said that the clip is damaged', async () => {
    const clean = aClip(at.folder, { seconds: 1.6, size: '160x120', sound: false, name: 'unsaid.mp4', options: [...GOP, '-bf', '0'] }); // prettier-ignore
    const request = { source: damaged(clean, 4), plan, mode: 'full', output: at.path('release.mp4') } as const;
    await expect(render(at.bench, request)).rejects.toThrow(
      'Of 40 frames of the source 39 come out of the decoder: it is damaged',
    );
  });

  it('leaves out what comes out of the decoder with a time that has passed, and so does the proxy', async () => {
    const clean = aClip(at.folder, {
      seconds: 1.6,
      size: '160x120',
      sound: false,
      name: 'order.mp4',
      options: BFRAMES,
    });
    const source = damaged(clean, 10);
    const decoded = frameTimes(source);
    expect(decoded.some((time, i) => i > 0 && time <= decoded[i - 1]!)).toBe(true);
    const found = await accepted(source);
    expect(found.index.pts.length).toBeLessThan(decoded.length);
    const proxy = at.path('proxy.mp4');
    await makeProxy(at.bench, { source, media: found.media, index: found.index, output: proxy });
    expect(frameTimes(proxy)).toHaveLength(found.index.pts.length);
    const output = at.path('release.mp4');
    const frames = found.index.pts.length;
    expect(await render(at.bench, { source, plan, mode: 'auto', damaged: true, output })).toMatchObject({ frames });
    expect((await verify(at.bench, { source, output, plan, damaged: true })).violations).toEqual([]);
  });
});
