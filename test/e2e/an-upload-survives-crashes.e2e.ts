import { createReadStream, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { done } from '@app/api-client';
import { must } from '@app/kernel';
import { hashStream } from '@app/storage';
import type { StaffSession } from '../../apps/ops/client/staff-session';
import { type Receipt, upload } from '../../apps/ops/client/upload';
import { until } from '../../apps/ops/client/wait';
import { aClip } from '../fixtures/clips';
import { openBrowser } from '../drivers/browser';
import { StaffDesk } from '../drivers/console';
import { withClient } from '../support/fresh-database';
import { Installation, type ProcessName } from '../support/installation';
import { grown } from '../support/large-file';
import { everyProcess, killNow, residentBytes, treeOf } from '../support/processes';
import { note } from '../bench/measure';
import { BROWSER_BYTES } from '../support/surroundings';

const SIZE = 96 << 20;
const ENOUGH = 16 << 20;

let daylight: Installation;
let model: string;
let technician: StaffSession;
let incident: string;
beforeAll(async () => {
  daylight = await Installation.start();
  model = aClip(daylight.folder, { seconds: 1 });
  technician = await daylight.as('evidence-technician');
  const [only] = await done((await daylight.as('case-officer')).api.GET('/incidents'));
  incident = must(only, 'the demonstration’s incident').id;
});
afterAll(() => daylight.remove());

let made = 0;
const aLargeClip = (): string => grown(model, join(daylight.folder, `large-${++made}.mp4`), SIZE + made);

const send = (path: string, onSent: (bytes: number) => void): Promise<Receipt> =>
  upload(technician, {
    path,
    incidentId: incident,
    sidecar: { source: 'city-camera' },
    memory: join(daylight.folder, 'uploads.json'),
    onSent,
  });

/** Exactly one clip with exactly these bytes: in the database, in the vault, and accepted in the end. */
async function expectKept(path: string): Promise<void> {
  const { sha256, size } = await hashStream(createReadStream(path));
  const rows = await withClient(daylight.database, async (client) => {
    const { rows } = await client.query<{ id: string }>('SELECT id FROM clip WHERE original_sha256 = $1', [sha256]);
    return rows;
  });
  expect(rows).toHaveLength(1);
  const vault = join(daylight.data, 'store', 'originals');
  const name = must(
    readdirSync(vault, { recursive: true, encoding: 'utf8' }).find((one) => one.endsWith(sha256)),
    'the original in the vault',
  );
  expect(await hashStream(createReadStream(join(vault, name)))).toEqual({ sha256, size });
  const officer = await daylight.as('case-officer');
  const clip = await until('the examination', 60, async () => {
    const view = await done(officer.api.GET('/clips/{id}', { params: { path: { id: must(rows[0], 'clip').id } } }));
    return view.verdict !== 'pending' && view;
  });
  expect(clip.verdict).toBe('accepted');
}

/** Waits until the server holds part of an upload that it did not hold before. */
const partlyArrived = (before: ReadonlySet<string>): Promise<string> =>
  until('part of the upload to arrive', 120, () =>
    Promise.resolve(
      readdirSync(daylight.uploads).find(
        (name) => !name.endsWith('.json') && !before.has(name) && arrived(name) > ENOUGH,
      ),
    ),
  );

function arrived(name: string): number {
  const path = join(daylight.uploads, name);
  return existsSync(path) ? statSync(path).size : 0;
}

it.each<ProcessName>(['api', 'postgres'])(
  'a client goes on by itself after kill -9 of %s in the middle',
  async (name) => {
    const path = aLargeClip();
    let killed: Promise<unknown> | null = null;
    let resumedFrom: number | null = null;
    const receipt = await send(path, (bytes) => {
      if (killed === null && bytes > ENOUGH) killed = daylight.kill(name);
      else if (killed !== null) resumedFrom ??= bytes;
    });
    await must<Promise<unknown>>(killed, 'the crash in the middle of the upload');
    expect(receipt.sha256).toBe((await hashStream(createReadStream(path))).sha256);
    expect(resumedFrom).toBeGreaterThan(0);
    await expectKept(path);
  },
);

it('a client gets its receipt, and one clip, when the api is killed after the last byte', async () => {
  const path = aLargeClip();
  let killed: Promise<unknown> | null = null;
  const receipt = await send(path, (bytes) => {
    if (bytes === SIZE + made) killed ??= daylight.kill('api');
  });
  await must<Promise<unknown>>(killed, 'the crash after the last byte');
  expect(receipt.size).toBe(SIZE + made);
  await expectKept(path);
});

const ingest = (path: string): string[] => [
  'ingest',
  path,
  '--api',
  daylight.api,
  '--incident',
  incident,
  '--source',
  'city-camera',
  '--json',
];

it('ops ingest goes on by itself after kill -9 of the api, and ends with 0', async () => {
  const path = aLargeClip();
  const before = new Set(readdirSync(daylight.uploads));
  const running = daylight.ops(ingest(path));
  await partlyArrived(before);
  await daylight.kill('api');
  const { code, stdout } = await running;
  expect(JSON.parse(stdout)).toMatchObject({ files: [{ outcome: 'received' }] });
  expect(code).toBe(0);
  await expectKept(path);
});

it('ops ingest, itself killed in the middle and run again, goes on where it was cut off', async () => {
  const path = aLargeClip();
  const before = new Set(readdirSync(daylight.uploads));
  const running = daylight.opsStarted(ingest(path));
  const upload = await partlyArrived(before);
  killNow([must(running.pid, 'the ingest')]);
  const cutOffAt = arrived(upload);
  expect(cutOffAt).toBeLessThan(SIZE);
  expect((await daylight.ops(ingest(path))).code).toBe(0);
  const fresh = readdirSync(daylight.uploads).filter((name) => !before.has(name) && !name.endsWith('.json'));
  expect(fresh.filter((name) => name !== upload)).toEqual([]); // no second upload was begun
  await expectKept(path);
});

it('ops ingest run again after its receipt was lost makes no second clip', async () => {
  const path = aLargeClip();
  const memory = join(daylight.folder, '.daylight-uploads.json');
  const before = new Set(readdirSync(daylight.uploads));
  const running = daylight.opsStarted(ingest(path));
  await partlyArrived(before);
  const remembered = readFileSync(memory);
  await new Promise((resolve) => running.once('exit', resolve));
  // What a kill between the receipt and the last line of the client leaves: all is kept, and the client does not know.
  writeFileSync(memory, remembered);
  expect((await daylight.ops(ingest(path))).code).toBe(0);
  await expectKept(path);
});

/** As the browser sends them. */
const CHUNK = 16 << 20;

const SLOW = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 24 << 20 };

it('a browser goes on by itself after kill -9 of the api, and sends no more than a piece of it twice', async () => {
  const path = grown(model, join(daylight.folder, 'from-the-browser.mp4'), BROWSER_BYTES);
  const browser = await openBrowser();
  const account = must(
    daylight.accounts.find(({ role }) => role === 'evidence-technician'),
    'a technician',
  );
  const desk = await StaffDesk.of(browser, daylight.api, account);
  const { page } = desk;
  let sent = 0;
  page.on('request', (request) => {
    if (request.method() !== 'PATCH') return;
    sent += Math.min(CHUNK, BROWSER_BYTES - Number(request.headers()['upload-offset'])); // at most: a part of it may be cut off
  });
  const network = await page.context().newCDPSession(page);
  await network.send('Network.emulateNetworkConditions', SLOW);
  await desk.visit('/upload');
  await page.getByLabel('Incident').selectOption({ index: 1 });
  const before = new Set(readdirSync(daylight.uploads));
  await page.getByLabel('Files', { exact: true }).first().setInputFiles(path);
  await partlyArrived(before);
  await daylight.kill('api');
  await network.send('Network.emulateNetworkConditions', { ...SLOW, uploadThroughput: -1 });
  await page.getByText('✔ the same').waitFor({ timeout: 600_000 });
  expect(sent).toBeGreaterThanOrEqual(BROWSER_BYTES);
  expect(sent).toBeLessThanOrEqual(BROWSER_BYTES + CHUNK);
  await browser.close();
  await expectKept(path);
}, 900_000);

/** What a process may grow by, however large the file is: pieces on their way, and what the collectors let lie. */
const ROOM = 300 * 2 ** 20;

let watching: NodeJS.Timeout | undefined;
afterEach(() => clearInterval(watching));

/** The most that the api and any process of the browser grow by, as it stands whenever it is read. */
function watchMemory(): { readonly api: number; readonly browser: number } {
  const first = new Map<number, number>();
  const most = { api: 0, browser: 0 };
  const look = (name: keyof typeof most, pid: number): void => {
    const now = residentBytes(pid);
    if (!first.has(pid)) first.set(pid, now);
    most[name] = Math.max(most[name], now - (first.get(pid) ?? now));
  };
  clearInterval(watching);
  watching = setInterval(() => {
    const all = everyProcess(); // once: it reads a thousand files
    const ours = new Set(treeOf(process.pid, all));
    daylight.pids('api', all).forEach((pid) => look('api', pid));
    for (const { pid, commandLine } of all) if (ours.has(pid) && commandLine.includes('chromium')) look('browser', pid);
  }, 500);
  return most;
}

it('kill -9 of the api and another page, with the file chosen again: it goes on from what has arrived, in flat memory', async () => {
  const size = BROWSER_BYTES + 1;
  const path = grown(model, join(daylight.folder, 'chosen-again.mp4'), size);
  const browser = await openBrowser();
  const account = must(daylight.accounts.find(({ role }) => role === 'evidence-technician'), 'a technician'); // prettier-ignore
  const desk = await StaffDesk.of(browser, daylight.api, account);
  const context = desk.page.context();
  let sent = 0;
  context.on('request', (request) => {
    if (request.method() === 'PATCH') sent += Math.min(CHUNK, size - Number(request.headers()['upload-offset']));
  });
  const network = await context.newCDPSession(desk.page);
  await network.send('Network.emulateNetworkConditions', SLOW);
  await desk.visit('/upload');
  await desk.page.getByLabel('Incident').selectOption({ index: 1 });
  const before = new Set(readdirSync(daylight.uploads));
  const cutOff = watchMemory();
  await desk.page.getByLabel('Files', { exact: true }).first().setInputFiles(path);
  await partlyArrived(before);
  await daylight.kill('api');
  await desk.page.close();
  await daylight.ready();
  const goneOn = watchMemory(); // anew: the api that has just begun grows by what it loads
  const page = await context.newPage();
  await page.goto(`${daylight.api}/console/upload`);
  await page.getByLabel('The file chosen-again.mp4').setInputFiles(path);
  const began = performance.now();
  const isThere = page.getByText('✔ the same');
  await page.getByText('Is being sent.').or(isThere).first().waitFor({ timeout: 600_000 }); // what is left is sent in no time
  const hashed = performance.now();
  await isThere.waitFor({ timeout: 600_000 });
  const received = performance.now();
  const [api, tabs] = [Math.max(cutOff.api, goneOn.api), Math.max(cutOff.browser, goneOn.browser)];
  const rate = (from: number, to: number): string => `${(size / 1e3 / (to - from)).toFixed(0)} MB/s`;
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
  const seconds = `hashed at ${rate(began, hashed)}, then received within ${((received - hashed) / 1e3).toFixed(1)} s`;
  note(`upload by a browser, ${megabytes(size)}: ${seconds}; grew by: api ${megabytes(api)}, a browser’s process ${megabytes(tabs)}`); // prettier-ignore
  expect(sent).toBeGreaterThanOrEqual(size);
  expect(sent).toBeLessThanOrEqual(size + CHUNK);
  expect({ api: api < ROOM, tabs: tabs < ROOM }).toEqual({ api: true, tabs: true });
  await browser.close();
  await expectKept(path);
}, 900_000);
