import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '@app/kernel';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../drivers/browser';
import { StaffDesk } from '../drivers/console';
import { aClip } from '../fixtures/clips';
import { startDaylight, type TestDaylight } from '../support/daylight';
import { look } from '../support/look';

let daylight: TestDaylight;
let browser: Browser;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true });
  browser = await openBrowser();
}, 300_000);
afterAll(async () => {
  await browser.close();
  await daylight.stop();
});

const MEGABYTE = 1e6;
/** As the browser sends them. */
const CHUNK = 16 << 20;

it('a folder is sent: one file pauses and holds up no other, a reload stops it, and it goes on from what has arrived', async () => {
  const folder = join(daylight.data.root, 'card');
  mkdirSync(folder);
  const long = aClip(folder, { name: 'a-long.mp4' });
  appendFileSync(long, randomBytes(40 * MEGABYTE)); // what stands behind a recording is received as well
  writeFileSync(join(folder, 'b-notes.mp4'), 'What was seen on the day.');
  const account = daylight.account('evidence-technician');
  const technician = await StaffDesk.of(browser, daylight.api, account);
  const { page } = technician;
  const row = (name: string) => page.getByRole('listitem', { name });
  /** Where in the file each request began. */
  const offsets: number[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']));
  });
  const network = await page.context().newCDPSession(page);
  const upload = (uploadThroughput: number): Promise<unknown> =>
    network.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput,
    });
  await upload(3 * MEGABYTE);
  await technician.visit('/upload');
  await page.getByLabel('Incident').selectOption({ index: 1 });
  await technician.fill({ 'Who kept it until now': 'The front desk' });
  await page.getByLabel('A folder').setInputFiles(folder);
  await row('a-long.mp4').getByRole('button', { name: 'Pause' }).click();
  await row('a-long.mp4').getByText('Paused; what was sent is kept.').waitFor();
  await row('b-notes.mp4').getByText('✔ the same').waitFor();
  await row('b-notes.mp4').getByRole('heading', { name: 'Quarantined' }).waitFor(); // received, and not usable: the row says so
  await look(technician, 'paused-and-quarantined');
  await upload(12 * MEGABYTE);
  await row('a-long.mp4').getByRole('button', { name: 'Go on' }).click();
  await page.getByText(/Is being sent\. [23]\d\.\d MB/).waitFor();
  page.on('dialog', (dialog) => void dialog.accept()); // “Leave the page?”
  await page.reload();
  const before = offsets.splice(0);
  await upload(-1);
  const unfinished = technician.part('Unfinished uploads');
  await unfinished.getByText(/have arrived.*The front desk/).waitFor();
  await look(technician, 'unfinished');
  await unfinished.getByLabel('The file a-long.mp4').setInputFiles(join(folder, 'b-notes.mp4'));
  await unfinished.getByRole('alert').getByText('Choose the one that was begun').waitFor();
  await unfinished.getByLabel('The file a-long.mp4').setInputFiles(long);
  await row('a-long.mp4').getByText('✔ the same').waitFor();
  await row('a-long.mp4').getByText('Examined and accepted.').waitFor();
  expect(await unfinished.count()).toBe(0);
  expect(await page.getByLabel('Who kept it until now').inputValue()).toBe('The front desk');
  expect(before[0]).toBe(0);
  expect(offsets[0]).toBeGreaterThanOrEqual(CHUNK); // more than a whole request had arrived
  await technician.close();
});

it('while one file is sent the next is hashed, and known or not: nobody waits for its hash when its turn comes', async () => {
  const folder = join(daylight.data.root, 'two');
  mkdirSync(folder);
  const [first, second] = ['a-first.mp4', 'b-second.mp4'].map((name) => aClip(folder, { name }));
  appendFileSync(must(first, 'a file'), randomBytes(30 * MEGABYTE));
  appendFileSync(must(second, 'a file'), randomBytes(5 * MEGABYTE));
  const technician = await StaffDesk.of(browser, daylight.api, daylight.account('evidence-technician'));
  const { page } = technician;
  const row = (name: string) => page.getByRole('listitem', { name });
  const network = await page.context().newCDPSession(page);
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 3 * MEGABYTE };
  await network.send('Network.emulateNetworkConditions', slow);
  await technician.visit('/upload');
  await page.getByLabel('Incident').selectOption({ index: 1 });
  /** What becomes of the files, in the order in which it does. */
  const order: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/uploads/known/')) order.push('asked whether it is known');
    if (request.method() === 'POST' && request.url().endsWith('/uploads')) order.push('begun');
  });
  await page.getByLabel('A folder').setInputFiles(folder);
  await row('b-second.mp4').getByText('Waits for its turn.').waitFor();
  await row('b-second.mp4').getByText('SHA-256 here').waitFor();
  await row('a-first.mp4').getByText('Is being sent.').waitFor(); // still
  await network.send('Network.emulateNetworkConditions', { ...slow, uploadThroughput: -1 });
  for (const name of ['a-first.mp4', 'b-second.mp4']) await row(name).getByText('✔ the same').waitFor();
  const asked = 'asked whether it is known';
  expect(order).toEqual([asked, 'begun', asked, 'begun']);
  await technician.close();
});

/** Runs in the page before anything else: one bit of the first bytes that are sent is turned over. */
const SPOILT = `(() => {
  const { send } = XMLHttpRequest.prototype;
  let spoilt = false;
  XMLHttpRequest.prototype.send = function (body) {
    if (spoilt || !(body instanceof Blob)) return send.call(this, body);
    spoilt = true;
    void body.arrayBuffer().then((buffer) => {
      const bytes = new Uint8Array(buffer);
      bytes[1000] ^= 1;
      send.call(this, new Blob([bytes]));
    });
  };
})()`;

it('a bit that was turned over on the way is found out, and the file is received when it is sent again', async () => {
  const path = aClip(daylight.data.root, { name: 'spoilt.mp4' });
  const technician = await StaffDesk.of(browser, daylight.api, daylight.account('evidence-technician'));
  const { page } = technician;
  await page.addInitScript(SPOILT);
  await technician.visit('/upload');
  await page.getByLabel('Incident').selectOption({ index: 1 });
  await page.getByLabel('Files', { exact: true }).first().setInputFiles(path);
  const failure = page.getByRole('alert').filter({ hasText: 'The bytes are not the ones that were declared' });
  await failure.getByText('Send the file again.').waitFor();
  expect(await page.getByRole('link', { name: 'Open the clip' }).count()).toBe(0);
  await look(technician, 'spoilt');
  await technician.button('Try again').click();
  await page.getByText('✔ the same').waitFor();
  await technician.close();
});
