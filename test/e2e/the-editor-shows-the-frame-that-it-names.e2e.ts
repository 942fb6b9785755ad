import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { must } from '@app/kernel';
import { until } from '../../apps/ops/client/wait';
import { awaitStaffCopies, determine, gatherFacts, receive, type Staff } from '../../apps/ops/demo/steps';
import { openBrowser } from '../drivers/browser';
import { everybody } from '../drivers/case';
import { StaffDesk } from '../drivers/console';
import { numbered, type NumberedRecipe, READ_NUMBER } from '../fixtures/numbered-films';
import { startDaylight, type TestDaylight } from '../support/daylight';
import { haltsAsked, numbersAsked, stepsAsked } from '../support/effort';

let daylight: TestDaylight;
let browser: Browser;
let staff: Staff;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true });
  browser = await openBrowser();
  staff = await everybody(daylight);
}, 300_000);
afterAll(async () => {
  await browser.close();
  await daylight.stop();
});

/** Frame from which the steps are made. */
const STEPS_FROM = 8;
const [NUMBERS, STEPS, HALTS] = [numbersAsked(), stepsAsked(), haltsAsked()];
const frames = STEPS_FROM + STEPS + 1;

const RECIPES: Readonly<Record<string, NumberedRecipe>> = {
  'at 25 frames a second': { rate: '25', frames, options: ['-g', '25', '-bf', '0'] },
  'at 29.97, with B-frames and few keyframes': { rate: '30000/1001', frames, options: ['-g', '250', '-bf', '3'] },
  'of variable rate': {
    ...{ rate: '30', frames, then: "setpts='(N+5*floor(N/7)+floor(N/3))/30/TB'" },
    options: ['-g', '50', '-bf', '2', '-fps_mode', 'vfr'],
  },
  'that does not begin at zero': { rate: '25', frames: frames + 6, options: ['-g', '25', '-output_ts_offset', '0.4'] },
};

const said = async (desk: StaffDesk): Promise<number> => {
  const says = await desk.page
    .getByRole('status')
    .getByText(/frame \d+ of/)
    .innerText();
  return Number(must(/frame (\d+) of/.exec(says)?.[1], 'the number of the frame'));
};

/** Frame indices of clips that are ready to be redacted, by what they are. */
const clips = new Map<string, string>();

async function readyClip(name: string, recipe: NumberedRecipe): Promise<string> {
  const source = numbered(join(daylight.data.root, `${name.replaceAll(/\W+/g, '-')}.mp4`), recipe);
  const { clipId } = await receive(source, staff, join(daylight.data.root, 'uploads.json'));
  await awaitStaffCopies(clipId, staff);
  await gatherFacts(clipId, staff);
  await determine(clipId, staff);
  clips.set(name, clipId);
  return clipId;
}

async function atTheDesk(prepare: (desk: StaffDesk) => Promise<unknown> = async () => undefined): Promise<StaffDesk> {
  const account = daylight.account('solicitor'); // prettier-ignore
  const desk = await StaffDesk.of(browser, daylight.api, account);
  await prepare(desk);
  return desk;
}

/** What is on the screen once the editor says that it shows that frame. */
async function shownAs(desk: StaffDesk, wanted: number): Promise<number> {
  await desk.page.getByRole('status').getByText(`frame ${wanted} of`).waitFor();
  return desk.page.evaluate(READ_NUMBER);
}

async function goTo(desk: StaffDesk, frame: number): Promise<number> {
  await desk.page.getByLabel('Go to frame').fill('');
  await desk.page.getByLabel('Go to frame').fill(String(frame));
  return shownAs(desk, frame);
}

it.each(Object.entries(RECIPES))('a clip %s: any frame, and the ones after and before it', async (name, recipe) => {
  const clip = await readyClip(name, recipe);
  const desk = await atTheDesk();
  await desk.visit(`/clips/${clip}/redactions`);
  await desk.page.getByText(`frame 0 of ${recipe.frames - 1}`).waitFor();
  const wrong: unknown[] = [];
  const look = async (wanted: number): Promise<void> => {
    const shown = await shownAs(desk, wanted);
    if (shown !== wanted) wrong.push({ wanted, shown });
  };
  for (let i = 0; i < NUMBERS; i++) {
    const frame = randomInt(recipe.frames);
    if (frame === (await said(desk))) continue;
    await desk.page.getByLabel('Go to frame').fill(String(frame));
    await look(frame);
  }
  await goTo(desk, STEPS_FROM);
  await desk.heading('Redactions').click(); // away from the field: there a full stop is a full stop
  for (let frame = STEPS_FROM + 1; frame <= STEPS_FROM + STEPS; frame++) {
    await desk.page.keyboard.press('.');
    await look(frame);
  }
  for (let frame = STEPS_FROM + STEPS - 1; frame >= STEPS_FROM; frame--) {
    await desk.page.keyboard.press(',');
    await look(frame);
  }
  expect(wrong).toEqual([]);
  expect(desk.met).toEqual({ elsewhere: [], complaints: [] });
  await desk.close();
});

const OTHERS: Readonly<Record<string, NumberedRecipe>> = {
  'of 60 frames a second': { rate: '60', frames: 120, options: ['-g', '120', '-bf', '2'] },
  'turned by a quarter': { rate: '25', frames: 60, options: ['-g', '25', '-metadata:s:v', 'rotate=90'] },
  'whose sound begins before its picture': {
    rate: '25',
    frames: 60,
    soundBefore: 0.5,
    options: ['-g', '25', '-fps_mode', 'passthrough'],
  },
  'cut by a tool that encodes nothing': { rate: '25', frames: 120, cutTo: 1.3, options: ['-g', '250', '-bf', '2'] },
};

it.each(Object.entries(OTHERS))('a clip %s: any frame; and what is odd about it is said', async (name, recipe) => {
  const clip = await readyClip(name, recipe);
  const desk = await atTheDesk();
  await desk.visit(`/clips/${clip}/redactions`);
  const says = await desk.page.getByText(/frame 0 of \d+/).innerText();
  const count = Number(must(/of (\d+)/.exec(says)?.[1], 'the last frame')) + 1;
  const hidden = await desk.page.evaluate<number>(READ_NUMBER);
  expect(hidden > 0).toBe(recipe.cutTo !== undefined);
  expect(hidden + count).toBe(recipe.frames);
  const asked = [count - 1, ...Array.from({ length: 15 }, () => randomInt(count))];
  const shown = [];
  for (const frame of asked) shown.push((await goTo(desk, frame)) - hidden);
  expect(shown).toEqual(asked);
  await desk.visit(`/clips/${clip}`);
  await desk
    .part('Footage')
    .getByText(/long\./)
    .waitFor();
  expect(await desk.page.getByText(`${hidden} hidden frames`).count()).toBe(hidden > 0 ? 1 : 0);
  await desk.close();
});

const clipOf = (name: string): string => must(clips.get(name), name);
const EVEN = 'at 25 frames a second';
const UNEVEN = 'of variable rate';

it.each([EVEN, UNEVEN])('played and halted, a clip %s shows the frame that is named', async (name) => {
  const desk = await atTheDesk();
  await desk.visit(`/clips/${clipOf(name)}/redactions`);
  await desk.page.getByText('frame 0 of').waitFor();
  await desk.heading('Redactions').click();
  const halts: number[] = [];
  for (let i = 0; i < HALTS; i++) {
    await goTo(desk, 2 * i);
    await desk.heading('Redactions').click();
    await desk.page.keyboard.press('Space');
    await desk.page.getByText('In motion: a preview').waitFor();
    const reached = (): Promise<string> => desk.page.getByLabel('Frame', { exact: true }).inputValue();
    await until('motion', 20, async () => Number(await reached()) > 2 * i + 8);
    await desk.page.keyboard.press('k');
    await desk.page.getByText('In motion: a preview').waitFor({ state: 'detached' });
    const named = await said(desk);
    halts.push(named);
    expect(await desk.page.evaluate(READ_NUMBER)).toBe(named);
    expect(named).toBeGreaterThan(2 * i + 8);
  }
  await desk.page.keyboard.press('j'); // backwards, until the first frame
  await desk.page.getByText('Backwards, 1 ×').waitFor();
  await desk.page.getByText('At rest').waitFor();
  expect(await shownAs(desk, 0)).toBe(0);
  expect(halts).toHaveLength(HALTS);
  await desk.close();
});

it('a key that is held piles nothing up: what is shown when it is let go stays', async () => {
  const desk = await atTheDesk();
  await desk.visit(`/clips/${clipOf(EVEN)}/redactions`);
  await desk.page.getByText('frame 0 of').waitFor();
  await desk.heading('Redactions').click();
  for (let i = 0; i < 60; i++) await desk.page.keyboard.down('.'); // repeats, as a keyboard sends them
  await desk.page.keyboard.up('.');
  const [named, later] = [await said(desk), (await desk.page.evaluate('new Promise((f) => setTimeout(f, 300))'), await said(desk))]; // prettier-ignore
  expect(named).toBeGreaterThan(5);
  expect(later - named).toBeLessThanOrEqual(1);
  expect(await desk.page.evaluate(READ_NUMBER)).toBe(later);
  await desk.close();
});

it('a browser that cannot decode is given pictures by the server, of the frames that are named', async () => {
  const desk = await atTheDesk((one) => one.page.addInitScript('delete window.VideoDecoder'));
  await desk.visit(`/clips/${clipOf(UNEVEN)}/redactions`);
  await desk.page.getByRole('heading', { name: 'The server decodes the pictures' }).waitFor();
  await desk.page.getByText('frame 0 of').waitFor();
  for (const frame of [frames - 1, 60, 59, 1, 33, 61]) expect(await goTo(desk, frame)).toBe(frame);
  expect(await desk.accessibilityFaults()).toEqual([]);
  await desk.close();
});

it('a frame index that is of another clip is found out, and nothing can be drawn', async () => {
  const desk = await atTheDesk();
  const index = await fetch(`${daylight.api}/clips/${clipOf('that does not begin at zero')}/frame-index`, {
    headers: { cookie: staff.solicitor.cookie() },
  });
  const body = Buffer.from(await index.arrayBuffer());
  await desk.page.route(`**/clips/${clipOf(EVEN)}/frame-index`, (route) => route.fulfill({ body }));
  await desk.visit(`/clips/${clipOf(EVEN)}/redactions`);
  await desk.page
    .getByText(`The staff copy has ${frames} frames, the frame index ${frames + 6}.`, { exact: false })
    .waitFor();
  expect(await desk.page.locator('.stage').count()).toBe(0);
  await desk.close();
});
