import type { Role } from '@app/access';
import { must } from '@app/kernel';
import type { Browser } from 'playwright-core';
import { until } from '../../apps/ops/client/wait';
import type { Staff } from '../../apps/ops/demo/steps';
import { openBrowser } from '../drivers/browser';
import { aCaseAt, everybody } from '../drivers/case';
import { StaffDesk } from '../drivers/console';
import { look } from '../support/look';
import { startDaylight, type TestDaylight } from '../support/daylight';

const SEEN = 'A face in the window.';

let daylight: TestDaylight;
let browser: Browser;
let staff: Staff;
let clip: string;
let reviewer: StaffDesk;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true });
  browser = await openBrowser();
  staff = await everybody(daylight);
  clip = await aCaseAt('qualityCheck', { daylight, staff, recipe: { seconds: 2, name: 'checked.mp4' } });
  reviewer = await at('quality-reviewer');
}, 300_000);
afterAll(async () => {
  await browser.close();
  await daylight.stop();
});

const at = (role: Role): Promise<StaffDesk> => StaffDesk.of(browser, daylight.api, daylight.account(role));
const watched = () => reviewer.part('Watched');
const standing = () => reviewer.part('Where it stands');

async function go(frame: number): Promise<void> {
  const field = reviewer.page.getByLabel('Go to frame', { exact: true });
  await field.fill('');
  await field.fill(String(frame));
  await reviewer.page.getByText(`frame ${frame} of 49`).waitFor();
}

/** A key, pressed while nobody types. */
const key = (name: string): Promise<void> => reviewer.heading('Quality check').press(name);

/** Waits until the cut has played on for so many seconds. */
async function played(seconds: number): Promise<void> {
  const cut = reviewer.page.getByLabel('The rendered cut', { exact: true });
  const now = (): Promise<number> => cut.evaluate((video: { currentTime: number }) => video.currentTime);
  const end = (await now()) + seconds;
  await until('the cut to play', 20, async () => (await now()) >= end);
}

/** Plays the cut to its end, from its beginning. */
async function playAll(): Promise<void> {
  const cut = reviewer.page.getByLabel('The rendered cut', { exact: true });
  await go(0);
  await key('Space');
  await reviewer.button('Halt').waitFor();
  await reviewer.button('Play').waitFor();
  expect(await cut.evaluate((video: { ended: boolean }) => video.ended)).toBe(true);
}

/** What a page is told whose tab is not the one in front. */
const tab = (state: 'hidden' | 'visible'): Promise<unknown> =>
  reviewer.page.evaluate(`(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => '${state}' });
    document.dispatchEvent(new Event('visibilitychange'));
  })()`);

it('before it is watched, the page says why it cannot be passed', async () => {
  await reviewer.visit(`/clips/${clip}`);
  await reviewer.page.getByRole('link', { name: 'Open the quality check' }).click();
  await reviewer.heading('Quality check').waitFor();
  await watched().getByText('0 % of it was watched.').waitFor();
  await standing().getByText('has watched every second of this rendering').waitFor();
  await reviewer.part('What the verifier found').getByText('Nothing.').waitFor();
  expect(await reviewer.button('Pass the redactions').count()).toBe(0);
  await look(reviewer, 'begun');
});

it('the Solicitor may record a reason in its place; the technician may only look', async () => {
  for (const [role, asked] of [
    ['solicitor', 1],
    ['redaction-technician', 0],
  ] as const) {
    const desk = await at(role);
    await desk.visit(`/clips/${clip}/quality`);
    await desk.part('Watched').getByText('0 % of it was watched.').waitFor();
    expect(await desk.part('In place of watching').count()).toBe(asked);
    expect(await desk.button('Pin it to this frame').count()).toBe(0);
    await look(desk, `seen-by-${role}`);
    await desk.close();
  }
});

it('what plays without its sound, behind another tab, or where the cut is not to be seen does not count', async () => {
  await reviewer.page.getByLabel('Speed').selectOption('2');
  await reviewer.button('Sound off').press('Enter');
  await playAll();
  await reviewer.button('Sound off').press('Enter');
  await tab('hidden');
  await playAll();
  await tab('visible');
  await reviewer.page.locator('label', { hasText: 'Wipe' }).click();
  await playAll();
  await watched().getByText('0 % of it was watched.').waitFor();
});

it('source and cut are compared in four views, without a pointer', async () => {
  const { page } = reviewer;
  await page.getByLabel(/^Wipe:/).press('Home');
  await page.getByLabel(/^Wipe:/).press('PageUp');
  await go(10);
  await look(reviewer, 'wipe');
  await key('x');
  await page.getByText('The rendered cut', { exact: true }).waitFor();
  await key('x');
  await page.getByText('The source, unredacted', { exact: true }).waitFor();
  await look(reviewer, 'flip');
  await page.getByRole('radio', { name: 'Flip' }).press('ArrowRight'); // to the wipe
  await page.getByRole('radio', { name: 'Wipe' }).press('ArrowRight');
  await page.getByRole('img', { name: /^Where source and cut differ/ }).waitFor();
  await expectMasksBright();
  await look(reviewer, 'difference');
});

it('its keys are listed, can be changed and turned off', async () => {
  const list = reviewer.page.getByRole('dialog', { name: 'Keys' });
  const flipped = reviewer.page.getByRole('radio', { name: 'Flip' });
  await key('?');
  expect(await list.getByRole('row', { name: /Add a mask/ }).count()).toBe(0);
  await list.getByRole('button', { name: 'Change the key: Flip between the source and the cut' }).click();
  await list.getByRole('button', { name: 'Press the new key' }).press('k');
  await list.getByText('K is for “Halt” already.', { exact: false }).waitFor();
  await list.getByRole('button', { name: 'Press the new key' }).press('y');
  await list.locator('label', { hasText: 'Single keys do something' }).click();
  await look(reviewer, 'keys');
  await list.getByRole('button', { name: 'Close' }).click();
  await key('y');
  expect(await flipped.isChecked()).toBe(false);
  await reviewer.button('Keys').click();
  await list.locator('label', { hasText: 'Single keys do something' }).click();
  await list.getByRole('button', { name: 'Close' }).click();
  await key('x');
  expect(await flipped.isChecked()).toBe(false);
  await key('y');
  expect(await flipped.isChecked()).toBe(true);
});

/** On frame 10 the right upper part is masked and the lower left one is not: the difference shows the mask, and only it. */
async function expectMasksBright(): Promise<void> {
  const brightness = (share: [x: number, y: number]): Promise<number> =>
    reviewer.page.evaluate(`(() => {
      const canvas = document.querySelector('.compare canvas');
      const [x, y] = [${share[0]} * canvas.width, ${share[1]} * canvas.height].map(Math.floor);
      const { data } = canvas.getContext('2d').getImageData(x - 4, y - 4, 8, 8);
      return data.filter((_, i) => i % 4 === 0).reduce((sum, one) => sum + one, 0) / 64;
    })()`);
  expect(await brightness([0.78, 0.35])).toBeGreaterThan(60);
  expect(await brightness([0.05, 0.92])).toBeLessThan(10);
}

it('watched to its end, with its sound, it can be passed', async () => {
  await reviewer.page.locator('label', { hasText: 'Side by side' }).click();
  await reviewer.page.getByLabel('Speed').selectOption('0.5');
  await go(0);
  for (const label of ['Halt', 'Play', 'Halt', 'Play']) {
    if (label === 'Play') await played(0.4); // stopped on the way, and again
    await key(label === 'Play' ? 'k' : 'Space'); // K halts, here as in the editor
    await reviewer.button(label).waitFor();
  }
  expect(await reviewer.button('Pass the redactions').count()).toBe(0);
  await reviewer.page.getByLabel('Speed').selectOption('2');
  await key('Space'); // from where it stood
  await reviewer.button('Halt').waitFor();
  await reviewer.button('Play').waitFor();
  await watched().getByText('All of it was watched.').waitFor();
  await reviewer.button('Pass the redactions').waitFor();
});

it('what is seen is pinned to its frame and a box, at 200 % zoom too, and then it cannot', async () => {
  const { page } = reviewer;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 640, height: 450 }); // of 1280 by 900
  expect(await reviewer.moves()).toEqual([]);
  await go(30);
  await page.getByLabel('The rendered cut', { exact: true }).scrollIntoViewIfNeeded();
  const cut = must(await page.getByLabel('The rendered cut', { exact: true }).boundingBox(), 'the cut');
  await page.mouse.move(cut.x + cut.width * 0.2, cut.y + cut.height * 0.2);
  await page.mouse.down();
  await page.mouse.move(cut.x + cut.width * 0.5, cut.y + cut.height * 0.4, { steps: 4 });
  await page.mouse.up();
  await reviewer.fill({ 'From the top, %': '25', 'What was seen': SEEN });
  await reviewer.button('Pin it to this frame').press('Enter');
  const issues = reviewer.part('Issues');
  await issues.getByText(`Open, frame 30: ${SEEN}`).waitFor();
  await standing().getByText('Every issue that was pinned to a frame has been fixed').waitFor();
  expect(await reviewer.button('Pass the redactions').count()).toBe(0);
  const [pinned] = (await staff.solicitor.api.GET('/clips/{id}/issues', { params: { path: { id: clip } } })).data ?? [];
  expect(pinned).toMatchObject({ frame: 30, state: 'open', box: { y: 0.25 } });
  expect(pinned?.box.w).toBeCloseTo(0.3, 1);
  await reviewer.page.setViewportSize({ width: 320, height: 800 });
  await look(reviewer, 'pinned-narrow');
  await reviewer.page.setViewportSize({ width: 1280, height: 900 });
  await reviewer.make('Return the redactions', 'Somebody can be recognised.');
});

it('the technician reads what was seen, hides it, and says so', async () => {
  const technician = await at('redaction-technician');
  await technician.visit(`/clips/${clip}`);
  await technician.part('To be hidden').getByText(`Frame 30: ${SEEN}`).first().waitFor();
  await technician.page.getByRole('link', { name: 'Open the redaction editor' }).click();
  await technician.page.locator('label', { hasText: /^bystander, video/ }).click();
  await technician.button('Add a mask').click();
  await technician.page.getByLabel('Go to frame').fill('20');
  await technician.page.getByRole('status').getByText('frame 20 of').waitFor();
  await technician.button('Split here').click();
  await technician.button('mask-4').click();
  await technician.page.getByLabel('Go to frame').fill('35');
  await technician.page.getByRole('status').getByText('frame 35 of').waitFor();
  await technician.button('Begins here').click(); // and forgets the frames between
  await technician.part('Worth a look').getByText('mask-4 begins a little later').first().waitFor();
  await technician.page.getByText(/^Saved, revision/).waitFor();
  await technician.button('Render and verify').click();
  await technician.page.getByText('Is being rendered and verified').waitFor();
  await technician.page.getByText('Verified against the original').waitFor({ timeout: 120_000 });
  const finish = technician.page.getByRole('button', { name: /^Done: / });
  for (let left = 3; left > 0; left--) {
    await finish.first().click();
    await finish.nth(left - 1).waitFor({ state: 'detached' });
  }
  await technician.page.getByRole('link', { name: 'Back to the clip' }).click();
  await technician.button(`Fixed: ${SEEN}`).click();
  await technician.part('Quality check').getByText(`Fixed, frame 30: ${SEEN}`).waitFor();
  await look(technician, 'fixed');
  await technician.make('Submit the redactions for checking');
  await technician.close();
});

it('the reviewer watches the new cut, verifies that it is hidden, and passes it', async () => {
  await reviewer.visit(`/clips/${clip}/quality`);
  await watched().getByText('0 % of it was watched.').waitFor();
  await watched().getByRole('button', { name: '0:00:00.0 to 0:00:02.0' }).press('Enter');
  await reviewer.page.getByLabel('Speed').selectOption('2');
  await playAll();
  await watched().getByText('All of it was watched.').waitFor();
  expect(await reviewer.button('Pass the redactions').count()).toBe(0);
  await reviewer.button('Go to frame 30').press('Enter');
  await reviewer.page.getByText('frame 30 of 49').waitFor();
  await reviewer.button(`Verified: ${SEEN}`).press('Enter');
  await reviewer.part('Issues').getByText(`Verified, frame 30: ${SEEN}`).waitFor();
  await standing().getByText('looks like a mistake').waitFor();
  expect(await reviewer.button('Pass the redactions').count()).toBe(0);
  const doubts = reviewer.part('Worth a look');
  await look(reviewer, 'doubts');
  const right = doubts.getByRole('button', { name: /^Seen and right: / });
  for (let left = await right.count(); left > 0; left--) {
    await right.first().press('Enter');
    await right.nth(left - 1).waitFor({ state: 'detached' });
  }
  await look(reviewer, 'verified');
  await reviewer.make('Pass the redactions');
  await reviewer.close();
});
