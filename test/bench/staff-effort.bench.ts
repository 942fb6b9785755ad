import { done } from '@app/api-client';
import { must } from '@app/kernel';
import type { Box, RedactionPlan } from '@app/redactions/domain';
import type { Browser } from 'playwright-core';
import { assignTasks, type Staff } from '../../apps/ops/demo/steps';
import { openBrowser } from '../drivers/browser';
import { aCaseAt, everybody } from '../drivers/case';
import { StaffDesk } from '../drivers/console';
import { hides, Operator, type Sighting } from '../drivers/operator';
import { aClip } from '../fixtures/clips';
import { filmOf } from '../fixtures/films';
import { FOOTAGE_TARGETS } from '../fixtures/footage-targets';
import { HEIGHT, type Scene, WIDTH } from '../fixtures/moving-targets';
import { startDaylight, type TestDaylight } from '../support/daylight';
import { realClip } from '../support/footage';
import { discard, temporaryFolder } from '../support/temporary';
import { note } from './measure';

// How much staff have to do: three jobs, done in the browser by a script that looks where a careful person looks.

let daylight: TestDaylight;
let browser: Browser;
let staff: Staff;
const folder = temporaryFolder();
const made = new Map<string, ReturnType<typeof filmOf>>();
beforeAll(async () => {
  for (const scene of [CROSSING, BEHIND]) made.set(scene.what, filmOf(folder, scene, { name: `${scene.frames}.mp4` }));
  daylight = await startDaylight({ worker: true });
  browser = await openBrowser();
  staff = await everybody(daylight);
  note('\n| job | seconds | operator actions | by hand placed | keyframes in the plan | actions a minute | keyframes a minute |'); // prettier-ignore
  note('| --- | --- | --- | --- | --- | --- | --- |');
});
afterAll(async () => {
  await browser.close();
  await daylight.stop();
  discard(folder);
});

const FRAMES = 250;
const RATE = 25;
const person = { width: 44, height: 60, shape: 'rectangle' } as const;

/** Ten seconds: somebody crosses the picture and back. */
const CROSSING: Scene = {
  what: 'a bystander who crosses',
  frames: FRAMES,
  target: person,
  at: (frame) => ({ x: 160 - 110 * Math.cos(frame / 40), y: 120 + 15 * Math.sin(frame / 12), noise: 6 }),
};

/** Ten seconds: somebody passes behind a second one, who stands. */
const BEHIND: Scene = {
  what: 'two people, one passes behind the other',
  frames: FRAMES - 1,
  target: person,
  at: (frame) => ({ x: 40 + frame, y: 120 + 10 * Math.sin(frame / 15), bar: [150, 60], noise: 6 }),
};

const fractions = ({ x, y, w, h }: Box, width: number, height: number): Box => ({
  x: x / width,
  y: y / height,
  w: w / width,
  h: h / height,
});

/** A person looks about five times a second. */
const LOOK = 5;
const sightingsOf = (scene: Scene): Sighting[] =>
  must(made.get(scene.what), 'the film').shots.flatMap(({ truth, hidden }, frame) =>
    frame % LOOK === 0 && hidden < 0.9 ? [{ frame, box: fractions(truth, WIDTH, HEIGHT) }] : [],
  );

async function atWork(source: string): Promise<{ operator: Operator; plan: () => Promise<RedactionPlan> }> {
  const clip = await aCaseAt('redacting', { daylight, staff, source });
  await assignTasks(clip, staff);
  const redactor = staff['redaction-technician'].api;
  const plan = async (): Promise<RedactionPlan> => {
    const found = await done(redactor.GET('/clips/{id}/redactions', { params: { path: { id: clip } } }));
    return found.plan as unknown as RedactionPlan;
  };
  const account = daylight.account('redaction-technician'); // prettier-ignore
  const desk = await StaffDesk.of(browser, daylight.api, account);
  await desk.visit(`/clips/${clip}/redactions`);
  await desk.page.getByText(/^Saved, revision/).waitFor();
  return { operator: new Operator(desk, plan), plan };
}

function row(what: string, seconds: number, actions: number, placed: number, { video }: RedactionPlan): void {
  const keyframes = video.reduce((sum, one) => sum + (one.shape === 'frame' ? 0 : one.keyframes.length), 0);
  const minute = (count: number): string => ((count * 60) / seconds).toFixed(0);
  note(`| ${what} | ${seconds.toFixed(1)} | ${actions} | ${placed} | ${keyframes} | ${minute(actions)} | ${minute(keyframes)} |`); // prettier-ignore
}

/** Draws on the first sighting, has it tracked to the last, corrects; returns how many keyframes were placed by hand. */
async function followed(operator: Operator, mask: string, sightings: readonly Sighting[]): Promise<number> {
  const [first, last] = [must(sightings[0], 'a sighting'), must(sightings.at(-1), 'a sighting')];
  await operator.go(first.frame);
  await operator.draw(first.box);
  await operator.track(mask, last.frame);
  const answered = await operator.answer(mask, sightings);
  const placed = 1 + answered + (await operator.correct(mask, sightings));
  const track = await operator.mask(mask);
  expect(sightings.filter((one) => !hides(track, one))).toEqual([]);
  return placed;
}

it('a bystander who crosses', async () => {
  const { operator, plan } = await atWork(must(made.get(CROSSING.what), 'the film').path);
  await operator.choose(/^bystander, video/);
  const placed = await followed(operator, 'mask-1', sightingsOf(CROSSING));
  row('a bystander crosses (made)', FRAMES / RATE, operator.actions, placed, await plan());
  await operator.desk.close();
});

it.each(FOOTAGE_TARGETS.map((target) => [target.what, target] as const))(
  'real footage: %s',
  async (what, { clip, picture: { width, height }, boxes }) => {
    const source = realClip(clip);
    if (source === null) return;
    const { operator, plan } = await atWork(source);
    await operator.choose(/^bystander, video/);
    const sightings = boxes.map(({ frame, box }) => ({ frame, box: fractions(box, width, height) }));
    const placed = await followed(operator, 'mask-1', sightings);
    const [first, last] = [must(sightings[0], 'a sighting'), must(sightings.at(-1), 'a sighting')];
    const rate = RATES[clip] ?? RATE;
    row(`${what} (real)`, (last.frame + 1 - first.frame) / rate, operator.actions, placed, await plan());
    await operator.desk.close();
  },
);

/** Frames a second of the real clips. */
const RATES: Readonly<Record<string, number>> = {
  'car-detection.mp4': 12.5,
  'one-by-one-person-detection.mp4': 10,
  'asl-yes.mkv': 30,
};

it('two people, one passes behind the other', async () => {
  const { operator, plan } = await atWork(must(made.get(BEHIND.what), 'the film').path);
  const seen = sightingsOf(BEHIND);
  const gone = seen.findIndex(({ frame }, i) => i > 0 && frame - (seen[i - 1]?.frame ?? 0) > LOOK);
  await operator.choose(/^bystander, video/);
  let placed = await followed(operator, 'mask-1', seen.slice(0, gone));
  placed += await followed(operator, 'mask-2', seen.slice(gone));
  await operator.choose(/^minor, video/);
  const standing = [0, BEHIND.frames - 1].map((frame) => ({ frame, box: { x: 0.45, y: 0.2, w: 0.17, h: 0.6 } }));
  placed += await followed(operator, 'mask-3', standing);
  row('two people, one behind the other (made)', BEHIND.frames / RATE, operator.actions, placed, await plan());
  await operator.desk.close();
});

it('a spoken name', async () => {
  const real = realClip('car-detection.mp4');
  const source = real ?? aClip(folder, { seconds: 30, name: 'name.mp4' });
  const { operator, plan } = await atWork(source);
  await operator.choose(/^spoken-name, audio/);
  await operator.type('Silent from, seconds', '12.4');
  await operator.type('to, seconds', '13.1');
  await operator.click('Mute it');
  await operator.saved();
  expect((await plan()).audio).toHaveLength(1);
  row(`a spoken name (${real ? 'real' : 'made'})`, 30, operator.actions, 0, await plan());
  await operator.desk.close();
});
