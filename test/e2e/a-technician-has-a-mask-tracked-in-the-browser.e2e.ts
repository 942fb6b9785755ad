import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { done } from '@app/api-client';
import { must } from '@app/kernel';
import type { Browser } from 'playwright-core';
import { until } from '../../apps/ops/client/wait';
import { assignTasks, type Staff } from '../../apps/ops/demo/steps';
import { openBrowser } from '../drivers/browser';
import { aCaseAt, everybody } from '../drivers/case';
import { StaffDesk } from '../drivers/console';
import { fractionsOf } from '../drivers/tracking';
import { type Film, filmOf } from '../fixtures/films';
import type { Scene } from '../fixtures/moving-targets';
import { decodePicture } from '../support/decoded';
import { startDaylight, type TestDaylight } from '../support/daylight';
import { discard, temporaryFolder } from '../support/temporary';

// One mask is drawn, a worker follows it, what it suggests is accepted, what it lost is answered; the cut hides all of it.

let daylight: TestDaylight;
let browser: Browser;
let staff: Staff;
let film: Film;
let clip: string;
let desk: StaffDesk;

const FRAMES = 80;
/** From this frame on something stands before the target. */
const HIDDEN_FROM = 60;
const SCENE: Scene = {
  what: 'somebody who walks by and is then behind something',
  frames: FRAMES,
  target: { width: 44, height: 60, shape: 'rectangle' },
  at: (frame) => ({
    x: 70 + 2.8 * frame,
    y: 120 + 18 * Math.sin(frame / 12),
    ...(frame >= HIDDEN_FROM && { bar: [170, 150] as const }),
  }),
};

const folder = temporaryFolder();
beforeAll(async () => {
  film = filmOf(folder, SCENE);
  daylight = await startDaylight({ worker: true });
  browser = await openBrowser();
  staff = await everybody(daylight);
  clip = await aCaseAt('redacting', { daylight, staff, source: film.path });
  await assignTasks(clip, staff);
  desk = await StaffDesk.of(browser, daylight.api, daylight.account('redaction-technician'));
  await desk.visit(`/clips/${clip}/redactions`);
}, 300_000);
afterAll(async () => {
  await browser.close();
  await daylight.stop();
  discard(folder);
});

const truthAt = (frame: number) => fractionsOf(must(film.shots[frame], 'a frame').truth);
const saved = (): Promise<void> => desk.page.getByText(/^Saved, revision/).waitFor();

async function look(name: string): Promise<void> {
  await desk.picture(`tracking-${name}`);
  expect({ name, faults: await desk.accessibilityFaults() }).toEqual({ name, faults: [] });
  for (const width of [320, 1280]) {
    await desk.page.setViewportSize({ width, height: 900 });
    expect({ name, width, overflow: await desk.overflow() }).toEqual({ name, width, overflow: 0 });
  }
}

it('one mask is drawn, and tracked while its progress is shown', async () => {
  await desk.page.locator('label', { hasText: /^bystander, video/ }).click();
  const { x, y, w, h } = truthAt(0);
  const picture = must(await desk.page.locator('.stage svg').boundingBox(), 'the picture');
  const place = (left: number, top: number): [number, number] => [
    picture.x + left * picture.width,
    picture.y + top * picture.height,
  ];
  await desk.page.mouse.move(...place(x, y));
  await desk.page.mouse.down();
  await desk.page.mouse.move(...place(x + w, y + h), { steps: 5 });
  await desk.page.mouse.up();
  await saved();
  await desk.button('Track forwards').click();
  await desk.page.getByRole('progressbar', { name: /^Tracking mask-1/ }).waitFor();
  await desk.button('Accept mask-1').waitFor({ timeout: 60_000 });
  await desk.page.getByText('Suggested: 1. Nothing of it is hidden before it is accepted.').waitFor();
  await desk.page.locator('.stage .suggested').waitFor(); // drawn as a suggestion, on the picture and in time
  await desk.page.getByRole('button', { name: /^Suggested mask, bystander/ }).waitFor();
  await look('suggested');
});

it('what is suggested is accepted as one edit, which can be taken back; what was lost is listed until it is answered', async () => {
  await desk.button('Accept mask-1').click();
  await desk.page.getByRole('cell', { name: `0 to ${FRAMES - 1}`, exact: true }).waitFor();
  await desk.button('Undo').click();
  await desk.page.getByRole('cell', { name: `0 to ${FRAMES - 1}`, exact: true }).waitFor({ state: 'detached' });
  await desk.button('Redo').click();
  await desk.page.getByRole('cell', { name: `0 to ${FRAMES - 1}`, exact: true }).waitFor();
  await saved();
  await desk.page.getByRole('heading', { name: 'Lost targets' }).waitFor();
  await look('lost');
  await desk.page.getByLabel('Go to frame').fill(String(HIDDEN_FROM - 1));
  await desk.page
    .getByRole('status')
    .getByText(`frame ${HIDDEN_FROM - 1} of`)
    .waitFor();
  await desk.button('Ends here').click();
  await desk.page.getByRole('heading', { name: 'Lost targets' }).waitFor({ state: 'detached' });
  await saved();
});

it('it is tracked backwards too; what is suggested is rejected, and what runs is cancelled', async () => {
  const settled = desk.page.getByText('Nothing is suggested.');
  const reject = desk.button('Reject mask-1');
  const backwards = async (): Promise<void> => {
    await desk.button('Track backwards').click();
    await reject.waitFor({ timeout: 60_000 });
  };
  await backwards();
  await reject.click();
  await settled.waitFor();
  await desk.button('Track backwards').click();
  await desk.button('Cancel tracking mask-1').or(reject).click(); // whichever it has come to
  await settled.waitFor();
});

it('what is suggested of several masks is rejected all at once, or accepted all at once, an edit for each', async () => {
  const { page } = desk;
  const masks = (): Promise<number> => page.locator('#masks tbody tr').count();
  await desk.button('Make it twice').click();
  await page.getByRole('heading', { name: /^mask-2: / }).waitFor();
  await saved();
  const before = await page.locator('#masks').innerText();
  const trackBoth = async (): Promise<void> => {
    await page.getByLabel('Go to frame').fill('10');
    await page.getByRole('status').getByText('frame 10 of').waitFor();
    for (const mask of ['mask-1', 'mask-2']) {
      await desk.button(mask).click();
      await page.getByLabel('Track up to frame').fill('30');
      await desk.button('Track forwards').click();
      await page.getByRole('listitem', { name: `${mask}, frames 10 to 30` }).waitFor();
    }
    await desk.button('Accept all 2 suggestions').waitFor({ timeout: 60_000 });
  };
  await trackBoth();
  await look('two-suggested');
  await desk.button('Reject all 2 suggestions').click();
  await page.getByText('Nothing is suggested.').waitFor();
  expect(await page.locator('#masks').innerText()).toBe(before);

  await trackBoth();
  await desk.button('Accept all 2 suggestions').click();
  await page.getByText('Nothing is suggested.').waitFor();
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Nothing is suggested.'); // the button is gone
  await saved();
  const states = await done(staff.solicitor.api.GET('/clips/{id}/track-suggestions', { params: { path: { id: clip } } })); // prettier-ignore
  expect(states.slice(-4).map(({ track, state }) => [track, state])).toEqual([
    ['mask-1', 'rejected'],
    ['mask-2', 'rejected'],
    ['mask-1', 'accepted'],
    ['mask-2', 'accepted'],
  ]);
  expect(await page.locator('#masks').innerText()).not.toBe(before);
  await desk.button('Undo').click();
  await desk.button('Undo').click();
  await until('both taken back', 10, async () => (await page.locator('#masks').innerText()) === before);
  await desk.button('Redo').click();
  await desk.button('Redo').click();
  await desk.button('mask-2').click();
  await desk.button('Remove this mask').click();
  await until('one mask', 10, async () => (await masks()) === 1);
  await saved();
});

it('rendered, the target is hidden on every frame of the cut', async () => {
  await desk.button('Render and verify').click();
  const verified = desk.page.getByText('Verified against the original');
  await verified.waitFor({ timeout: 120_000 });
  const technician = staff['redaction-technician'];
  const source = must(await desk.page.locator('video[src*="/renders/"]').getAttribute('src'), 'the cut');
  const bytes = await fetch(`${daylight.api}${source}`, { headers: { cookie: technician.cookie() } });
  const path = join(daylight.data.root, 'cut.mp4');
  writeFileSync(path, new Uint8Array(await bytes.arrayBuffer()));
  const { frames, width, height } = decodePicture(path);
  expect(frames).toHaveLength(FRAMES);
  for (let number = 0; number < HIDDEN_FROM; number++) {
    const { x, y, w, h } = truthAt(number);
    const shown: number[] = [];
    for (let row = Math.ceil(y * height); row < (y + h) * height - 1; row++) {
      for (let column = Math.ceil(x * width); column < (x + w) * width - 1; column++)
        if (frames[number]![row * width + column]! > BLACK) shown.push(row * width + column);
    }
    expect({ number, shown: shown.length }).toEqual({ number, shown: 0 });
  }
  expect(desk.met).toEqual({ elsewhere: [], complaints: [] });
});

/** The fill is 16; the encoder's ringing beside the mask's edge comes on top. */
const BLACK = 42;
