import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { done } from '@app/api-client';
import { must } from '@app/kernel';
import { type Box, boxAt, type BoxTrack, type Operation, regionAt, type RedactionPlan } from '@app/redactions/domain';
import type { Browser } from 'playwright-core';
import { until } from '../../apps/ops/client/wait';
import { assignTasks, type Staff } from '../../apps/ops/demo/steps';
import { openBrowser } from '../drivers/browser';
import { aCaseAt, aColleague, everybody } from '../drivers/case';
import { KeyboardDesk } from '../drivers/keyboard';
import { decodePicture, type DecodedPicture } from '../support/decoded';
import { startDaylight, type TestDaylight } from '../support/daylight';
import { withClient } from '../support/fresh-database';

// From signing in to the verified cut no pointer is pressed: what is drawn, moved, undone, kept without a line, disputed and
// taken over by keys is what is hidden in the pixels (design, ux § 6, E19).

let daylight: TestDaylight;
let browser: Browser;
let staff: Staff;
let clip: string;
let hands: KeyboardDesk;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true });
  browser = await openBrowser();
  staff = await everybody(daylight);
  clip = await aCaseAt('redacting', { daylight, staff, recipe: { seconds: 4, name: 'keys.mp4' } });
  await assignTasks(clip, staff);
}, 300_000);
afterAll(async () => {
  await browser.close();
  await daylight.stop();
});

const path = () => ({ id: clip });
const shows = (frame: number): Promise<void> => hands.page.getByRole('status').getByText(`frame ${frame} of`).waitFor();
const saved = (): Promise<void> => hands.page.getByText(/^Saved, revision/).waitFor();

async function plan(): Promise<RedactionPlan> {
  await saved();
  const read = await done(staff.solicitor.api.GET('/clips/{id}/redactions', { params: { path: path() } }));
  return read.plan as unknown as RedactionPlan;
}
const masks = async (): Promise<BoxTrack[]> => (await plan()).video as BoxTrack[];
const keyed = async (): Promise<number[]> => (await masks()).flatMap(({ keyframes }) => keyframes.map(({ frame }) => frame)); // prettier-ignore

/** To a frame by its number, and out of the field again. */
async function go(frame: number): Promise<void> {
  await hands.press('g', 'Control+a');
  await hands.page.keyboard.type(String(frame));
  await shows(frame);
  await hands.press('Tab');
}

async function elsewhere(operation: Operation): Promise<void> {
  const { api } = staff['redaction-technician'];
  const { revision } = await done(api.GET('/clips/{id}/redactions', { params: { path: path() } }));
  const params = { path: path(), header: { 'If-Match': `"${revision}"` } };
  const body = { idempotencyKey: randomUUID(), operations: [operation] as never[] };
  await done(api.POST('/clips/{id}/redactions/ops', { params, body }));
}

it('it is signed in, gone to the editor, and what is drawn without an order is asked for one', async () => {
  hands = await KeyboardDesk.of(browser, daylight.api, daylight.account('redaction-technician'));
  await hands.desk.visit(`/clips/${clip}`);
  await hands.take(hands.page.getByRole('link', { name: 'Open the redaction editor' }));
  await shows(0);
  await hands.to(hands.page.getByRole('radio', { name: /^bystander, video/ }));
  await hands.press('ArrowDown', 'ArrowDown'); // past the minor, to the sound
  await go(10);
  await hands.press('n');
  await hands.page.locator('.usa-error-message').getByText('Choose what the mask is for').waitFor();
  expect(await masks()).toEqual([]);
  await hands.press('Space'); // the order that has the focus
  await until('the mask', 10, async () => (await masks()).length === 1);
});

it('it is moved, timed, taken back to the beginning and done again, also over a reload', async () => {
  await go(50);
  await hands.type('From the left, %', '60');
  await go(60);
  await hands.press('o');
  await until('its end', 10, async () => (await masks())[0]?.to === 61);
  const made = await masks();
  for (let left = 3; left > 0; left--) await hands.press('Control+z');
  await until('none of it', 10, async () => (await masks()).length === 0);
  await hands.press('Control+Shift+z');
  await saved();
  await hands.page.reload();
  await shows(0);
  for (let left = 2; left > 0; left--) await hands.press('Control+Shift+z');
  await until('all of it', 10, async () => JSON.stringify(await masks()) === JSON.stringify(made));
  const [mask] = made;
  expect([mask?.from, mask?.to]).toEqual([10, 61]);
  expect(boxAt(must(mask, 'the mask'), 30)?.x).toBeCloseTo(0.5, 6);
});

it('what is done without a line arrives once; of what is disputed one of the two is chosen', async () => {
  await hands.press('PageDown'); // chooses the mask
  await hands.page.context().setOffline(true);
  for (const frame of [20, 25]) {
    await go(frame);
    await hands.press('d');
  }
  await hands.page.getByText('Offline: 2 edits kept on this machine', { exact: false }).waitFor();
  await hands.page.context().setOffline(false);
  expect(await keyed()).toEqual([10, 20, 25, 50, 60]);

  const at = must((await masks())[0]?.keyframes.find(({ frame }) => frame === 25), 'a keyframe'); // prettier-ignore
  await elsewhere({ op: 'set-keyframe', id: 'mask-1', keyframe: { ...at, x: 0.05 } });
  await hands.type('From the left, %', '55');
  const sheet = hands.page.getByRole('dialog', { name: 'Somebody else changed the same thing' });
  await sheet.getByText('5 % from the left', { exact: false }).last().waitFor();
  await hands.take(sheet.getByRole('button', { name: 'Do mine again' }));
  await sheet.waitFor({ state: 'detached' });
  await until('mine', 10, async () => boxAt(must((await masks())[0], 'the mask'), 25)?.x === 0.55);
});

it('somebody else has the plan: it is taken over for a reason, which is in the log', async () => {
  const colleague = await aColleague(daylight, 'second-redactor', ['redaction-technician']);
  await hands.desk.visit('/');
  await withClient(daylight.database.owner, (client) =>
    client.query(`UPDATE redaction_lease SET held_by = $1, until = now() + interval '10 minutes'`, [colleague.id]),
  );
  await hands.desk.visit(`/clips/${clip}/redactions`);
  const theirs = hands.page.getByRole('heading', { name: 'second-redactor is editing this plan' });
  await theirs.waitFor();
  await hands.type('Why you take it over', 'They have left for the day, and it is due.');
  await hands.press('Enter'); // the button is the next stop
  await theirs.waitFor({ state: 'detached' });
  const { rows } = await withClient(daylight.database.owner, (client) =>
    client.query(`SELECT 1 FROM ledger_entry WHERE act->>'action' = 'take-over-redactions'`),
  );
  expect(rows).toHaveLength(1);
  await shows(0);
  await hands.press('PageDown');
  await go(40);
  await hands.press('d');
  await until('the edit', 10, async () => (await keyed()).includes(40));
});

it('rendered and verified, the pixels are hidden where the keys have put the mask, and two frames about it', async () => {
  await hands.take(hands.desk.button('Render and verify'));
  await hands.page.getByText('Verified against the original').waitFor({ timeout: 120_000 });
  const source = must(await hands.page.locator('video[src*="/renders/"]').getAttribute('src'), 'the cut');
  const headers = { cookie: staff['redaction-technician'].cookie() };
  const bytes = await (await fetch(`${daylight.api}${source}`, { headers })).arrayBuffer();
  const cut = join(daylight.data.root, 'cut.mp4');
  writeFileSync(cut, new Uint8Array(bytes));
  const picture = decodePicture(cut);
  const mask = must((await masks())[0], 'the mask');
  for (let frame = mask.from - 2; frame < mask.to + 2; frame++) {
    const region = must(regionAt(mask, frame), 'a mask');
    expect({ frame, shown: shownIn(picture, frame, (region as { box: Box }).box) }).toEqual({ frame, shown: 0 });
  }
  const between = must(boxAt(mask, 30), 'the mask between two keyframes');
  expect(between.x).toBeGreaterThan(0.5);
  expect(await hands.presses()).toBe(0);
  expect(hands.desk.met.elsewhere).toEqual([]);
});

/** The fill is 16; the encoder’s ringing beside the mask’s edge comes on top. */
const BLACK = 42;

/** How many pixels within a box are not the fill. */
function shownIn({ frames, width, height }: DecodedPicture, frame: number, { x, y, w, h }: Box): number {
  const rows = must(frames[frame], 'a frame');
  let shown = 0;
  for (let row = Math.ceil(y * height); row < (y + h) * height - 1; row++)
    for (let column = Math.ceil(x * width); column < (x + w) * width - 1; column++)
      if (rows[row * width + column]! > BLACK) shown++;
  return shown;
}
