import { basename } from 'node:path';
import { render } from '@app/media';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../drivers/browser';
import { type Compared, FilmPlayer } from '../drivers/film-player';
import { aMute, aPlan, aRectangle } from '../factories/redaction-plan';
import { aClip, ffmpeg } from '../fixtures/clips';
import { contentsOf, frameTimes, keyframesOf } from '../support/decoded';
import { FilmServer } from '../support/film-server';
import { openTestBench, type TestBench } from '../support/media-bench';
import { realFootage } from '../support/surroundings';

// A smart render joins copied and encoded groups of pictures. ffmpeg forgives a bad join; a reader's browser is what counts.

let at: TestBench;
let server: FilmServer;
let browser: Browser;
beforeAll(async () => {
  at = await openTestBench();
  server = await FilmServer.open(at.folder);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.close();
  at.close();
});

const X264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-g', '10', '-keyint_min', '10', '-sc_threshold', '0'];
const PYRAMID = [...X264, '-bf', '3', '-x264-params', 'b-pyramid=normal:open-gop=0'];
const VARIABLE = ['-vf', "select='not(between(mod(n,7),5,6))'", '-fps_mode', 'vfr', ...PYRAMID];

/** What is rendered, and the same pictures as an MP4 that a browser plays. */
interface Films {
  readonly source: string;
  readonly playable: string;
}

const made =
  (options: readonly string[], sound = false) =>
  (): Films => {
    const source = aClip(at.folder, {
      seconds: 2.4,
      size: '192x144',
      sound,
      options,
      name: basename(at.path('clip.mp4')),
    });
    return { source, playable: source };
  };

/** The same coded pictures in another container, or turned; and back in an MP4. */
const remuxed =
  (ending: string, ...options: readonly string[]) =>
  (): Films => {
    const [source, playable] = [at.path(`clip.${ending}`), at.path('playable.mp4')];
    ffmpeg(['-i', made(PYRAMID)().source, '-c', 'copy', ...options, source]);
    if (ending === 'mp4') return { source, playable: source };
    ffmpeg(['-i', source, '-c', 'copy', playable]);
    return { source, playable };
  };

const SOURCES: Readonly<Record<string, () => Films>> = {
  'without B-frames, with sound': made([...X264, '-bf', '0'], true),
  'with a pyramid of B-frames': made(PYRAMID),
  'of variable rate': made(VARIABLE),
  'turned by a quarter': remuxed('mp4', '-metadata:s:v', 'rotate=90'),
  'in Matroska': remuxed('mkv'),
  'in a transport stream': remuxed('ts'),
};

interface Group {
  readonly from: number;
  readonly to: number;
}

/** Groups of pictures, as numbers of the frames shown. */
function groupsOf(path: string, frames: number): Group[] {
  const keys = keyframesOf(path);
  return keys.map((from, i) => ({ from, to: keys[i + 1] ?? frames }));
}

interface Release {
  readonly output: string;
  /** When each frame of the source is shown, in seconds. */
  readonly times: readonly number[];
  readonly groups: readonly Group[];
  readonly isEncoded: (frame: number) => boolean;
}

/** The first, the last and one in the middle of each. */
const looks = (groups: readonly Group[]): number[] =>
  [...new Set(groups.flatMap(({ from, to }) => [from, Math.floor((from + to) / 2), to - 1]))].sort((a, b) => a - b);

const HIDDEN = { x: 0.25, y: 0.25, w: 0.25, h: 0.25 };

async function released({ source, playable }: Films, masked: Group): Promise<Release> {
  const output = at.path('release.mp4');
  const hasSound = contentsOf(source).streams.some(({ codec_type }) => codec_type === 'audio');
  const mask = aRectangle({ ...masked, keyframes: [{ frame: masked.from, ...HIDDEN }] });
  const plan = aPlan([mask], hasSound ? [aMute(0.5, 1)] : []);
  const receipt = await render(at.bench, { source, plan, mode: 'auto', output });
  const times = frameTimes(playable).map((time) => time / 1e9);
  const groups = groupsOf(playable, times.length);
  const encoded = groups.filter(({ from, to }) => from < masked.to && masked.from < to);
  expect(encoded.length).toBeLessThan(groups.length);
  expect(receipt).toMatchObject({
    mode: 'smart',
    frames: times.length,
    reencodedFrames: encoded.reduce((sum, { from, to }) => sum + to - from, 0),
  });
  const isEncoded = (frame: number): boolean => encoded.some(({ from, to }) => frame >= from && frame < to);
  return { output, times, groups, isEncoded };
}

async function playsLikeItsSource(films: Films, masked: Group): Promise<void> {
  const { output, times, groups, isEncoded } = await released(films, masked);
  const player = await FilmPlayer.open(browser, server.site);
  const duration = await player.load(basename(films.playable), basename(output));
  expect(duration.release).toBeCloseTo(duration.source, 5);
  // In a gap that a missing frame leaves, Chromium goes by the times of decoding; where every frame is shown, it cannot.
  const shortest = times.reduce((least, time, i) => (i > 0 ? Math.min(least, time - times[i - 1]!) : least), 1);
  for (const frame of [...looks(groups), masked.from - 1, masked.from, masked.to - 1, masked.to]) {
    const isMasked = frame >= masked.from && frame < masked.to;
    const time = times[frame]!;
    const seen = await player.compare(time, time + shortest, isMasked ? HIDDEN : null);
    const there = expect.closeTo(time, 3) as number;
    expect([frame, seen.source, seen.release]).toEqual([frame, there, there]);
    if (isEncoded(frame)) expect(seen.psnr).toBeGreaterThan(34);
    else expect([frame, seen.differing]).toEqual([frame, 0]);
    if (!isMasked) continue;
    expect(seen.brightestHidden).toBeLessThan(8);
    expect(seen.brightestThere).toBeGreaterThan(60);
  }
  const played = await player.playToTheEnd();
  expect(played.at).toBeCloseTo(duration.source, 1);
  expect(player.complaints).toEqual([]);
  await player.close();
}

it.each(Object.entries(SOURCES))(
  'a release of a source %s plays to its end, picture for picture',
  async (_kind, make) => {
    await playsLikeItsSource(make(), { from: 14, to: 18 });
  },
);

it('and so does one of a real street camera', async () => {
  const [path] = realFootage('car-detection.mp4');
  if (path === undefined) {
    process.stderr.write('DID NOT RUN: there is no real footage here; DAYLIGHT_FOOTAGE names its folder.\n');
    return;
  }
  const source = at.path('street.mp4');
  ffmpeg(['-i', path, '-t', '7', '-map', '0:v', '-c', 'copy', source]);
  await playsLikeItsSource({ source, playable: source }, { from: 64, to: 70 });
});

it('and the look at the canvas is not blind: a small change, a frame too late, and what no mask hides are seen', async () => {
  const { source } = made(PYRAMID)();
  const drawn = (filter: string): string => {
    const other = at.path('other.mp4');
    ffmpeg(['-i', source, '-vf', filter, ...PYRAMID, '-qp', '0', other]);
    return basename(other);
  };
  const look = async (other: string): Promise<Compared> => {
    const player = await FilmPlayer.open(browser, server.site);
    await player.load(basename(source), other);
    const seen = await player.compare(25 / 25, 26 / 25, HIDDEN);
    await player.close();
    return seen;
  };
  const same = await look(basename(source));
  expect(same).toMatchObject({ differing: 0, psnr: 99 });
  expect(same.brightestHidden).toBeGreaterThan(60);
  const { differing } = await look(drawn("drawbox=120:110:4:4:color=white:t=fill:enable='eq(n,25)'"));
  expect(differing).toBeGreaterThan(0);
  expect(differing).toBeLessThan(500);
  expect((await look(drawn('tpad=start=1:start_mode=clone'))).psnr).toBeLessThan(34);
});
