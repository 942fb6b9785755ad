import { render, verify, type Violation } from '@app/media';
import type { RedactionPlan } from '@app/redactions/domain';
import { aPlan, aRectangle, anEllipse } from '../../factories/redaction-plan';
import { aClip } from '../../fixtures/clips';
import { openTestBench, type TestBench } from '../../support/media-bench';
import { repainted } from '../../support/redrawn';

let at: TestBench;
let source: string;
let good: string;
const plan = aPlan();
beforeAll(async () => {
  at = await openTestBench();
  source = aClip(at.folder, { seconds: 1.6, sound: false });
  good = at.path('good.mp4');
  await render(at.bench, { source, plan, mode: 'full', output: good });
});
afterAll(() => at.close());

const OF_THE_PICTURE = ['mask-is-fill', 'rest-unchanged', 'every-frame-once', 'exact-times', 'no-hidden-frames'];

async function check(output: string, by: RedactionPlan = plan): Promise<readonly Violation[]> {
  const { violations } = await verify(at.bench, { source, output, plan: by });
  return violations.filter(({ rule }) => OF_THE_PICTURE.includes(rule));
}

const repaint = (filter: string): string => repainted({ release: good, source, output: at.path('bad.mp4') }, filter);

/** Each broken rule with the frames where it is. */
const byRule = (violations: readonly Violation[]): Record<string, (number | undefined)[]> =>
  Object.fromEntries(
    violations.map(({ rule }) => [rule, violations.filter((one) => one.rule === rule).map(({ frame }) => frame)]),
  );
const frames = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

const drawn = (box: string): string => `[1:v]drawbox=${box}:color=black:t=fill:enable='between(n,10,29)'`;

it.each([
  ['copied picture for picture', '[0:v]null'],
  ['drawn anew by plain ffmpeg', drawn('80:60:80:60')],
])('a release that is right passes the picture’s rules when %s', async (_what, filter) => {
  expect(byRule(await check(repaint(filter)))).toEqual({});
});

const SABOTEURS: readonly [what: string, filter: string, broken: Record<string, (number | undefined)[]>][] = [
  ['one frame left unmasked', "[0:v][1:v]overlay=enable='eq(n,20)'", { 'mask-is-fill': [20] }],
  ['a mask that begins a frame late', "[0:v][1:v]overlay=enable='eq(n,10)'", { 'mask-is-fill': [10] }],
  ['a mask that ends a frame early', "[0:v][1:v]overlay=enable='eq(n,29)'", { 'mask-is-fill': [29] }],
  ['a mask two samples too far right', drawn('82:60:80:60'), { 'mask-is-fill': frames(10, 30) }],
  ['a mask two samples too far left', drawn('78:60:80:60'), { 'mask-is-fill': frames(10, 30) }],
  ['a mask two samples too low', drawn('80:62:80:60'), { 'mask-is-fill': frames(10, 30) }],
  ['a mask smaller by two samples all round', drawn('82:62:76:56'), { 'mask-is-fill': frames(10, 30) }],
  ['a grey mask', "[1:v]drawbox=80:60:80:60:color=gray:t=fill:enable='between(n,10,29)'", { 'mask-is-fill': frames(10, 30) }],
  ['a mask through which the source glimmers', "[1:v]drawbox=80:60:80:60:color=black@0.9:t=fill:enable='between(n,10,29)'", { 'mask-is-fill': frames(10, 30) }],
  ['a blurred region instead of a mask', "[1:v]split[a][b];[b]crop=80:60:80:60,boxblur=8[c];[a][c]overlay=80:60:enable='between(n,10,29)'", { 'mask-is-fill': frames(10, 30) }],
  ['a mask that hides luma only', "[1:v]drawbox=80:60:80:60:color=black:t=fill:enable='between(n,10,29)'[m];[1:v][m]mergeplanes=0x100102:yuv420p", { 'mask-is-fill': frames(10, 30) }],
  ['a frame shown twice in place of the next', '[0:v]split[a][b];[a][b]freezeframes=first=35:last=35:replace=34', { 'every-frame-once': [35] }],
  ['a dropped frame', "[0:v]select='not(eq(n,35))'", { 'every-frame-once': [undefined, 35, 36, 37] }],
  ['a frame too many', "[0:v]loop=loop=1:size=1:start=35,setpts=N/25/TB", { 'every-frame-once': [undefined] }],
  ['a frame shown a millisecond late', "[0:v]settb=1/1000,setpts='PTS+eq(N,15)'", { 'exact-times': [15] }],
  ['a small thing drawn outside the mask', "[0:v]drawbox=240:180:16:16:color=white:t=fill:enable='eq(n,5)'", { 'rest-unchanged': [5] }],
  ['colours taken away', '[0:v]hue=s=0', { 'rest-unchanged': frames(0, 40) }],
  ['a little blur all over', "[0:v]gblur=sigma=0.7", { 'rest-unchanged': frames(0, 40) }],
]; // prettier-ignore

it.each(SABOTEURS)('%s is found, on exactly those frames', async (_what, filter, broken) => {
  const found = byRule(await check(repaint(filter)));
  for (const [rule, where] of Object.entries(broken)) {
    expect(found[rule] ?? []).toEqual(expect.arrayContaining(where));
    if (!where.includes(undefined)) expect(found[rule]).toEqual(where);
  }
});

it.each([
  ['another place', aPlan([aRectangle({ keyframes: [{ frame: 10, x: 0.5, y: 0.25, w: 0.25, h: 0.25 }] })]), ['mask-is-fill', 'rest-unchanged']],
  ['another time', aPlan([aRectangle({ from: 11, to: 31 })]), ['mask-is-fill', 'rest-unchanged']],
  ['one mask more', aPlan([aRectangle(), anEllipse()]), ['mask-is-fill']],
  ['nothing hidden', aPlan([]), ['rest-unchanged']],
])('a release made by a plan with %s is found', async (_what, other, rules) => {
  expect(Object.keys(byRule(await check(good, other))).sort()).toEqual(rules);
}); // prettier-ignore

it('names the track and says what was found', async () => {
  const [first] = await check(repaint("[0:v][1:v]overlay=enable='eq(n,20)'"));
  expect(first).toEqual({
    rule: 'mask-is-fill',
    says: 'Every masked region is the fill, on every frame that it must cover.',
    found: expect.stringMatching(/^variance \d+\.\d in luma and \d+\.\d in chroma, \d+\.\d from the fill$/) as unknown,
    frame: 20,
    track: 'rectangle',
  });
});
