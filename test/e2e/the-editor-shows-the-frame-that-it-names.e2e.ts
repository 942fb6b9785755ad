import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { must } from '@app/kernel';
import { awaitStaffCopies, determine, gatherFacts, receive, type Staff } from '../../apps/ops/demo/steps';
import { openBrowser } from '../drivers/browser';
import { everybody } from '../drivers/case';
import { StaffDesk } from '../drivers/console';
import { ffmpeg } from '../fixtures/clips';
import { startDaylight, type TestDaylight } from '../support/daylight';

// Each frame carries its own number in its pixels, in eight blocks of black and white: what the editor says it shows is
// held against what is on the screen.

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

const BLOCKS = 8;
const NUMBERED = `geq=lum='if(lt(Y,H/2),16+219*mod(floor(N/pow(2,floor(X*${BLOCKS}/W))),2),128)':cb=128:cr=128`;

interface Recipe {
  readonly rate: string;
  readonly frames: number;
  /** Filters after the numbers are drawn. */
  readonly then?: string;
  readonly options: readonly string[];
}

function numbered(name: string, { rate, frames, then, options }: Recipe): string {
  const path = join(daylight.data.root, name);
  const picture = ['-f', 'lavfi', '-i', `color=gray:size=320x240:rate=${rate}`, '-frames:v', String(frames)];
  const filters = ['-vf', then === undefined ? NUMBERED : `${NUMBERED},${then}`];
  ffmpeg([...picture, ...filters, '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '10', ...options, path]);
  return path;
}

const RECIPES: Readonly<Record<string, Recipe>> = {
  'at 25 frames a second': { rate: '25', frames: 100, options: ['-g', '25', '-bf', '0'] },
  'at 29.97, with B-frames and few keyframes': { rate: '30000/1001', frames: 120, options: ['-g', '250', '-bf', '3'] },
  'of variable rate': {
    ...{ rate: '30', frames: 100, then: "setpts='(N+5*floor(N/7)+floor(N/3))/30/TB'" },
    options: ['-g', '50', '-bf', '2', '-fps_mode', 'vfr'],
  },
  'that does not begin at zero': { rate: '25', frames: 75, options: ['-g', '25', '-output_ts_offset', '0.4'] },
};

/** The number that the picture on the screen carries. */
const READ = `(() => {
  const picture = document.querySelector('.stage canvas');
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [picture.width, picture.height];
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  pen.drawImage(picture, 0, 0);
  let number = 0;
  for (let block = 0; block < ${BLOCKS}; block++) {
    const [red] = pen.getImageData(((block + 0.5) * canvas.width) / ${BLOCKS}, canvas.height / 4, 1, 1).data;
    if (red > 128) number += 2 ** block;
  }
  return number;
})()`;

const said = async (desk: StaffDesk): Promise<number> => {
  const says = await desk.page
    .getByRole('status')
    .getByText(/frame \d+ of/)
    .innerText();
  return Number(must(/frame (\d+) of/.exec(says)?.[1], 'the number of the frame'));
};

it.each(Object.entries(RECIPES))('a clip %s: any frame, and the ones after and before it', async (name, recipe) => {
  const source = numbered(`${name.replaceAll(/\W+/g, '-')}.mp4`, recipe);
  const { clipId } = await receive(source, staff, join(daylight.data.root, 'uploads.json'));
  await awaitStaffCopies(clipId, staff);
  await gatherFacts(clipId, staff);
  await determine(clipId, staff);
  const account = must(daylight.accounts.find(({ role }) => role === 'solicitor'), 'the Solicitor'); // prettier-ignore
  const desk = await StaffDesk.of(browser, daylight.api, account);
  await desk.visit(`/clips/${clipId}/redactions`);
  await desk.page.getByText(`frame 0 of ${recipe.frames - 1}`).waitFor();
  const wrong: unknown[] = [];
  const look = async (wanted: number): Promise<void> => {
    await desk.page.getByRole('status').getByText(`frame ${wanted} of`).waitFor();
    const shown = await desk.page.evaluate(READ);
    if (shown !== wanted) wrong.push({ wanted, shown });
  };
  for (let i = 0; i < 40; i++) {
    const frame = randomInt(recipe.frames);
    if (frame === (await said(desk))) continue;
    await desk.page.getByLabel('Go to frame').fill(String(frame));
    await look(frame);
  }
  await desk.page.getByLabel('Go to frame').fill('20');
  await look(20);
  await desk.heading('Redactions').click(); // away from the field: there a full stop is a full stop
  for (let frame = 21; frame < 51; frame++) {
    await desk.page.keyboard.press('.');
    await look(frame);
  }
  for (let frame = 49; frame >= 20; frame--) {
    await desk.page.keyboard.press(',');
    await look(frame);
  }
  expect(wrong).toEqual([]);
  await desk.close();
});
