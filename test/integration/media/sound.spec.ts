import { render, verify, type Violation } from '@app/media';
import { aMute, aPlan } from '../../factories/redaction-plan';
import { aClip, ffmpeg } from '../../fixtures/clips';
import { decodeSound } from '../../support/decoded';
import { openTestBench, type TestBench } from '../../support/media-bench';
import { resounded } from '../../support/redrawn';

let at: TestBench;
let source: string;
let good: string;
const plan = aPlan([], [aMute(1, 1.5)]);
beforeAll(async () => {
  at = await openTestBench();
  source = aClip(at.folder, { seconds: 3, size: '160x120' });
  good = at.path('good.mp4');
  await render(at.bench, { source, plan, mode: 'full', output: good });
});
afterAll(() => at.close());

const part = (samples: Int16Array, from: number, to: number): Int16Array =>
  samples.subarray(from * 48_000, to * 48_000);
const loudest = (samples: Int16Array): number => samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
const level = (samples: Int16Array): number =>
  Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length);

/** How much of a frequency there is, 0 to 1 of all (Goertzel). */
function shareOf(frequency: number, samples: Int16Array): number {
  let [re, im, all] = [0, 0, 0];
  samples.forEach((value, i) => {
    const angle = (2 * Math.PI * frequency * i) / 48_000;
    re += value * Math.cos(angle);
    im += value * Math.sin(angle);
    all += value * value;
  });
  return (2 * (re * re + im * im)) / (samples.length * all);
}

it('a muted interval is silent to the sample, and the rest is heard', () => {
  const [was, is] = [decodeSound(source), decodeSound(good)];
  expect(loudest(part(is, 1, 1.5))).toBeLessThanOrEqual(1);
  for (const [from, to] of [[0, 0.93], [1.57, 2.9]] as const) {
    expect(level(part(is, from, to)) / level(part(was, from, to))).toBeCloseTo(1, 1);
    expect(shareOf(440, part(is, from, to))).toBeGreaterThan(0.95);
  }
}); // prettier-ignore

it('a tone takes the place of the words, and nothing of them is left', async () => {
  const output = at.path('tone.mp4');
  const toned = aPlan([], [aMute(1, 1.5, 'tone')]);
  await render(at.bench, { source, plan: toned, mode: 'full', output });
  const is = part(decodeSound(output), 1, 1.5);
  expect(shareOf(1000, is)).toBeGreaterThan(0.98);
  expect(shareOf(440, is)).toBeLessThan(0.0005);
  expect(await verify(at.bench, { source, output, plan: toned })).toMatchObject({ passed: true, violations: [] });
  expect((await verify(at.bench, { source, output, plan })).violations).toContainEqual(
    expect.objectContaining({ rule: 'muted-is-silent' }),
  );
});

it.each([16_000, 22_050, 44_100, 48_000])('words in a transport stream of %d Hz are muted where they are said', async (rate) => {
  const stream = at.path(`said-${rate}.ts`);
  const said = String.raw`between(t\,0.9\,1.2)`;
  ffmpeg([
    ...['-f', 'lavfi', '-i', 'testsrc2=size=160x120:rate=25:duration=2'],
    ...['-f', 'lavfi', '-i', `aevalsrc=0.5*sin(2*PI*440*t)*${said}:sample_rate=${rate}:duration=2`],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-bf', '0', '-c:a', 'mp2', stream],
  ]);
  const heard = at.path(`heard-${rate}.mp4`);
  await render(at.bench, { source: stream, plan: aPlan([]), mode: 'auto', output: heard });
  const loud = [...decodeSound(heard)].flatMap((sample, i) => (Math.abs(sample) > 2_000 ? [i / 48_000] : []));
  expect([loud.at(0), loud.at(-1)]).toEqual([expect.closeTo(0.9, 1), expect.closeTo(1.2, 1)]);
  const output = at.path(`unsaid-${rate}.mp4`);
  const unsaid = aPlan([], [aMute(0.87, 1.24)]);
  await render(at.bench, { source: stream, plan: unsaid, mode: 'auto', output });
  expect(loudest(decodeSound(output))).toBeLessThan(33);
  expect((await verify(at.bench, { source: stream, output, plan: unsaid })).violations).toEqual([]);
}); // prettier-ignore

it('both channels are muted, also of sound in which they cancel each other', async () => {
  const stereo = at.path('stereo.mp4');
  ffmpeg(['-i', source, '-af', 'pan=stereo|c0=c0|c1=-1*c0', '-c:v', 'copy', '-c:a', 'aac', stereo]);
  const output = at.path('muted-stereo.mp4');
  await render(at.bench, { source: stereo, plan, mode: 'full', output });
  const both = decodeSound(output, 2);
  expect(loudest(both.subarray(2 * 48_000, 3 * 48_000))).toBeLessThanOrEqual(1);
  expect(level(both.subarray(0, 48_000))).toBeGreaterThan(1000);
  expect((await verify(at.bench, { source: stereo, output, plan })).violations).toEqual([]);
});

const OF_THE_SOUND = ['muted-is-silent', 'tone-is-tone', 'sound-unchanged', 'sound-complete', 'well-formed'];

async function check(output: string): Promise<readonly Violation[]> {
  const { violations } = await verify(at.bench, { source, output, plan });
  return violations.filter(({ rule }) => OF_THE_SOUND.includes(rule));
}

const resound = (heard: string): string => resounded({ release: good, source, output: at.path('bad.mp4') }, heard);

it('sound that plain ffmpeg muted with the same margins passes', async () => {
  expect(await check(resound('not(between(t,0.95,1.55))'))).toEqual([]);
});

it.each([
  ['20 ms left at the beginning', 'not(between(t,1.02,1.55))', 'muted-is-silent'],
  ['20 ms left at the end', 'not(between(t,0.95,1.48))', 'muted-is-silent'],
  ['20 ms left in the middle', 'not(between(t,0.95,1.55))+between(t,1.2,1.22)', 'muted-is-silent'],
  ['10 ms left in the middle', 'not(between(t,0.95,1.55))+between(t,1.2,1.21)', 'muted-is-silent'],
  ['10 ms left at the end', 'not(between(t,0.95,1.49))', 'muted-is-silent'],
  ['the whole interval left very quiet', 'if(between(t,0.95,1.55),0.003,1)', 'muted-is-silent'],
  ['a mute without its margin', 'not(between(t,1,1.5))', 'muted-is-silent'],
  ['sound missing elsewhere', 'not(between(t,0.95,1.55)+between(t,2,2.2))', 'sound-unchanged'],
  ['sound twice as quiet as in the source, turned round', 'if(between(t,0.95,1.55),0,-0.5)', 'sound-unchanged'],
])('%s is found', async (_what, heard, rule) => {
  expect(await check(resound(heard))).toContainEqual(expect.objectContaining({ rule }));
});

it('sound that is late by 20 ms is found, and so is sound that ends early', async () => {
  const late = at.path('late.mp4');
  ffmpeg(['-i', good, '-itsoffset', '0.02', '-i', good, '-map', '0:v', '-map', '1:a', '-c', 'copy', late]);
  expect((await check(late)).map(({ rule }) => rule)).toContain('sound-unchanged');
  const early = at.path('early.mp4');
  ffmpeg(['-i', good, '-map', '0', '-af', 'atrim=end=2.8', '-c:v', 'copy', '-c:a', 'aac', early]);
  expect((await check(early)).map(({ rule }) => rule)).toContain('sound-complete');
});

it('names the interval, the second and the level', async () => {
  const [first] = await check(resound('not(between(t,0.95,1.55))+between(t,1.2,1.22)'));
  expect(first).toEqual({
    rule: 'muted-is-silent',
    says: 'Muted sound is silent, at most −90 dBFS.',
    found: expect.stringMatching(/^-\d\d? dBFS$/) as unknown,
    track: 'silence',
    at: expect.closeTo(1.2, 0) as unknown,
  });
});
