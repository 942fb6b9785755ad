import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bandOf, feedMasks, pictureOf } from '@app/media/mask-frames';
import { type Band, drawRunCommand, wholeBand } from '@app/media/plan/draw.plan';
import { openFootage } from '@app/media/probe/examine';
import type { Footage } from '@app/media/probe/facts';
import { FILL, frameBytes } from '@app/media/raw-frame';
import { drawMasks } from '@app/media/render-part';
import type { FfmpegCommandLine } from '@app/media/run/command';
import { FrameFeed } from '@app/media/run/frame-feed';
import { type CellRows, coverAt, type RedactionPlan } from '@app/redactions/domain';
import { anEllipse, aPlan, aPolygon, aRectangle, theWholeFrame } from '../../factories/redaction-plan';
import { ffmpeg } from '../../fixtures/clips';
import { openTestBench, type TestBench } from '../../support/media-bench';

let at: TestBench;
beforeAll(async () => {
  at = await openTestBench();
});
afterAll(() => at.close());

const FRAMES = 20;

/** Noise, so that every sample that is drawn wrongly differs; every value from 0 to 255, also those below black. */
function noise(size: string, pixels: string): string {
  const path = join(at.folder, `${size}-${pixels}.mp4`);
  const encoder = ['-c:v', 'libx264', '-preset', 'ultrafast', '-qp', '2', '-pix_fmt', pixels];
  const range = ['-color_range', pixels === 'yuvj420p' ? 'pc' : 'tv'];
  const source = `nullsrc=size=${size}:rate=30,geq=random(1)*255:random(2)*255:random(3)*255,format=${pixels}`;
  ffmpeg(['-f', 'lavfi', '-i', source, '-frames:v', String(FRAMES), ...encoder, ...range, path]);
  return path;
}

/** The drawing of a part as it is, but for the encoder: raw frames come out. */
function unencoded(command: FfmpegCommandLine, target: string): FfmpegCommandLine {
  const [{ options }] = command.outputs as [FfmpegCommandLine['outputs'][number]];
  const drawing = options.slice(0, options.indexOf('[drawn]') + 1);
  return {
    ...command,
    outputs: [{ options: [...drawing, '-fps_mode', 'passthrough', '-f', 'rawvideo'], target }],
  };
}

/** What comes out when masks of the frames `from` to `to` are drawn on a clip’s frames from its first on. */
async function drawn(
  path: string,
  plan: RedactionPlan,
  { from, to }: { from: number; to: number },
): Promise<{ footage: Footage; band: Band; source: Buffer; frames: Buffer }> {
  return at.bench.job(async (folder) => {
    const footage = await openFootage(at.bench, folder, path);
    if ('code' in footage) throw new Error(footage.says);
    ffmpeg(['-i', path, '-c', 'copy', '-bsf:v', 'h264_mp4toannexb', folder.workPath('part-0.h264')]);
    const band = bandOf({ media: footage.media, plan, from, to: Math.min(to, FRAMES) });
    const command = drawRunCommand(footage.media, { source: folder.workName('part-0.h264'), target: 'out', band }, {});
    const run = { from, to, band };
    const signal = new AbortController().signal;
    await drawMasks(folder, { footage, plan, signal }, unencoded(command, folder.workName('drawn.yuv')), run);
    ffmpeg(['-i', path, '-fps_mode', 'passthrough', '-f', 'rawvideo', folder.workPath('source.yuv')]);
    const frames = readFileSync(folder.workPath('drawn.yuv'));
    return { footage, band, source: readFileSync(folder.workPath('source.yuv')), frames };
  });
}

/** The fill wherever a cell is hidden, written out sample by sample. */
function fill(frame: Buffer, { top, rows }: CellRows, { width, height }: { width: number; height: number }): void {
  const hide = (row: number, cell: number): void => {
    const chroma = width * height + row * (width / 2) + cell;
    for (const line of [2 * row, 2 * row + 1])
      for (const column of [2 * cell, 2 * cell + 1]) frame[line * width + column] = FILL.y;
    frame[chroma] = FILL.u;
    frame[chroma + (width * height) / 4] = FILL.v;
  };
  rows.forEach((spans, i) => {
    for (const [from, to] of spans) for (let cell = from; cell < to; cell++) hide(top + i, cell);
  });
}

const PLAN = aPlan([
  aRectangle({ from: 0, to: 18, keyframes: [{ frame: 0, x: 0.01, y: 0.02, w: 0.33, h: 0.21 }] }),
  anEllipse({ from: 3, to: 20, keyframes: [{ frame: 3, x: 0.41, y: 0.33, w: 0.27, h: 0.61 }] }),
  aPolygon({ from: 5, to: 15 }),
  theWholeFrame(9, 10),
]);

/** Every sample of every frame: the fill’s where it is hidden, the source’s own elsewhere. */
function expectDrawn(plan: RedactionPlan, { footage, source, frames }: Awaited<ReturnType<typeof drawn>>): void {
  const picture = pictureOf(footage.media);
  const bytes = frameBytes(picture);
  expect(frames).toHaveLength(FRAMES * bytes);
  for (let frame = 0; frame < FRAMES; frame++) {
    const expected = source.subarray(frame * bytes, (frame + 1) * bytes);
    const cover = coverAt(plan.video, frame, picture);
    if (cover) fill(expected, cover, picture);
    expect(frames.subarray(frame * bytes, (frame + 1) * bytes).equals(expected)).toBe(true);
  }
}

it.each([
  ['320x240', 'yuv420p'],
  ['66x50', 'yuv420p'],
  ['642x98', 'yuv420p'],
  ['322x242', 'yuvj420p'],
])('every sample of a picture of %s in %s is the fill’s where it is hidden and its own elsewhere', async (size, pixels) => {
  expectDrawn(PLAN, await drawn(noise(size, pixels), PLAN, { from: 0, to: FRAMES }));
}); // prettier-ignore

describe('where all masks lie in a band of the picture', () => {
  const within = (y: number, h: number): RedactionPlan =>
    aPlan([
      anEllipse({ id: 'a', from: 0, to: 12, keyframes: [{ frame: 0, x: 0.1, y, w: 0.3, h }] }),
      aRectangle({
        ...{ id: 'b', from: 7, to: FRAMES },
        keyframes: [
          { frame: 7, x: 0.6, y, w: 0.2, h: h / 2 },
          { frame: 19, x: 0.5, y: y + h / 2, w: 0.2, h: h / 2 },
        ],
      }),
    ]);

  it.each([
    ['in its middle', '320x240', 'yuv420p', within(0.4, 0.3), { top: 48, end: 84 }],
    ['at its upper edge', '642x98', 'yuv420p', within(0, 0.4), { top: 0, end: 20 }],
    ['at its lower edge, in full range', '322x242', 'yuvj420p', within(0.8, 0.2), { top: 96, end: 121 }],
    ['of one row of cells', '66x50', 'yuv420p', within(0.5, 0.01), { top: 12, end: 13 }],
  ])('%s, every sample is as it should be, above and below it too', async (_where, size, pixels, plan, band) => {
    const made = await drawn(noise(size, pixels), plan, { from: 0, to: FRAMES });
    expect(made.band).toEqual(band);
    expectDrawn(plan, made);
  });

  it('no picture comes out without its mask either', async () => {
    const { band, frames } = await drawn(noise('66x50', 'yuv420p'), within(0.4, 0.2), { from: 0, to: 7 });
    expect(band).toEqual({ top: 10, end: 15 });
    expect(frames).toHaveLength(7 * frameBytes({ width: 66, height: 50 }));
  });

  it('the whole picture is drawn on where that is hardly more, and where nothing is hidden', async () => {
    const { footage } = await drawn(noise('66x50', 'yuv420p'), aPlan([]), { from: 0, to: 1 });
    const bandFor = (plan: RedactionPlan): Band => bandOf({ media: footage.media, plan, from: 0, to: FRAMES });
    expect(bandFor(aPlan([]))).toEqual(wholeBand(footage.media));
    expect(bandFor(within(0.1, 0.8))).toEqual({ top: 0, end: 25 });
    expect(bandFor(within(0.1, 0.6))).toEqual({ top: 2, end: 18 });
  });

  it('nothing is fed for a mask that lies outside it', async () => {
    const { footage } = await drawn(noise('66x50', 'yuv420p'), aPlan([]), { from: 0, to: 1 });
    for (const band of [
      { top: 11, end: 15 },
      { top: 10, end: 14 },
    ])
      await expect(
        feedMasks(new FrameFeed(), { media: footage.media, plan: within(0.4, 0.2), from: 0, to: FRAMES }, band),
      ).rejects.toThrow('a mask of frame 0 lies outside the rows that are drawn on');
  });
});

it('no picture comes out without its mask: where masks end, pictures end', async () => {
  const { frames } = await drawn(noise('66x50', 'yuv420p'), PLAN, { from: 0, to: 7 });
  expect(frames).toHaveLength(7 * frameBytes({ width: 66, height: 50 }));
});

it('masks that nobody needs are left', async () => {
  const { frames } = await drawn(noise('66x50', 'yuv420p'), PLAN, { from: 0, to: Infinity });
  expect(frames).toHaveLength(FRAMES * frameBytes({ width: 66, height: 50 }));
});
