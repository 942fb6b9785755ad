import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { examine, makeProxy, MediaBench, render } from '@app/media';
import type { RedactionPlan } from '@app/redactions/domain';
import { aClip, ffmpeg } from '../fixtures/clips';
import { discard, temporaryFolder } from '../support/temporary';
import { bestOf, peakMemory, tell } from './measure';

const SECONDS = Number(process.env['DAYLIGHT_BENCH_SECONDS'] ?? 20);
const ROUNDS = 2;
const basis = { type: 'policy', why: 'A benchmark hides nobody.' } as const;
const PLAN: RedactionPlan = {
  version: 1,
  video: [
    {
      id: 'box',
      shape: 'rectangle',
      from: 0,
      to: 25 * SECONDS,
      keyframes: [{ frame: 0, x: 0.4, y: 0.4, w: 0.2, h: 0.3 }],
      subject: 'bystander',
      basis,
    },
  ],
  audio: [{ from: 1, to: 2, effect: 'silence', subject: 'spoken-name', basis }],
};

const folder = temporaryFolder();
let bench: MediaBench;
beforeAll(async () => {
  bench = await MediaBench.open({ scratch: join(folder, 'scratch'), sandbox: 'required' });
});
afterAll(() => discard(folder));

const clip = (): string =>
  aClip(folder, { seconds: SECONDS, size: '1280x720', options: ['-preset', 'veryfast', '-b:v', '5M'] });

/** As the worker does it: in a process of its own, because Jest's contexts slow loops over pixels down many times. */
function verifySeconds(source: string, output: string): number {
  const plan = join(folder, 'plan.json');
  writeFileSync(plan, JSON.stringify(PLAN));
  const args = ['check-render', '--source', source, '--plan', plan, '--output', output];
  const text = execFileSync(process.execPath, [join('apps', 'ops', 'launch.mjs'), ...args], { encoding: 'utf8' });
  return (JSON.parse(text) as { seconds: number }).seconds;
}

it('renders and verifies 720p, against ffmpeg with the same encoder settings', async () => {
  const source = clip();
  const box = "drawbox=x=512:y=288:w=256:h=216:color=black:t=fill,volume=0:enable='between(t,1,2)'".split(',');
  const reference = await bestOf(ROUNDS, async () =>
    ffmpeg([
      ...['-threads', '2', '-i', source, '-vf', box[0] ?? '', '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '16'],
      ...['-bf', '0', '-g', '50', '-threads', '4', '-c:a', 'aac', '-b:a', '128k', join(folder, 'raw.mp4')],
    ]),
  );
  const output = (round: number): string => join(folder, `render-${round}.mp4`);
  tell(`ffmpeg: decode, box, encode ${SECONDS} s of 720p`, reference);
  const against = { name: 'ffmpeg', seconds: reference };
  let memory = 0;
  const rendered = await bestOf(ROUNDS, async (round) => {
    memory = await peakMemory(() => render(bench, { source, plan: PLAN, mode: 'full', output: output(round) }));
  });
  tell('render', rendered, against);
  const decoding = await bestOf(ROUNDS, async () => {
    for (const file of [source, output(0)]) execFileSync('ffmpeg', ['-v', 'error', '-i', file, '-f', 'null', '-']);
  });
  tell('ffmpeg: decode both sides', decoding);
  const verified = verifySeconds(source, output(0));
  tell('verify', verified, { name: 'decoding both sides', seconds: decoding });
  process.stdout.write(`most memory of this process while rendering: ${memory} MiB\n`);
});

it('makes the proxy, against ffmpeg with the same settings', async () => {
  const source = clip();
  const reference = await bestOf(ROUNDS, async () =>
    ffmpeg([
      ...['-i', source, '-vf', 'scale=-2:720', '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '26'],
      ...['-g', '15', '-bf', '0', '-c:a', 'aac', '-b:a', '96k', join(folder, 'raw-proxy.mp4')],
    ]),
  );
  tell(`ffmpeg: proxy of ${SECONDS} s of 720p`, reference);
  const examined = await examine(bench, source);
  if (examined.verdict !== 'accepted') throw new Error('the clip of the benchmark was not accepted');
  const { media, index } = examined;
  const proxied = await bestOf(ROUNDS, (round) =>
    makeProxy(bench, { source, media, index, output: join(folder, `proxy-${round}.mp4`) }),
  );
  tell('proxy, checked frame for frame', proxied, { name: 'ffmpeg', seconds: reference });
});
