import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RedactionPlan, VideoTrack } from '@app/redactions/domain';
import { aPlan, anEllipse, aRectangle } from '../factories/redaction-plan';
import { ffmpeg } from '../fixtures/clips';
import { discard, temporaryFolder } from '../support/temporary';
import { type Beside, besides, type Cost, least, measure, note, tell } from './measure';

/** Length of the clip: a minute is short for a body-worn camera; the longer, the less starting processes weighs. */
const SECONDS = Number(process.env['DAYLIGHT_BENCH_SECONDS'] ?? 60);
const FRAMES = SECONDS * 30;
const NODE = process.execPath;
const OPS = `"${NODE}" "${resolve('apps/ops/launch.mjs')}"`;
const STEP = `"${NODE}" "${resolve('test/bench/step.mjs')}"`;

const folder = temporaryFolder();
const file = (name: string): string => join(folder, name);
const source = file('source.mp4');
afterAll(() => discard(folder));

/** A street of sorts with grain, as a camera writes it: 1080p30, a second between IDRs, 8 Mb/s, sound. */
beforeAll(async () => {
  ffmpeg([
    ...['-f', 'lavfi', '-i', `testsrc2=size=1920x1080:rate=30:duration=${SECONDS}`],
    ...['-f', 'lavfi', '-i', `sine=frequency=440:sample_rate=48000:duration=${SECONDS}`, '-vf', 'noise=alls=6:allf=t'],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-b:v', '8M', '-maxrate', '10M'],
    ...['-bufsize', '16M', '-g', '30', '-keyint_min', '30', '-sc_threshold', '0', '-bf', '0'],
    ...['-c:a', 'aac', '-b:a', '128k', source],
  ]);
  await measure(`${OPS} render --help`); // builds what is stale
  await measure(`${STEP} ready`);
  ready = await measure(`${STEP} ready`);
  note(`a worker's start, which is not part of what it does then: ${ready.cpu.toFixed(2)} CPU s`);
  note(`| ${'what'.padEnd(56)} |   CPU s | ${'against'.padEnd(34)} |   CPU s |  ratio |  reach |`);
});

/** The encoder's own settings; `-an` or sound as the release has it. */
const X264 =
  '-c:v libx264 -preset veryfast -qp 16 -profile:v high -pix_fmt yuv420p -chromaoffset -6 -bf 0 -g 60 -threads 4';
const PLAIN = `ffmpeg -nostdin -v error -y -threads 2 -i "$1"`;

const box = (id: string, from: number, to: number): VideoTrack =>
  aRectangle({
    ...{ id, from, to },
    keyframes: [
      { frame: from, x: 0.4, y: 0.4, w: 0.1, h: 0.2 },
      { frame: to - 1, x: 0.5, y: 0.3, w: 0.1, h: 0.2 },
    ],
  });

/** So many per cent of the clip’s seconds are masked, in two places. */
function masked(percent: number): RedactionPlan {
  const frames = Math.round((SECONDS * percent) / 100) * 30;
  if (percent === 100) return aPlan([box('a', 0, FRAMES)]);
  const first = Math.ceil(frames / 60) * 30;
  const tracks = [box('a', 60, 60 + first)];
  return aPlan(frames > first ? [...tracks, box('b', FRAMES / 2, FRAMES / 2 + frames - first)] : tracks);
}

/** Twenty regions that move over the whole clip, of two shapes. */
const TWENTY = aPlan(
  Array.from({ length: 20 }, (_, i): VideoTrack => {
    const at = { x: (i % 5) * 0.2, y: Math.floor(i / 5) * 0.25, w: 0.083, h: 0.148 };
    const keyframes = [
      { frame: 0, ...at },
      { frame: FRAMES - 1, ...at, x: at.x + 0.1 },
    ];
    return (i % 2 === 0 ? aRectangle : anEllipse)({ id: `region-${i}`, from: 0, to: FRAMES, keyframes });
  }),
);

const planFile = (name: string, plan: RedactionPlan): string => {
  const path = file(`${name}.json`);
  writeFileSync(path, JSON.stringify(plan));
  return path;
};

let ready: Cost;
/** What a step costs a worker that is running already. */
async function worked(step: string, words: readonly string[]): Promise<Cost> {
  const cost = await measure(`${STEP} ${step} "$@"`, words);
  return { ...cost, cpu: cost.cpu - ready.cpu, wall: cost.wall - ready.wall };
}

/**
 * Runs what writes that file or folder, which is removed before and after: what is still on its way to the disk would be
 * charged to whoever writes next, and pages that the machine has not used yet to whoever writes beside what is kept.
 */
async function afresh(made: string, run: () => Promise<Cost>): Promise<Cost> {
  const gone = async (): Promise<void> => {
    rmSync(made, { recursive: true, force: true });
    await measure('sync');
  };
  await gone();
  try {
    return await run();
  } finally {
    await gone();
  }
}

const encodedInFull = (): Promise<Cost> =>
  measure(`${PLAIN} ${X264} -c:a aac -b:a 128k "$2"`, [source, file('full.mp4')]);
const decoded = (path: string): Promise<Cost> => measure(`${PLAIN} -f null -`, [path]);

it('smart render and verification', async () => {
  const reach = { 5: '0.09', 10: '0.15', 25: '0.30', 50: '0.55', 100: '1.10' };
  const words = (percent: string): string[] => [
    source,
    planFile(`plan-${percent}`, masked(Number(percent))),
    file(`release-${percent}.mp4`),
  ];
  const render = (percent: string) => (): Promise<Cost> => {
    rmSync(words(percent)[2]!, { force: true });
    return worked('render', words(percent));
  };
  const rendered = await besides<string>(encodedInFull, [
    {
      ...Object.fromEntries(['5', '10', '25'].map((percent) => [percent, render(percent)])),
      'a tenth verified': () => worked('verify', words('10')),
    },
    { 50: render('50') },
    { 100: render('100') },
  ]);
  const inFull = (what: string, { cost, reference }: Beside, wanted: string): void =>
    tell(what, cost.cpu, { name: 'ffmpeg, full encode', cost: reference.cpu }, wanted);
  for (const [percent, wanted] of Object.entries(reach))
    inFull(`smart render, ${percent} % masked`, rendered[percent]!, wanted);
  inFull('verification, 10 % masked', rendered['a tenth verified']!, '0.08');
  const { all } = await besides(async () => {
    const [left, right] = [await decoded(source), await decoded(file('release-100.mp4'))];
    return { ...left, cpu: left.cpu + right.cpu };
  }, [{ all: () => worked('verify', words('100')) }]);
  const both = { name: 'ffmpeg, decode both to null', cost: all.reference.cpu };
  tell('verification, all masked', all.cost.cpu, both, '1.90');
  note(`most memory of one process: render ${rendered['100']!.cost.memory} MiB, verification ${all.cost.memory} MiB`);
});

it('mask drawing', async () => {
  const [silent, made] = [file('silent.mp4'), file('twenty.mp4')];
  ffmpeg(['-i', source, '-an', '-c', 'copy', silent]);
  const { twenty } = await besides(
    () => measure(`${PLAIN} ${X264} -f h264 /dev/null`, [silent]),
    [{ twenty: () => afresh(made, () => worked('render', [silent, planFile('twenty', TWENTY), made])) }],
  );
  const bare = { name: 'the same encode without masks', cost: twenty.reference.cpu };
  tell('twenty regions drawn throughout', twenty.cost.cpu, bare, '1.10');
});

it('copy of an untouched clip', async () => {
  const [list, long, silent] = [file('list.txt'), file('long.mp4'), file('long-silent.mp4')];
  writeFileSync(list, `file '${source}'\n`.repeat(Math.ceil(300 / SECONDS)));
  ffmpeg(['-f', 'concat', '-safe', '0', '-i', list, '-c', 'copy', long]);
  ffmpeg(['-i', long, '-an', '-c', 'copy', silent]);
  const [empty, made] = [planFile('empty', aPlan([])), file('untouched.mp4')];
  for (const [what, path] of [
    ['without sound', silent],
    ['with sound to encode', long],
  ] as const) {
    const { plain, copy } = await least({
      plain: () => afresh(made, () => measure('cp "$1" "$2"; sync "$2"', [path, made])),
      copy: () => afresh(made, () => worked('render', [path, empty, made])),
    });
    tell(`copy of 5 minutes, 300 MB, ${what}`, copy.cpu, { name: 'cp and fsync', cost: plain.cpu }, '3.00');
    tell(`  the same in wall seconds`, copy.wall, { name: 'cp and fsync', cost: plain.wall }, '3.00');
  }
});

it('intake', async () => {
  const list = file('list-of-long.txt');
  writeFileSync(list, `file '${file('long.mp4')}'\n`.repeat(10));
  ffmpeg(['-f', 'concat', '-safe', '0', '-i', list, '-c', 'copy', file('longest.mp4')]);
  const made = file('kept');
  for (const [what, path] of [
    ['300 MB', file('long.mp4')],
    ['3 GB', file('longest.mp4')],
  ] as const) {
    const { onePass, intake } = await least({
      onePass: () => afresh(made, () => measure(`${STEP} one-pass "$1" "$2"`, [path, made])),
      intake: () => afresh(made, () => worked('intake', [path, made])),
    });
    const against = { name: 'hash and write in one pass', cost: onePass.cpu };
    tell(`intake of ${what}: hash, store, probe, index`, intake.cpu, against, '1.20');
  }
});

it('proxy', async () => {
  const once = await decoded(source);
  const examined = await measure(`${STEP} examine "$1" "$2"`, [source, file('facts.json')]);
  tell(
    'examination: decoded once, damage sought',
    examined.cpu,
    { name: 'ffmpeg, decode to null', cost: once.cpu },
    '—',
  );
  const byHand = await measure(
    `${PLAIN} -vf scale=-2:720,setsar=1 -fps_mode passthrough -c:v libx264 -preset veryfast -crf 26 -pix_fmt yuv420p ` +
      '-g 15 -keyint_min 15 -sc_threshold 0 -bf 0 -c:a aac -b:a 96k -movflags +faststart "$2"',
    [source, file('by-hand.mp4')],
  );
  const proxy = await measure(`${STEP} proxy "$1" "$2" "$3"`, [source, file('facts.json'), file('proxy.mp4')]);
  tell('proxy, checked frame for frame', proxy.cpu, { name: 'the same ffmpeg command', cost: byHand.cpu }, '1.10');
});

it('memory of two hours', async () => {
  const [list, hours, out] = [file('list-of-hours.txt'), file('hours.mp4'), file('hours-release.mp4')];
  const repeats = Math.round(7200 / SECONDS);
  writeFileSync(list, `file '${source}'\n`.repeat(repeats));
  ffmpeg(['-f', 'concat', '-safe', '0', '-i', list, '-c', 'copy', hours]);
  const middle = (repeats / 2) * FRAMES;
  const plan = planFile('hours', aPlan([box('a', middle, middle + 300)]));
  const cost = await worked('render', [hours, plan, out]);
  const verified = await worked('verify', [hours, plan, out]);
  note(`most memory of one process, two hours: render ${cost.memory} MiB, verification ${verified.memory} MiB`);
  for (const made of [hours, out]) rmSync(made);
});
