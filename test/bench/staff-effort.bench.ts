import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { done } from '@app/api-client';
import { must } from '@app/kernel';
import type { Box, RedactionPlan } from '@app/redactions/domain';
import type { Browser } from 'playwright-core';
import { assignTasks, type Staff } from '../../apps/ops/demo/steps';
import { openBrowser } from '../drivers/browser';
import { aCaseAt, everybody } from '../drivers/case';
import { StaffDesk } from '../drivers/console';
import { Operator, shownOf } from '../drivers/operator';
import { aClip } from '../fixtures/clips';
import { filmOf } from '../fixtures/films';
import { HEIGHT, type Scene, WIDTH } from '../fixtures/moving-targets';
import { peopleIn, type Person, twoPeople } from '../fixtures/people';
import { NAME, spokenOver } from '../fixtures/spoken';
import { startDaylight, type TestDaylight } from '../support/daylight';
import { realClip } from '../support/footage';
import { discard, temporaryFolder } from '../support/temporary';
import { note } from './measure';

// How much staff have to do: three jobs, done to their end in the browser. A job is done when on every frame nothing is
// seen, and in no sample heard, of what is to be hidden, by a truth that the tool does not know.

let daylight: TestDaylight;
let browser: Browser;
let staff: Staff;
const folder = temporaryFolder();
beforeAll(async () => {
  daylight = await startDaylight({ worker: true });
  browser = await openBrowser();
  staff = await everybody(daylight);
  note('\nThe best that was measured of others: 2 staff minutes a minute of video. The aim: 1.');
  note('| job | video, s | actions | placed by hand | keyframes | actions a minute | keyframes a minute | hands, s | staff minutes a minute: hands | and one look at it |'); // prettier-ignore
  note('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
});
afterAll(async () => {
  await browser.close();
  await daylight.stop();
  discard(folder);
});

interface Work {
  readonly clip: string;
  readonly operator: Operator;
  readonly plan: () => Promise<RedactionPlan>;
}

async function atWork(source: string, tracks = true): Promise<Work> {
  const clip = await aCaseAt('redacting', { daylight, staff, source });
  await assignTasks(clip, staff);
  const redactor = staff['redaction-technician'];
  const plan = async (): Promise<RedactionPlan> => {
    const found = await done(redactor.api.GET('/clips/{id}/redactions', { params: { path: { id: clip } } }));
    return found.plan as unknown as RedactionPlan;
  };
  const desk = await StaffDesk.of(browser, daylight.api, daylight.account('redaction-technician'));
  await desk.visit(`/clips/${clip}/redactions`);
  await desk.page.getByText(/^Saved, revision/).waitFor();
  return { clip, operator: new Operator(desk, plan, tracks), plan };
}

interface Done {
  readonly seconds: number;
  /** Masks and mutes that were drawn or put right by hand. */
  readonly placed: number;
}

async function row(what: string, { operator: { effort }, plan }: Work, { seconds, placed }: Done): Promise<void> {
  const { video } = await plan();
  const keyframes = video.reduce((sum, one) => sum + (one.shape === 'frame' ? 0 : one.keyframes.length), 0);
  const minute = (count: number): string => ((count * 60) / seconds).toFixed(0);
  const share = (staffSeconds: number): string => (staffSeconds / seconds).toFixed(2);
  const cells = [seconds.toFixed(0), effort.actions, placed, keyframes, minute(effort.actions), minute(keyframes)];
  note(`| ${what} | ${cells.join(' | ')} | ${effort.seconds.toFixed(0)} | ${share(effort.seconds)} | ${share(effort.seconds + seconds)} |`); // prettier-ignore
}

/** Hides everybody, one after another; afterwards nothing of anybody is seen on any frame. */
async function hideAll(
  { operator, plan }: Work,
  people: readonly Person[],
  orders: readonly RegExp[],
): Promise<number> {
  let placed = 0;
  for (const [i, person] of people.entries()) {
    const order = orders[i];
    if (order) await operator.choose(order);
    placed += await operator.hide(`mask-${i + 1}`, person);
  }
  const { video } = await plan();
  for (const [i, person] of people.entries()) {
    const mask = must(video[i], 'a mask');
    expect(person.filter((one) => shownOf(mask, one) > 0)).toEqual([]);
  }
  return placed;
}

const RATE = 25;
const FRAMES = 250;
const target = { width: 44, height: 60, shape: 'rectangle' } as const;

/** Where no footage is at hand: somebody crosses the picture and back. */
const CROSSING: Scene = {
  what: 'a bystander who crosses',
  frames: FRAMES,
  target,
  at: (frame) => ({ x: 160 - 110 * Math.cos(frame / 40), y: 120 + 15 * Math.sin(frame / 12), noise: 6 }),
};

/** The same, and behind a pillar for a while. */
const BEHIND: Scene = {
  what: 'somebody who passes behind something',
  frames: FRAMES,
  target,
  at: (frame) => ({ x: 40 + frame, y: 120 + 10 * Math.sin(frame / 15), bar: [150, 60], noise: 6 }),
};

const fractions = ({ x, y, w, h }: Box): Box => ({ x: x / WIDTH, y: y / HEIGHT, w: w / WIDTH, h: h / HEIGHT });

function made(scene: Scene): { path: string; person: Person } {
  const { path, shots } = filmOf(folder, scene, { name: `${scene.what}.mp4` });
  const person = shots.flatMap(({ truth, hidden }, frame) => (hidden < 1 ? [{ frame, box: fractions(truth) }] : []));
  return { path, person };
}

const STREET = 'car-detection.mp4';
const ENTRANCE = 'one-by-one-person-detection.mp4';
/** Frames a second of the entrance. */
const ENTRANCE_RATE = 10;

/** With tracking and without: what it saves. */
const WAYS = [
  [true, ''],
  [false, ', by hand alone'],
] as const;

it.each(WAYS)('a bystander crosses (tracked: %s)', async (tracks, how) => {
  const real = realClip(ENTRANCE);
  const scene = real === null ? made(CROSSING) : null;
  const [path, people] = scene ? [scene.path, [scene.person]] : [must(real, 'the clip'), peopleIn(must(real, 'it'))];
  const work = await atWork(path, tracks);
  const placed = await hideAll(work, people, [/^bystander, video/]);
  const seconds = scene ? FRAMES / RATE : 139.4;
  const what = scene ? 'a bystander crosses (made)' : `${people.length} people cross, one after another (real)`;
  await row(what + how, work, { seconds, placed });
  await work.operator.desk.close();
});

it.each(WAYS)('two people, one passes before the other (tracked: %s)', async (tracks, how) => {
  const real = realClip(ENTRANCE);
  const two = real === null ? null : twoPeople(real, folder);
  const scene = two ? null : made(BEHIND);
  const work = await atWork(two?.path ?? must(scene, 'a scene').path, tracks);
  const people = two?.people ?? [must(scene, 'a scene').person];
  const placed = await hideAll(work, people, [/^bystander, video/, /^minor, video/]);
  const seconds = two ? 150 / ENTRANCE_RATE : FRAMES / RATE;
  const what = `two people, one before the other (${two ? 'real people, laid over one another' : 'made'})`;
  await row(what + how, work, { seconds, placed });
  await work.operator.desk.close();
});

it('a name is spoken three times', async () => {
  const real = realClip(STREET);
  const { path, vtt, mentions } = spokenOver(real ?? aClip(folder, { seconds: 30, name: 'street.mp4' }), folder);
  const transcript = join(folder, 'transcript.vtt');
  writeFileSync(transcript, vtt);
  const work = await atWork(path);
  const { operator, plan } = work;
  const { page } = operator.desk;
  await operator.choose(/^spoken-name, audio/);
  await page.locator('summary', { hasText: 'Write or load the transcript' }).click();
  await page.locator('#transcript-file').setInputFiles(transcript);
  for (let click = 0; click < 4; click++) operator.effort.click(); // opened; the button, the file, and its dialog’s button
  await operator.click('Keep the transcript');
  await operator.type('Every mention of', NAME);
  await page.getByText(`Said ${mentions.length} times.`).waitFor();
  await operator.edit(() => operator.click('Mute these mentions'));
  let placed = 0;
  for (const { from, to } of mentions) {
    const { audio } = await plan();
    const mute = must(audio.find((one) => one.from < to && from < one.to), 'a mute at the mention'); // prettier-ignore
    const id = must(mute.id, 'its name');
    if (mute.from > from) await operator.edit(() => operator.type(`${id} from, seconds`, (from - 0.05).toFixed(2)));
    if (mute.to < to) await operator.edit(() => operator.type(`${id} to, seconds`, (to + 0.05).toFixed(2)));
    placed += Number(mute.from > from) + Number(mute.to < to);
  }
  const { audio } = await plan();
  for (const { from, to } of mentions) expect(audio.some((one) => one.from <= from && one.to >= to)).toBe(true);
  await row(`a name spoken three times (${real ? 'real street' : 'made'}, voices made)`, work, { seconds: 30, placed });
  await operator.desk.close();
});
