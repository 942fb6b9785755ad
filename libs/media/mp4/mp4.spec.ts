import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { inOneFile, type VideoTrackSpec } from './film';
import { readAdts } from './adts';
import { readAnnexB } from './annex-b';
import { box, fullBox, runs, u32 } from './boxes';
import { readMp4 } from './read-mp4';
import { writeMp4 } from './write-mp4';

let folder: string;
let files = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'daylight-mp4-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (bytes: Buffer): string => {
  const path = join(folder, `${files++}`);
  writeFileSync(path, bytes);
  return path;
};

const SPS = Buffer.from([0x67, 100, 0, 31, 1, 2, 3]);
const PPS = Buffer.from([0x68, 9]);
const nal = (type: number, length: number): Buffer => Buffer.from([type, 0x80, ...Array<number>(length).fill(7)]);
const START = Buffer.from([0, 0, 0, 1]);
const stream = (...units: readonly Buffer[]): Buffer => Buffer.concat(units.flatMap((unit) => [START, unit]));

const aTrack = async (change: Partial<VideoTrackSpec> = {}): Promise<VideoTrackSpec> => {
  const path = file(stream(SPS, PPS, nal(0x65, 30), nal(0x41, 10), nal(0x41, 20), nal(0x65, 40)));
  const { offsets, sizes, keyframes, sps, pps } = await readAnnexB(path);
  return {
    samples: inOneFile({ path, prefix: 4 }, { offsets, sizes }),
    width: 64,
    height: 48,
    sampleAspect: { num: 1, den: 1 },
    rotation: 0,
    mirrored: false,
    sps: [sps],
    pps: [pps],
    timescale: 1000,
    pts: [0, 40, 90, 120],
    lastDuration: 40,
    keyframes,
    ...change,
  };
};

it('a bare stream is cut into frames; what is not a slice is left out', async () => {
  const path = file(stream(SPS, PPS, nal(0x06, 50), nal(0x65, 30), nal(0x09, 1), nal(0x41, 10)));
  const { offsets, sizes, keyframes, sps, pps } = await readAnnexB(path);
  expect({ sizes, keyframes, sps, pps }).toEqual({ sizes: [32, 12], keyframes: [0], sps: SPS, pps: PPS });
  const bytes = readFileSync(path);
  expect(offsets.map((at) => bytes[at])).toEqual([0x65, 0x41]);
});

it.each([
  ['of two slices a frame', [SPS, PPS, nal(0x65, 9), Buffer.from([0x41, 0x40, 1])], 'more than one slice'],
  ['whose parameter sets change', [SPS, PPS, nal(0x65, 9), Buffer.from([0x67, 1, 2, 3])], 'the SPS changes'],
  ['that begins in the middle', [SPS, PPS, nal(0x41, 9)], 'played from its beginning'],
  ['without parameter sets', [nal(0x65, 9)], 'played from its beginning'],
])('a bare stream %s is refused', async (_what, units, says) => {
  await expect(readAnnexB(file(stream(...units)))).rejects.toThrow(says);
});

it('a bare AAC stream that is cut short is refused', async () => {
  const frame = Buffer.from([0xff, 0xf1, 0x4c, 0x40, 0x01, 0x7f, 0xfc, 1, 2, 3, 4]); // 11 bytes, 48 kHz, one channel
  expect(await readAdts(file(Buffer.concat([frame, frame])))).toEqual({
    config: Buffer.from([0x11, 0x88]),
    offsets: [7, 18],
    sizes: [4, 4],
  });
  await expect(readAdts(file(frame.subarray(0, 9)))).rejects.toThrow('cut short');
  await expect(readAdts(file(Buffer.alloc(20)))).rejects.toThrow('not an ADTS frame');
});

it('what is written is read back: times, sizes, keyframes and every byte', async () => {
  const path = join(folder, 'film.mp4');
  const video = await aTrack();
  await writeMp4(path, { video, audio: null });
  const { tracks, boxes, size, movieTimes, movieTimescale } = await readMp4(path);
  expect(boxes.filter((one) => !one.path.includes('/')).map((one) => one.path)).toEqual(['ftyp', 'moov', 'mdat']);
  expect({ size, movieTimes, movieTimescale }).toEqual({
    size: readFileSync(path).length,
    movieTimes: [0, 0],
    movieTimescale: 1000,
  });
  expect(tracks).toMatchObject([
    { handler: 'vide', format: 'avc1', timescale: 1000, pts: video.pts, dts: video.pts, edits: [], language: 0x55c4 },
  ]);
  const [track] = tracks;
  expect(track!.sizes).toEqual(video.samples.sizes.map((bytes) => bytes + 4));
  const written = readFileSync(path);
  const source = readFileSync(video.samples.files[0]!.path);
  track!.offsets.forEach((at, i) => {
    const [from, length] = [video.samples.offsets[i]!, video.samples.sizes[i]!];
    expect(written.readUInt32BE(at)).toBe(length);
    expect(written.subarray(at + 4, at + 4 + length)).toEqual(source.subarray(from, from + length));
  });
});

it('sound is cut to the millisecond, also beside a picture whose clock ticks seven times a second', async () => {
  const path = join(folder, 'coarse.mp4');
  const samples = inOneFile(
    { path: file(Buffer.alloc(4 * 100)), prefix: 0 },
    { offsets: [0, 100, 200, 300], sizes: [100, 100, 100, 100] },
  );
  const sound = {
    samples,
    config: Buffer.from([0x11, 0x88]),
    channels: 1,
    rate: 48_000,
    length: 2_900,
    priming: 1_024,
  };
  await writeMp4(path, { video: await aTrack({ timescale: 7, pts: [0, 1, 2, 3], lastDuration: 1 }), audio: sound });
  const { tracks, movieTimescale } = await readMp4(path);
  expect([movieTimescale % 7, tracks[0]?.timescale, tracks[0]?.pts]).toEqual([0, 7, [0, 1, 2, 3]]);
  const shown = ((tracks[1]?.edits[0]?.duration ?? 0) / movieTimescale) * 48_000;
  expect(Math.abs(shown - 2_900)).toBeLessThan(48);
});

it('a first frame that is not shown at zero is late in the file too', async () => {
  const path = join(folder, 'late.mp4');
  await writeMp4(path, { video: await aTrack({ pts: [400, 440, 490, 520] }), audio: null });
  expect((await readMp4(path)).tracks[0]).toMatchObject({ pts: [400, 440, 490, 520], dts: [0, 40, 90, 120] });
});

it('an existing file is never written over', async () => {
  await expect(writeMp4(file(Buffer.from('kept')), { video: await aTrack(), audio: null })).rejects.toThrow('EEXIST');
});

it.each([
  ['without an index', box('ftyp', u32(0)), 'it has no index'],
  ['with three bytes at its end', Buffer.concat([box('moov'), Buffer.alloc(3)]), '3 bytes at 8 belong to no box'],
  ['with a box longer than the file', Buffer.concat([u32(99), Buffer.from('moov')]), 'does not fit'],
  ['with a box of four bytes', Buffer.concat([u32(4), Buffer.from('moov')]), 'does not fit'],
  ['with boxes nested without end', nested(20), 'nested too deeply'],
  ['that claims too many samples', sampled(fullBox('stsz', 0, 0, u32(1, 0xffff_ffff))), 'it claims 4294967295 samples'],
  ['whose times outnumber its samples', sampled(fullBox('stts', 0, 0, u32(1, 5, 1))), 'more samples than there are'],
])('a file %s is refused', async (_what, bytes, says) => {
  await expect(readMp4(file(bytes))).rejects.toThrow(says);
});

function nested(depth: number): Buffer {
  return box(
    'moov',
    Array.from({ length: depth }).reduce<Buffer>((inner) => box('mdia', inner), Buffer.alloc(0)),
  );
}

function sampled(table: Buffer): Buffer {
  return box('moov', box('trak', box('mdia', box('minf', box('stbl', table)))));
}

it('no bytes whatever make the reader fail in another way than by saying so', async () => {
  const path = join(folder, 'fuzzed.mp4');
  await writeMp4(path, { video: await aTrack(), audio: null });
  const good = readFileSync(path);
  const changes = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(changes, async (list) => {
      const bytes = Buffer.from(good);
      for (const [at, value] of list) bytes[at] = value;
      await readMp4(file(bytes)).catch((error: unknown) => {
        if (!String(error).includes('not a well-formed MP4')) throw error;
      });
    }),
    { numRuns: 300 },
  );
});

it('runs of equal values are counted', () => {
  expect(runs([3, 3, 1, 3])).toEqual([
    { count: 2, value: 3 },
    { count: 1, value: 1 },
    { count: 1, value: 3 },
  ]);
});
