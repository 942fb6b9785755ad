import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeStills, examine, makeKeyframeStrip, makeProxy, makeWaveform } from '@app/media';
import { aClip, ffmpeg } from '../../fixtures/clips';
import * as recordings from '../../fixtures/hostile-recordings';
import { EVERYTHING, type SourceKind, SOURCES } from '../../fixtures/sources';
import { codedPictures } from '../../support/damaged';
import { contentsOf, decodePicture, decodeSound, frameTimes, sizeOf } from '../../support/decoded';
import { hoursAsked } from '../../support/effort';
import { watchMemory } from '../../support/memory';
import { openTestBench, type TestBench } from '../../support/media-bench';

const LONG_HOURS = hoursAsked();
const seconds = (ticks: number, { num, den }: { num: number; den: number }): number => (ticks * num) / den;

let at: TestBench;
beforeAll(async () => {
  at = await openTestBench();
});
afterAll(() => at.close());

async function accepted(source: string) {
  const found = await examine(at.bench, source);
  if (found.verdict !== 'accepted') throw new Error(found.says);
  return { source, media: found.media, index: found.index };
}

const kind = (what: string): SourceKind => SOURCES.find((one) => one.what.includes(what))!;
const FURTHER: readonly SourceKind[] = [
  { what: 'of 60 frames a second', make: recordings.ofRate('60', 1), sound: false },
  { what: 'of one sample', make: recordings.smallest, sound: false },
  { what: 'of two by two samples', make: recordings.ofSize('2x2', 'yuv420p', 'two.mp4'), sound: false },
  { what: 'joined in the middle of a group', make: recordings.joinedLate, sound: false },
  { what: 'whose size changes', make: recordings.changingSize, sound: false },
];

it.each([...SOURCES, ...FURTHER])('a clip $what has its staff copies, the proxy frame for frame', async (one) => {
  const clip = await accepted(one.make(at.folder));
  const output = at.path('proxy.mp4');
  await makeProxy(at.bench, { ...clip, output });
  const [was, is] = [clip.index.pts.map((pts) => seconds(pts, clip.index.timeBase) * 1e9), frameTimes(output)];
  expect(is).toHaveLength(was.length);
  is.forEach((time, frame) => expect(Math.abs(time - (was[frame]! - was[0]!))).toBeLessThan(12_000)); // a tick of 1/90,000 s
  expect(decodePicture(output).frames).toHaveLength(was.length);
  const coded = codedPictures(output);
  expect(coded[0]).toMatchObject({ pts: 0, key: true });
  const keys = [...coded.flatMap(({ key }, i) => (key ? [i] : [])), coded.length];
  for (let i = 1; i < keys.length; i++) expect(keys[i]! - keys[i - 1]!).toBeLessThanOrEqual(15);
  const kinds = contentsOf(output).streams.map((stream) => stream.codec_type);
  expect(kinds).toEqual(one.sound ? ['video', 'audio'] : ['video']);
  const strip = at.path('strip.jpg');
  await makeKeyframeStrip(at.bench, { ...clip, output: strip });
  expect(sizeOf(strip).width).toBe(1600);
  if (!one.sound) return;
  const waveform = at.path('waveform');
  await makeWaveform(at.bench, { ...clip, output: waveform });
  expect(Math.max(...new Int8Array(readFileSync(waveform).subarray(8)))).toBeGreaterThan(5);
});

it.each(['with B-frames', 'of a variable frame rate'])(
  'frames of the copy of a clip %s are decoded one by one, each the one that is named',
  async (what) => {
    const clip = await accepted(kind(what).make(at.folder));
    const source = at.path('proxy.mp4');
    await makeProxy(at.bench, { ...clip, output: source });
    const all = decodePicture(source).frames;
    const times = clip.index.pts.map((pts) => seconds(pts - clip.index.pts[0]!, clip.index.timeBase));
    const folder = at.path('stills');
    mkdirSync(folder);
    for (const first of [0, 17]) {
      const made = await decodeStills(at.bench, { source, seconds: times, first, most: 5, folder });
      expect(made).toEqual([0, 1, 2, 3, 4].map((i) => first + i));
      for (const frame of made) {
        const [still] = decodePicture(join(folder, `${frame}.jpg`)).frames;
        const off = all.map((one) => distance(one, still!));
        expect(off.indexOf(Math.min(...off))).toBe(frame);
      }
    }
    expect(await decodeStills(at.bench, { source, seconds: times, first: times.length, most: 5, folder })).toEqual([]);
  },
);

/** How far two pictures are apart, at every ninety-seventh sample. */
function distance(one: Uint8Array, other: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i += 97) sum += Math.abs((one[i] ?? 0) - (other[i] ?? 0));
  return sum;
}

it(`a clip of ${LONG_HOURS} hours is examined and copied in flat memory`, async () => {
  const minute = aClip(at.folder, { seconds: 10, size: '64x48', rate: '5', sound: false, name: 'loop.mp4' });
  const long = at.path('long.mp4');
  ffmpeg(['-stream_loop', String(LONG_HOURS * 360 - 1), '-i', minute, '-c', 'copy', long]);
  const peak = watchMemory();
  const clip = await accepted(long);
  expect(clip.index.pts).toHaveLength(LONG_HOURS * 18_000);
  const output = at.path('long-proxy.mp4');
  await makeProxy(at.bench, { ...clip, output });
  await makeKeyframeStrip(at.bench, { ...clip, output: at.path('long-strip.jpg') });
  const { own, children } = peak.stop();
  expect(codedPictures(output)).toHaveLength(LONG_HOURS * 18_000);
  expect(own).toBeLessThan(400e6);
  expect(children).toBeGreaterThan(10e6); // it did see them
  expect(children).toBeLessThan(400e6);
});

it('a proxy is upright, of square samples, at most 720 lines and bare of everything else', async () => {
  const turned = at.path('turned.mp4');
  await makeProxy(at.bench, { ...(await accepted(kind('turned by 90').make(at.folder))), output: turned });
  expect(sizeOf(turned)).toEqual({ width: 240, height: 320 });
  const wide = at.path('wide.mp4');
  await makeProxy(at.bench, { ...(await accepted(kind('not square').make(at.folder))), output: wide });
  expect(sizeOf(wide)).toEqual({ width: 464, height: 240 });
  const large = aClip(at.folder, { seconds: 0.2, size: '1920x1080', sound: false, name: 'large.mp4' });
  const small = at.path('small.mp4');
  await makeProxy(at.bench, { ...(await accepted(large)), output: small });
  expect(sizeOf(small)).toEqual({ width: 1280, height: 720 });
  const bare = at.path('bare.mp4');
  await makeProxy(at.bench, { ...(await accepted(EVERYTHING.make(at.folder))), output: bare });
  expect(contentsOf(bare).streams.map((stream) => stream.codec_name)).toEqual(['h264', 'aac']);
  expect(readFileSync(bare).includes('SECRET')).toBe(false);
});

it('a waveform has the lowest and the highest sample of each hundredth of a second', async () => {
  const clip = await accepted(aClip(at.folder, { seconds: 1, size: '160x120', name: 'loud.mp4' }));
  const output = at.path('waveform');
  await makeWaveform(at.bench, { ...clip, output });
  const file = readFileSync(output);
  expect(file.toString('latin1', 0, 4)).toBe('DLWF');
  expect(file.readUInt32LE(4)).toBe(100);
  const peaks = new Int8Array(file.buffer, file.byteOffset + 8, file.length - 8);
  const samples = decodeSound(clip.source);
  expect(Math.abs(peaks.length / 2 - Math.ceil(samples.length / 480))).toBeLessThanOrEqual(1);
  for (let i = 0; i < 95; i++) {
    const part = [...samples.subarray(i * 480, (i + 1) * 480)];
    expect([peaks[i * 2], peaks[i * 2 + 1]]).toEqual([Math.min(...part, 0) >> 8, Math.max(...part, 0) >> 8]);
  }
});

it('the keyframe strip shows every keyframe, ten in a row', async () => {
  const options = ['-g', '5', '-keyint_min', '5', '-sc_threshold', '0'];
  const clip = await accepted(aClip(at.folder, { seconds: 2.4, sound: false, name: 'keys.mp4', options }));
  expect(clip.index.keyframes).toEqual(Array.from({ length: 12 }, (_, i) => i * 5));
  const output = at.path('strip.jpg');
  await makeKeyframeStrip(at.bench, { ...clip, output });
  expect(sizeOf(output)).toEqual({ width: 1600, height: 240 });
  const [strip] = decodePicture(output).frames;
  const brightness = (column: number, row: number): number => {
    let sum = 0;
    for (let y = 0; y < 120; y++)
      for (let x = 0; x < 160; x++) sum += strip![(row * 120 + y) * 1600 + column * 160 + x]!;
    return sum / 19_200;
  };
  for (let i = 0; i < 12; i++) expect(brightness(i % 10, Math.floor(i / 10))).toBeGreaterThan(60);
  expect(brightness(2, 1)).toBeLessThan(20);
});

it('of a clip that was cut within a group of pictures the strip shows the first frame', async () => {
  const options = ['-g', '250', '-bf', '2'];
  const whole = aClip(at.folder, { seconds: 2, size: '160x120', sound: false, name: 'one-group.mp4', options });
  const source = at.path('cut.mp4');
  ffmpeg(['-ss', '1.3', '-i', whole, '-c', 'copy', source]);
  const clip = await accepted(source);
  expect(clip.index.keyframes).toEqual([]);
  const output = at.path('cut.jpg');
  await makeKeyframeStrip(at.bench, { ...clip, output });
  expect(sizeOf(output)).toEqual({ width: 1600, height: 120 });
});

it('a clip without sound has a proxy without sound', async () => {
  const clip = await accepted(aClip(at.folder, { seconds: 0.4, sound: false, name: 'mute.mp4' }));
  const output = at.path('proxy.mp4');
  await makeProxy(at.bench, { ...clip, output });
  expect(contentsOf(output).streams.map((stream) => stream.codec_type)).toEqual(['video']);
});
