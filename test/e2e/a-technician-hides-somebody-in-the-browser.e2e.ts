import type { Role } from '@app/access';
import { done } from '@app/api-client';
import { must } from '@app/kernel';
import type { BoxTrack, RedactionPlan, VideoTrack } from '@app/redactions/domain';
import type { Browser } from 'playwright-core';
import { until } from '../../apps/ops/client/wait';
import { awaitStaffCopies, determine, type Staff, watch } from '../../apps/ops/demo/steps';
import { openBrowser } from '../drivers/browser';
import { aCaseAt, everybody } from '../drivers/case';
import { StaffDesk } from '../drivers/console';
import { leave } from '../support/look';
import { startDaylight, type TestDaylight } from '../support/daylight';

// What the determination orders is hidden in the browser, rendered, verified, and handed on to somebody else to check.

let daylight: TestDaylight;
let browser: Browser;
let staff: Staff;
let clip: string;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true });
  browser = await openBrowser();
  staff = await everybody(daylight);
  clip = await aCaseAt('solicitorReview', { daylight, staff, recipe: { seconds: 4, name: 'crossing.mp4' } });
  await awaitStaffCopies(clip, staff);
  await determine(clip, staff);
}, 300_000);
afterAll(async () => {
  await browser.close();
  await daylight.stop();
});

const at = (role: Role): Promise<StaffDesk> => StaffDesk.of(browser, daylight.api, daylight.account(role));

async function plan(): Promise<RedactionPlan> {
  const read = staff.solicitor.api.GET('/clips/{id}/redactions', { params: { path: { id: clip } } });
  return (await done(read)).plan as unknown as RedactionPlan;
}

it('the assistant gives out the work', async () => {
  const assistant = await at('assistant-solicitor');
  const waits = assistant.part('What needs you');
  await waits.getByText('Say who hides what is ordered').waitFor(); // of whom it is not asked yet: they would not see it
  await assistant.visit(`/clips/${clip}`);
  const given = assistant.part('To be hidden').getByLabel('Assigned to');
  await given.first().waitFor();
  for (let i = 0; i < (await given.count()); i++) {
    await given.nth(i).selectOption({ label: 'Remy Redactor' });
    await until('the assignment', 10, async () => (await given.nth(i).inputValue()) !== '');
  }
  await leave(assistant, 'assigned');
});

it('a mask is drawn by the pointer, moved by fields, cut to its frames, taken back and done again: all of it is kept', async () => {
  const technician = await at('redaction-technician');
  await technician.visit(`/clips/${clip}`);
  await technician.page.getByRole('link', { name: 'Open the redaction editor' }).click();
  await technician.heading('Redactions').waitFor();
  await technician.page.locator('label', { hasText: /^bystander, video/ }).click();
  await go(technician, 10);
  await drag(technician, [0.2, 0.3], [0.4, 0.7]);
  await technician.page.getByText('Saved, revision 2.').waitFor();
  await go(technician, 30);
  await technician.page.getByLabel('From the left, %').fill('60');
  await technician.page.getByLabel('From the left, %').press('Tab');
  await go(technician, 40);
  await technician.button('Ends here').click();
  await technician.button('Undo').click();
  await technician.button('Redo').click();
  await technician.page.getByText(/^Saved, revision/).waitFor();

  await technician.page.locator('label', { hasText: /^minor, video/ }).click();
  await technician.button('Add a mask').click();
  await technician.page.locator('label', { hasText: /^spoken-name, audio/ }).click();
  await technician.page.getByLabel('Silent from, seconds').fill('1.5');
  await technician.page.getByLabel('to, seconds', { exact: true }).fill('2');
  await technician.button('Mute it').click();
  await technician.page.getByText(/^Saved, revision/).waitFor();
  await leave(technician, 'editor');

  const saved = await plan();
  const [mask] = saved.video as [VideoTrack & { keyframes: { frame: number; x: number }[] }];
  expect(mask).toMatchObject({ subject: 'bystander', from: 10, to: 41, padding: { space: 0.08, frames: 2 } });
  expect(mask.keyframes.map(({ frame }) => frame)).toEqual([10, 30, 40]);
  expect(mask.keyframes[0]!.x).toBeCloseTo(0.2, 2);
  expect(mask.keyframes[1]!.x).toBeCloseTo(0.6, 2);
  expect(saved.video[1]).toMatchObject({ subject: 'minor', from: 40 });
  expect(saved.audio).toMatchObject([{ from: 1.5, to: 2, effect: 'silence', subject: 'spoken-name' }]);
});

const go = async (desk: StaffDesk, frame: number): Promise<void> => {
  await desk.page.getByLabel('Go to frame').fill(String(frame));
  await desk.page.getByRole('status').getByText(`frame ${frame} of`).waitFor();
};

async function drag(desk: StaffDesk, from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  const box = must(await desk.page.locator('.stage canvas').boundingBox(), 'the picture');
  const place = ([x, y]: readonly [number, number]): [number, number] => [
    box.x + x * box.width,
    box.y + y * box.height,
  ];
  await desk.page.mouse.move(...place(from));
  await desk.page.mouse.down();
  await desk.page.mouse.move(...place(to), { steps: 5 });
  await desk.page.mouse.up();
}

it('what others hide meanwhile stays hidden, and is put together with what is hidden here', async () => {
  const technician = await at('redaction-technician');
  await technician.visit(`/clips/${clip}/redactions`);
  await technician.page.getByText(/^Saved, revision/).waitFor();
  const redactor = staff['redaction-technician'].api;
  const path = { id: clip };
  const { revision } = await done(redactor.GET('/clips/{id}/redactions', { params: { path } }));
  const track = { ...(await plan()).video[1], id: 'from-elsewhere' };
  await done(
    redactor.POST('/clips/{id}/redactions/ops', {
      params: { path, header: { 'If-Match': `"${revision}"` } },
      body: { idempotencyKey: 'from-elsewhere-1', operations: [{ op: 'add-track', track }] as never[] },
    }),
  );
  await technician.button('Add a mask').click();
  await technician.button('from-elsewhere').waitFor();
  await technician.page.getByText(/^Saved, revision/).waitFor();
  expect((await plan()).video.map(({ id }) => id)).toEqual(['mask-1', 'mask-2', 'from-elsewhere', 'mask-3']);
  for (const id of ['from-elsewhere', 'mask-3']) {
    await technician.button(id).click();
    await technician.button('Remove this mask').click();
  }
  await technician.page.getByText(/^Saved, revision/).waitFor();
  await leave(technician, 'two-at-once');
});

it('every shape is drawn, and a stretch of the ruler is marked by a drag and muted', async () => {
  const technician = await at('redaction-technician');
  const { page } = technician;
  await technician.visit(`/clips/${clip}/redactions`);
  await page.getByText(/^Saved, revision/).waitFor();
  await page.locator('label', { hasText: /^bystander, video/ }).click();
  const before = await plan();
  const isAsBefore = async (): Promise<boolean> => JSON.stringify(await plan()) === JSON.stringify(before);
  const corners = [[0.05, 0.7], [0.15, 0.7], [0.1, 0.9], [0.05, 0.7]] as const; // prettier-ignore
  const byDrag = (): Promise<void> => drag(technician, [0.05, 0.7], [0.15, 0.9]);
  const byClicks = async (): Promise<void> => {
    for (const corner of corners) await drag(technician, corner, corner);
  };
  const shapes: readonly [name: string, shape: string, corners: number, draw: () => Promise<void>][] = [
    ['An ellipse', 'ellipse', 0, byDrag],
    ['A polygon', 'polygon', 3, byClicks],
    ['Everything but a rectangle', 'polygon', 10, byDrag],
    ['The whole picture', 'frame', 0, () => page.keyboard.press('n')],
  ];
  for (const [name, shape, points, draw] of shapes) {
    await page.getByLabel('To draw').selectOption(name);
    await technician.heading('Redactions').click(); // at the top of the page, and away from every field
    await draw();
    await until(name, 10, async () => (await plan()).video.length === before.video.length + 1);
    const made = must((await plan()).video.at(-1), name);
    const [first] = made.shape === 'polygon' ? made.keyframes : [];
    expect([made.shape, first?.points.length ?? 0]).toEqual([shape, points]);
    await page.keyboard.press('Shift+Delete');
    await until('none of it', 10, isAsBefore);
  }
  await page.locator('label', { hasText: /^spoken-name, audio/ }).click();
  await technician.heading('Redactions').click();
  await page.locator('.timeline__ruler').scrollIntoViewIfNeeded();
  const ruler = must(await page.locator('.timeline__ruler').boundingBox(), 'the ruler');
  await page.mouse.move(ruler.x + ruler.width * 0.25, ruler.y + 40);
  await page.mouse.down();
  await page.mouse.move(ruler.x + ruler.width * 0.5, ruler.y + 40, { steps: 3 });
  await page.mouse.up();
  await page.keyboard.press('a');
  await until('the mute', 10, async () => (await plan()).audio.length === before.audio.length + 1);
  const { from, to } = must((await plan()).audio.at(-1), 'a mute');
  expect([Math.round(from * 10), Math.round(to * 10)]).toEqual([10, 20]);
  await technician.button('Remove mute-2').click();
  await until('none of it', 10, isAsBefore);
  await technician.page.setViewportSize({ width: 768, height: 1024 });
  await leave(technician, 'editor-tablet');
});

it('at 200 % zoom, where less motion is wanted, no control is missing, and a mask lies where it is drawn', async () => {
  const technician = await at('redaction-technician');
  const { page } = technician;
  await technician.visit(`/clips/${clip}/redactions`);
  await page.getByText(/^Saved, revision/).waitFor();
  await technician.button('mask-1').click();
  const controls = async (): Promise<string[]> => (await page.locator('main').getByRole('button').allInnerTexts()).sort(); // prettier-ignore
  const before = { controls: await controls(), plan: await plan() };
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 640, height: 450 }); // of 1280 by 900
  expect(await controls()).toEqual(before.controls);
  expect(await technician.overflow()).toBe(0);

  await page.locator('label', { hasText: /^bystander, video/ }).click();
  await page.locator('.stage').scrollIntoViewIfNeeded();
  await drag(technician, [0.6, 0.2], [0.8, 0.6]);
  await until('the mask', 10, async () => (await plan()).video.length === before.plan.video.length + 1);
  const [drawn] = (must((await plan()).video.at(-1), 'a mask') as BoxTrack).keyframes;
  for (const [side, share] of Object.entries({ x: 0.6, y: 0.2, w: 0.2, h: 0.4 }))
    expect(drawn?.[side as 'x']).toBeCloseTo(share, 1);
  await technician.heading('Redactions').click();
  await page.keyboard.press('Space');
  await page.getByText('In motion: a preview').waitFor();
  expect(await technician.moves()).toEqual([]); // but for the film itself
  await page.keyboard.press('k');
  await page.keyboard.press('Shift+Delete');
  await until('none of it', 10, async () => JSON.stringify(await plan()) === JSON.stringify(before.plan));
  await leave(technician, 'editor-zoomed');
});

it('rendered, verified, handed on, and passed by somebody else', async () => {
  const technician = await at('redaction-technician');
  await technician.visit(`/clips/${clip}/redactions`);
  await technician.button('Render and verify').click();
  await technician.page.getByText('Verified against the original').waitFor({ timeout: 120_000 });
  const finish = technician.page.getByRole('button', { name: /^Done: / });
  for (let left = 3; left > 0; left--) {
    await finish.first().click();
    await finish.nth(left - 1).waitFor({ state: 'detached' });
  }
  await technician.page.getByRole('link', { name: 'Back to the clip' }).click();
  await technician.make('Submit the redactions for checking');
  await leave(technician, 'submitted');

  const reviewer = await at('quality-reviewer');
  await reviewer.visit(`/clips/${clip}`);
  await reviewer.part('The cut that would be published').getByText('Verified against the original').waitFor();
  await watch(clip, staff);
  await reviewer.button('Pass the redactions').waitFor();
  await reviewer.make('Pass the redactions');
  await leave(reviewer, 'passed');
});
