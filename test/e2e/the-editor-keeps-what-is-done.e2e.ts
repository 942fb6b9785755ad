import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { done } from '@app/api-client';
import { must } from '@app/kernel';
import { type BoxTrack, type RedactionPlan } from '@app/redactions/domain';
import type { Browser } from 'playwright-core';
import { until } from '../../apps/ops/client/wait';
import type { Staff } from '../../apps/ops/demo/steps';
import type { DemoAccount } from '../../apps/ops/up/demonstration';
import { openBrowser } from '../drivers/browser';
import { aCaseAt, aColleague, everybody } from '../drivers/case';
import { StaffDesk } from '../drivers/console';
import { startDaylight, type TestDaylight } from '../support/daylight';
import { withClient } from '../support/fresh-database';
import { look } from '../support/look';

// A technician works with the keyboard alone, reloads, loses the line, meets somebody else in the same plan: nothing that
// was done is lost, and nothing is done twice.

let daylight: TestDaylight;
let browser: Browser;
let staff: Staff;
let clip: string;
let desk: StaffDesk;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true });
  browser = await openBrowser();
  staff = await everybody(daylight);
  clip = await aCaseAt('redacting', { daylight, staff, recipe: { seconds: 4, name: 'kept.mp4' } });
  const tasks = await done(api().GET('/clips/{id}/tasks', { params: { path: { id: clip } } }));
  const { person } = await done(staff['redaction-technician'].api.GET('/session'));
  const assistant = staff['assistant-solicitor'].api;
  for (const { id } of tasks)
    await done(assistant.POST('/tasks/{id}/assign', { params: { path: { id } }, body: { to: person.id } })); // prettier-ignore
  const account: DemoAccount = daylight.account('redaction-technician'); // prettier-ignore
  desk = await StaffDesk.of(browser, daylight.api, account);
  await open();
}, 300_000);
afterAll(async () => {
  await browser.close();
  await daylight.stop();
});

const api = () => staff.solicitor.api;
const path = () => ({ id: clip });
const key = (keys: string): Promise<void> => desk.page.keyboard.press(keys);
const shows = (frame: number): Promise<void> =>
  desk.page.getByRole('status').getByText(`frame ${frame} of`, { exact: false }).waitFor();
const saved = (): Promise<void> => desk.page.getByText(/^Saved, revision/).waitFor();

async function open(): Promise<void> {
  await desk.visit(`/clips/${clip}/redactions`);
  await shows(0);
}

async function plan(): Promise<RedactionPlan> {
  await saved();
  const read = await done(api().GET('/clips/{id}/redactions', { params: { path: path() } }));
  return read.plan as unknown as RedactionPlan;
}
const masks = async (): Promise<BoxTrack[]> => (await plan()).video as BoxTrack[];

/** Edits that come from another page of the same person. */
async function elsewhere(...operations: object[]): Promise<void> {
  const redactor = staff['redaction-technician'].api;
  const { revision } = await done(redactor.GET('/clips/{id}/redactions', { params: { path: path() } }));
  await done(
    redactor.POST('/clips/{id}/redactions/ops', {
      params: { path: path(), header: { 'If-Match': `"${revision}"` } },
      body: { idempotencyKey: randomUUID(), operations: operations as never[] },
    }),
  );
}

it('a mask is made, moved, timed, split, merged, locked and removed with the keyboard alone', async () => {
  await desk.page.getByRole('radio', { name: /^bystander, video/ }).focus();
  await key('Space');
  await desk.heading('Redactions').click();
  await key('Shift+.');
  await shows(10);
  await key('n');
  await saved();
  await desk.page
    .locator('.overlay')
    .getByRole('button', { name: /^Mask mask-1, bystander/ })
    .focus();
  await key('Shift+ArrowRight');
  await key('ArrowUp');
  await key('Alt+Shift+ArrowDown');
  await desk.heading('Redactions').click();
  await key('Shift+.');
  await key('Shift+.');
  await shows(30);
  await key('o');
  await key('[');
  await shows(10);
  await key('\\');
  await shows(20);
  await key('s');
  await key('n');
  await key('Shift+Delete');
  const [first, second, ...others] = await masks();
  expect(others).toEqual([]);
  expect([first?.id, first?.from, first?.to, second?.from, second?.to]).toEqual(['mask-1', 10, 20, 20, 31]);
  const { x, y, h } = must(first?.keyframes[0], 'a keyframe');
  const { width, height } = await desk.page.evaluate<{ width: number; height: number }>(
    `(({ width, height }) => ({ width, height }))(document.querySelector('.stage canvas'))`,
  );
  expect(x).toBeCloseTo(0.4 + 10 / width, 6);
  expect(y).toBeCloseTo(0.4 - 1 / height, 6);
  expect(h).toBeCloseTo(0.2 + 10 / height, 6);

  await desk.button('mask-1').click();
  await key('m');
  await key('Shift+L');
  await key('Shift+Delete');
  await desk.page.getByText('mask-1 is locked: unlock it first.').waitFor();
  await key('Shift+L');
  expect((await masks()).map(({ id, from, to }) => [id, from, to])).toEqual([['mask-1', 10, 31]]);
  expect(desk.met).toEqual({ elsewhere: [], complaints: [] });
});

/** Presses, drags and lets go with a finger. */
async function byFinger(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  const session = await desk.page.context().newCDPSession(desk.page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', [x, y]: readonly [number, number]): Promise<unknown> =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  await touch('touchStart', from);
  await touch('touchMove', [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]);
  await touch('touchMove', to);
  await touch('touchEnd', to);
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: false });
  await session.detach();
}

it('drawn by the mouse, by a finger, by two clicks or by a key it is the same mask', async () => {
  await desk.page.locator('label', { hasText: /^bystander, video/ }).click();
  const before = (await masks()).length;
  let picture = { x: 0, y: 0, width: 0, height: 0 };
  const at = (share: number): [number, number] => [
    picture.x + share * picture.width,
    picture.y + share * picture.height,
  ];
  const mouse = desk.page.mouse;
  await desk.page.getByLabel('Go to frame').fill('60');
  await shows(60);
  const ways: Readonly<Record<string, () => Promise<void>>> = {
    mouse: async () => {
      await mouse.move(...at(0.4));
      await mouse.down();
      await mouse.move(...at(0.6), { steps: 4 });
      await mouse.up();
    },
    finger: () => byFinger(at(0.4), at(0.6)),
    clicks: async () => {
      await mouse.click(...at(0.4));
      await mouse.click(...at(0.6));
    },
    key: () => key('n'),
  };
  for (const [way, draw] of Object.entries(ways)) {
    await desk.heading('Redactions').click(); // at the top of the page, and away from every field
    picture = must(await desk.page.locator('.stage svg').boundingBox(), 'the picture');
    await draw();
    await until(`a mask by ${way}`, 10, async () => (await masks()).length === before + 1);
    const made = must((await masks()).at(-1), 'a mask');
    expect({ way, from: made.from, to: made.to }).toEqual({ way, from: 60, to: 100 });
    for (const [side, share] of Object.entries({ x: 0.4, y: 0.4, w: 0.2, h: 0.2 }))
      expect(made.keyframes[0]?.[side as 'x']).toBeCloseTo(share, 2);
    await key('Shift+Delete');
    await until('none of it', 10, async () => (await masks()).length === before);
  }
});

it('a mask or a mute without an order is kept and not saved: the order that is missing has the focus', async () => {
  const before = await plan();
  const errors = desk.page.locator('.usa-error-message');
  await desk.page.locator('label', { hasText: /^spoken-name, audio/ }).click();
  await desk.heading('Redactions').click();
  await key('n');
  await errors.getByText('Choose what the mask is for').waitFor();
  await desk.page.locator('.overlay .drawn--waits').waitFor();
  expect(await desk.page.evaluate('document.activeElement.labels[0].innerText')).toMatch(
    /^minor, video|^bystander, video/,
  );
  await look(desk, 'no-order');
  expect(await plan()).toEqual(before); // nothing of it is saved, and nothing is said to be unsaved
  await key('Space');
  await until('the mask', 10, async () => (await masks()).length === before.video.length + 1);
  expect(await errors.count()).toBe(0);
  expect((await masks()).at(-1)?.basis.type).toBe('policy');

  await desk.page.getByLabel('Silent from, seconds').fill('1');
  await desk.page.getByLabel('to, seconds', { exact: true }).fill('2');
  await desk.button('Mute it').click();
  await errors.getByText('Choose what the mute is for').waitFor();
  await key('Escape');
  await errors.waitFor({ state: 'detached' });
  await desk.heading('Redactions').click();
  await key('Shift+Delete');
  await until('nothing of either', 10, async () => JSON.stringify(await plan()) === JSON.stringify(before));
});

it('what was done before a reload can be undone after it, a lock too', async () => {
  await desk.button('mask-1').click();
  await key('Shift+L');
  await saved();
  await open();
  await desk.page.getByRole('rowheader', { name: 'mask-1 (locked)' }).waitFor();
  await key('Control+z');
  await desk.page.getByRole('rowheader', { name: 'mask-1 (locked)' }).waitFor({ state: 'detached' });
  const before = await masks();
  await key('Control+z'); // the merge
  await until('the undo', 10, async () => (await masks()).length === 2);
  await key('Control+Shift+z');
  await until('the redo', 10, async () => (await masks()).length === 1);
  expect(await masks()).toEqual(before);
});

it('what is done without a line arrives when there is one again, once', async () => {
  await desk.page.context().setOffline(true);
  await desk.button('mask-1').click();
  for (let frame = 12; frame < 17; frame++) {
    await desk.page.getByLabel('Go to frame').fill(String(frame));
    await shows(frame);
    await desk.heading('Redactions').click();
    await key('d');
  }
  await desk.page.getByText('Offline: 5 edits kept on this machine', { exact: false }).waitFor();
  await desk.page.context().setOffline(false);
  // Chromium itself notes every request that found no line; nothing else complained.
  const noted = desk.met.complaints.splice(0);
  expect(noted.filter((line) => !line.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  const frames = (await masks())[0]?.keyframes.map(({ frame }) => frame);
  expect(frames).toEqual([10, 12, 13, 14, 15, 16, 19, 20, 30]); // 19 and 20: where it was split
  const { rows } = await withClient(daylight.database.owner, (client) =>
    client.query<{ edits: number }>(
      `SELECT count(*)::int AS edits FROM redaction_edit, jsonb_array_elements(operations) one
        WHERE one->>'op' = 'set-keyframe' AND (one->'keyframe'->>'frame')::int BETWEEN 12 AND 16`,
    ),
  );
  expect(rows[0]?.edits).toBe(5);
});

it('the same keyframe changed in two places: both are shown, and one is chosen', async () => {
  const [before] = await masks();
  const at = must(
    before?.keyframes.find(({ frame }) => frame === 16),
    'a keyframe at 16',
  );
  await elsewhere({ op: 'set-keyframe', id: 'mask-1', keyframe: { ...at, x: 0.05 } });
  await desk.page.getByLabel('From the left, %').fill('70');
  await desk.page.getByLabel('From the left, %').press('Tab');
  const sheet = desk.page.getByRole('dialog', { name: 'Somebody else changed the same thing' });
  await desk.page.getByText('Conflict: somebody else changed', { exact: false }).waitFor();
  await sheet.getByText('70 % from the left', { exact: false }).waitFor();
  await sheet.getByText('5 % from the left', { exact: false }).last().waitFor();
  expect(await desk.accessibilityFaults()).toEqual([]);
  await sheet.getByRole('button', { name: 'Do mine again' }).click();
  await until('mine', 10, async () => (await masks())[0]?.keyframes.find(({ frame }) => frame === 16)?.x === 0.7);
});

it('words of the transcript are muted, one by one or every mention', async () => {
  const vtt =
    'WEBVTT\n\n00:00.200 --> 00:01.000\nLet Margaret through.\n\n00:02.000 --> 00:03.000\nThank you, margaret!\n';
  await desk.page.getByText('Write or load the transcript').click();
  await desk.page.getByLabel('Transcript, WebVTT').fill(vtt);
  await desk.button('Keep the transcript').click();
  await desk.page.locator('label', { hasText: /^spoken-name, audio/ }).click();
  await desk.button('through.').click();
  await desk.button('Mute the chosen words').click();
  await desk.page.getByLabel('Every mention of').fill('Margaret');
  await desk.page.getByText('Said 2 times.').waitFor();
  await desk.button('Mute these mentions').click();
  await until('the mutes', 10, async () => (await plan()).audio.length === 3);
  const { audio } = await plan();
  for (const moment of [0.5, 0.9, 2.8]) expect(audio.some(({ from, to }) => from <= moment && moment <= to)).toBe(true);
  await desk.page.getByLabel('mute-1 to, seconds').fill('1.25');
  await desk.page.getByLabel('mute-1 to, seconds').press('Tab');
  await until('the longer mute', 10, async () => (await plan()).audio[0]?.to === 1.25);
  const inTime = desk.page.getByRole('group', { name: 'Mutes in time' }).getByRole('button', { name: /^Mute mute-1/ });
  await inTime.press('ArrowRight');
  await inTime.press('Shift+ArrowRight');
  await until('the mute that was pulled', 10, async () => (await plan()).audio[0]?.to === 1.35);
  expect((await plan()).audio[0]?.from).toBeCloseTo(must(audio[0], 'the mute').from + 0.1, 3);
  await desk.page.getByLabel('Heard instead of mute-1').selectOption('A tone');
  await until('the tone', 10, async () => (await plan()).audio[0]?.effect === 'tone');
  expect(await desk.accessibilityFaults()).toEqual([]);
});

it('every key is listed, can be changed, and is not taken from another', async () => {
  const untouched = await masks();
  await desk.page.locator('label', { hasText: /^bystander, video/ }).click();
  await desk.page.getByLabel('Every mention of').pressSequentially('nds'); // where one types, keys are letters
  await desk.page.getByLabel('Every mention of').fill('');
  expect(await masks()).toEqual(untouched);
  await desk.heading('Redactions').click();
  await key('?');
  const list = desk.page.getByRole('dialog', { name: 'Keys' });
  await list.getByLabel('Search').fill('add a mask');
  await list.getByRole('button', { name: 'Change the key: Add a mask here, for three seconds' }).click();
  await key('s');
  await list.getByText('S is for “Split the mask here” already.', { exact: false }).waitFor();
  await list.getByRole('button', { name: 'Press the new key' }).press('Control+m');
  await list.getByText('Ctrl+M').waitFor();
  expect(await desk.accessibilityFaults()).toEqual([]);
  await list.locator('label', { hasText: 'Single keys do something' }).click();
  await list.getByRole('button', { name: 'Close' }).click();
  await desk.page.locator('label', { hasText: /^bystander, video/ }).click();
  await desk.heading('Redactions').click();
  const before = (await masks()).length;
  await key('n');
  await key('Control+m');
  await until('one mask more', 10, async () => (await masks()).length === before + 1);
});

it('while somebody else has the plan it is shown and not changed, until it is taken over for a reason', async () => {
  await saved();
  const colleague = await aColleague(daylight, 'second-redactor', ['redaction-technician']);
  await desk.visit('/');
  await withClient(daylight.database.owner, (client) =>
    client.query(`UPDATE redaction_lease SET held_by = $1, until = now() + interval '10 minutes'`, [colleague.id]),
  );
  await open();
  await desk.page.getByRole('heading', { name: 'second-redactor is editing this plan' }).waitFor();
  const before = await masks();
  await desk.button('mask-1').click();
  await desk.heading('Redactions').click();
  await key('Control+d');
  await desk.page.getByText('second-redactor is editing this plan.', { exact: true }).waitFor();
  expect(await desk.accessibilityFaults()).toEqual([]);
  await desk.page.getByLabel('Why you take it over').fill('They have left for the day, and it is due.');
  await desk.button('Take it over').click();
  await desk.page.getByRole('heading', { name: 'second-redactor is editing this plan' }).waitFor({ state: 'detached' });
  await desk.button('mask-1').click();
  await desk.button('Make it twice').click();
  await until('one mask more', 10, async () => (await masks()).length === before.length + 1);
});

/** What takes a drag of the pointer, and what does the same without one (WCAG 2.5.7): a new drag stands here too. */
const DRAGS: Readonly<Record<string, readonly string[]>> = {
  'redaction/stage/overlay.tsx': ['Add a mask'],
  'redaction/stage/outlined.tsx': ['From the left, %', 'From the top, %', 'Width, %', 'Height, %'],
  'redaction/timeline/ruler.tsx': ['Silent from, seconds', 'to, seconds'],
  'quality/stage/overlay.tsx': [], // by fields, where a reviewer passes only what they have watched
  'upload/drop.tsx': [], // by a button, where staff take a clip from upload to release
};

it('with fifty masks it has no fault either, and nothing needs a drag', async () => {
  const [first] = await masks();
  await elsewhere(...Array.from({ length: 50 }, (_, i) => ({ op: 'add-track', track: { ...first, id: `many-${i}` } })));
  await open();
  await desk.button('many-1').click();
  await desk.page.getByLabel('Called', { exact: true }).fill('Bystander 2');
  await desk.page.getByLabel('Called', { exact: true }).press('Tab');
  await desk.button('Bystander 2 (many-1)').waitFor();
  await desk.page.getByLabel('Go to frame').fill('12');
  await shows(12);
  await desk.page
    .locator('.overlay')
    .getByRole('button', { name: /^Mask Bystander 2 \(many-1\)/ })
    .waitFor();
  await look(desk, 'fifty-masks');
  const consolePages = join(__dirname, '..', '..', 'apps', 'console');
  const drags = readdirSync(consolePages, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.tsx') && /onPointerDown=|onDrop=/.test(readFileSync(join(consolePages, name), 'utf8')),
  );
  expect(drags.sort()).toEqual(Object.keys(DRAGS).sort());
  for (const name of Object.values(DRAGS).flat()) {
    const control = desk.button(name).or(desk.page.getByLabel(name, { exact: true }));
    expect([name, await control.count()]).toEqual([name, 1]);
  }
});
