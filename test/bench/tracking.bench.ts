import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MediaBench, suggestTrack } from '@app/media';
import { filmOf } from '../fixtures/films';
import { ffmpeg } from '../fixtures/clips';
import { HEIGHT, type Scene, WIDTH } from '../fixtures/moving-targets';
import { SCENES } from '../fixtures/scenes';
import { coverageOf, tellCoverage } from '../support/coverage';
import { discard, temporaryFolder } from '../support/temporary';
import { type Cost, measure, note, tell } from './measure';

const SECONDS = Number(process.env['DAYLIGHT_BENCH_SECONDS'] ?? 20);
const RATE = 30;
const FRAMES = SECONDS * RATE;
/** Ends where it begins, so that a clip of many copies has no seam. */
const ROUNDS = Math.max(Math.round(SECONDS / 5), 1);

const folder = temporaryFolder();
let bench: MediaBench;
beforeAll(async () => {
  bench = await MediaBench.open({ scratch: join(folder, 'scratch'), sandbox: 'required' });
});
afterAll(() => discard(folder));

const WALK: Scene = {
  what: 'a target that walks to and fro',
  frames: FRAMES,
  target: { width: 44, height: 60, shape: 'rectangle' },
  at: (frame) => {
    const phase = 2 * Math.PI * (frame / FRAMES) * ROUNDS;
    return { x: 160 - 80 * Math.cos(phase), y: 120 + 18 * Math.sin(2 * phase) };
  },
};

/** The walk at 720p, with a camera's noise and bit rate. */
function clip(): { path: string; box: string } {
  const { path, shots } = filmOf(folder, WALK, { name: 'small.mp4' });
  const large = join(folder, 'large.mp4');
  const picture = `setpts=N/${RATE}/TB,scale=1280:720:flags=bicubic,noise=alls=6:allf=t`;
  const video = ['-r', String(RATE), '-c:v', 'libx264', '-preset', 'veryfast', '-b:v', '5M', '-g', String(2 * RATE)];
  ffmpeg(['-i', path, '-vf', picture, ...video, large]);
  const { x, y, w, h } = shots[0]!.truth;
  return { path: large, box: [x / WIDTH, y / HEIGHT, w / WIDTH, h / HEIGHT].map((part) => part.toFixed(5)).join(',') };
}

/** As an operator runs it: in a process of its own, measured with everything that it starts. */
async function track(source: string, ...args: readonly string[]): Promise<Cost & { lost: number | null }> {
  const answer = join(folder, 'answer.json');
  const words = [process.execPath, join('apps', 'ops', 'launch.mjs'), answer, source, ...args];
  const cost = await measure('"$1" "$2" track --source "$4" --json "${@:5}" > "$3"', words);
  const { lostFrom, lostUntil } = JSON.parse(readFileSync(answer, 'utf8')) as Record<string, number | null>;
  return { ...cost, lost: lostFrom ?? lostUntil ?? null };
}

function tellEffort(what: string, seconds: number, { cpu, memory, lost }: Awaited<ReturnType<typeof track>>): void {
  tell(`tracking 720p, ${what}`, cpu, { name: 'real time on one core', cost: seconds }, '1.00');
  note(`  most memory of one process: ${memory} MiB${lost === null ? '' : `; lost at frame ${lost}`}`);
}

it('follows 720p at 30 frames a second, decoding included, on one core', async () => {
  const { path, box } = clip();
  await track(path, '--frame', '0', '--box', box, '--to', '2'); // builds what is stale
  tellEffort('forwards', SECONDS, await track(path, '--frame', '0', '--box', box));
  const { cpu } = await track(path, '--frame', '0', '--box', box, '--to', '2');
  note(`  of which starting takes ${cpu.toFixed(1)} s`);
});

it('holds no more memory for a clip of two hours', async () => {
  const { path, box } = clip();
  const long = join(folder, 'two-hours.mp4');
  const loops = Math.ceil(7200 / SECONDS) - 1;
  ffmpeg(['-stream_loop', String(loops), '-i', path, '-c', 'copy', long]);
  const start = String(loops * FRAMES);
  tellEffort('to the end of two hours', SECONDS, await track(long, '--frame', start, '--box', box));
  const back = ['--to', String(loops * FRAMES + 1), '--back', String(4 * FRAMES)];
  tellEffort('backwards from there', 4 * SECONDS, await track(long, '--frame', start, '--box', box, ...back));
});

it('covers what it follows', async () => {
  for (const scene of SCENES) {
    const { path, shots } = filmOf(folder, scene, { name: 'scene.mp4' });
    const truths = shots.map(({ truth: { x, y, w, h } }, frame) => ({
      frame,
      box: { x: x / WIDTH, y: y / HEIGHT, w: w / WIDTH, h: h / HEIGHT },
    }));
    const suggestion = await suggestTrack(bench, { source: path, ...truths[0]! });
    tellCoverage(scene.what, coverageOf(suggestion, truths), `${suggestion.keyframes.length} keyframes`);
  }
});
