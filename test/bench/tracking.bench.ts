import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { MediaBench, suggestTrack } from '@app/media';
import { filmOf } from '../fixtures/films';
import { ffmpeg } from '../fixtures/clips';
import { HEIGHT, type Scene, WIDTH } from '../fixtures/moving-targets';
import { SCENES } from '../fixtures/scenes';
import { coverageOf, tellCoverage } from '../support/coverage';
import { discard, temporaryFolder } from '../support/temporary';

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

interface Effort {
  /** Seconds of CPU, of the command and everything it started. */
  readonly cpu: number;
  /** MiB, of the command's own process. */
  readonly memory: number;
  readonly answer: { readonly lostFrom: number | null; readonly lostUntil: number | null; readonly to: number };
}

/** As an operator runs it: in a process of its own. CPU is counted by the kernel, so that other work does not matter. */
function track(source: string, ...args: readonly string[]): Effort {
  const ops = [process.execPath, join('apps', 'ops', 'launch.mjs'), 'track', '--source', source, '--json', ...args];
  const script = `import json,resource,subprocess,sys
out = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, check=True).stdout
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
print(out.decode())`;
  const text = execFileSync('python3', ['-c', script, ...ops], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const [effort = '', answer = ''] = text.split('\n');
  const [cpu = NaN, memory = NaN] = JSON.parse(effort) as number[];
  return { cpu, memory, answer: JSON.parse(answer) as Effort['answer'] };
}

function tellEffort(what: string, seconds: number, { cpu, memory, answer }: Effort): void {
  const lost = answer.lostFrom ?? answer.lostUntil;
  const line = `${cpu.toFixed(1)} s of CPU for ${seconds} s: ${(seconds / cpu).toFixed(2)} × real time`;
  process.stdout.write(
    `${what.padEnd(36)} ${line}, ${Math.round(memory)} MiB${lost === null ? '' : `, lost at ${lost}`}\n`,
  );
}

it('follows 720p at 30 frames a second, decoding included, on one core', () => {
  const { path, box } = clip();
  track(path, '--frame', '0', '--box', box, '--to', '2'); // builds what is stale
  tellEffort('forwards', SECONDS, track(path, '--frame', '0', '--box', box));
  const { cpu } = track(path, '--frame', '0', '--box', box, '--to', '2');
  process.stdout.write(`of which starting takes ${cpu.toFixed(1)} s\n`);
});

it('holds no more memory for a clip of two hours', () => {
  const { path, box } = clip();
  const long = join(folder, 'two-hours.mp4');
  const loops = Math.ceil(7200 / SECONDS) - 1;
  ffmpeg(['-stream_loop', String(loops), '-i', path, '-c', 'copy', long]);
  const start = String(loops * FRAMES);
  tellEffort('to the end of two hours', SECONDS, track(long, '--frame', start, '--box', box));
  const back = ['--to', String(loops * FRAMES + 1), '--back', String(4 * FRAMES)];
  tellEffort('backwards from there', 4 * SECONDS, track(long, '--frame', start, '--box', box, ...back));
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
