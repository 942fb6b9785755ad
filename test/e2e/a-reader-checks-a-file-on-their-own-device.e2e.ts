import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '@app/kernel';
import type { Browser, Request } from 'playwright-core';
import { openBrowser, Reader } from '../drivers/browser';
import { startDaylight, type TestDaylight } from '../support/daylight';
import { aRelease, filesOf, type Released, takenDown } from '../support/public-site';
import { SCREENSHOTS } from '../support/surroundings';

let daylight: TestDaylight;
let browser: Browser;
let standing: Released;
let gone: Released;
/** Files of the two releases, as somebody kept them. */
let kept: Record<'standing' | 'gone', ReadonlyMap<string, Buffer>>;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true, portal: true });
  browser = await openBrowser();
  standing = await aRelease(daylight, { seconds: 1 });
  gone = await aRelease(daylight, { seconds: 1, name: 'gone.mp4', rate: '20' });
  kept = { standing: await bytesOf(standing), gone: await bytesOf(gone) };
  await takenDown(daylight, gone);
}, 300_000);
afterAll(async () => {
  await browser.close();
  await daylight.stop();
});

async function bytesOf({ release }: Released): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  for (const { name, url } of await filesOf(daylight.portal, release))
    found.set(name, Buffer.from(await (await fetch(url)).arrayBuffer()));
  return found;
}

const fileOf = (from: 'standing' | 'gone', name: string): Buffer => must(kept[from].get(name), name);

/** Gives the page a file and waits for what it says of it. */
async function says(reader: Reader, name: string, buffer: Buffer): Promise<string> {
  const { page } = reader;
  const verdicts = page.locator('.verdict');
  const before = await verdicts.count();
  await page.setInputFiles('#file', { name, mimeType: 'application/octet-stream', buffer });
  await verdicts.nth(before).waitFor(); // the newest stands first, so that one more is there
  return verdicts.first().innerText();
}

async function openChecker(path = '/verify'): Promise<Reader> {
  const reader = await Reader.open(browser, daylight.portal);
  await reader.visit(path);
  await reader.page.waitForLoadState('networkidle');
  return reader;
}

it('a file is hashed on the device and named, online and without a network alike', async () => {
  const reader = await openChecker();
  const asked: Request[] = [];
  reader.page.on('request', (request) => asked.push(request));
  await reader.context.setOffline(true);
  const video = await says(reader, 'my copy.mp4', fileOf('standing', 'video.mp4'));
  expect(video).toContain('✔ my copy.mp4');
  expect(video).toMatch(
    /It matches\. This is video\.mp4 of “.+”, version 1, to the last bit\. It is the current version/,
  );
  expect(await reader.page.locator('.verdict a').first().getAttribute('href')).toBe(`/releases/${standing.release}`);
  expect(await says(reader, 'c.vtt', fileOf('standing', 'captions.vtt'))).toContain('This is captions.vtt of');
  expect(await says(reader, 'l.csv', fileOf('standing', 'redactions.csv'))).toContain('This is redactions.csv of');

  const altered = Buffer.from(fileOf('standing', 'video.mp4'));
  altered[altered.length - 1]! ^= 1;
  const said = await says(reader, 'altered.mp4', altered);
  expect(said).toContain('✖ altered.mp4');
  expect(said).toContain('It does not match.');
  expect(await says(reader, 'empty', Buffer.alloc(0))).toContain('e3b0c44298fc1c149afbf4c8996fb924');
  expect(asked.map((request) => request.url())).toEqual([]);
  await reader.close();
});

it('a video that was taken down is named, with the advice not to rely on it', async () => {
  const reader = await openChecker();
  const video = await says(reader, 'old.mp4', fileOf('gone', 'video.mp4'));
  expect(video).toContain('✖ old.mp4');
  expect(video).toMatch(/It matches video\.mp4 of version 1 of a release, which was taken down\. Do not rely on it/);
  // Of a text that no longer stands the hash is not told: what differs in it could be guessed.
  expect(await says(reader, 'old.txt', fileOf('gone', 'transcript.txt'))).toContain('It does not match');
  await reader.close();
});

it('of a file that is not on the list, no more than three digits of its hash are asked for', async () => {
  const reader = await Reader.open(browser, daylight.portal);
  await reader.page.route('**/verify/known.json', (route) =>
    route.fulfill({ json: { complete: false, versions: [] } }),
  );
  await reader.visit('/verify');
  await reader.page.waitForLoadState('networkidle');
  const asked: string[] = [];
  reader.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  expect(await says(reader, 'v.mp4', fileOf('standing', 'video.mp4'))).toContain('This is video.mp4 of');
  expect(await says(reader, 'x.mp4', Buffer.from('x'))).toContain('It does not match');
  expect(asked).toHaveLength(2);
  for (const path of asked) expect(path).toMatch(/^\/verify\/known\/[0-9a-f]{3}\.json$/);
  await reader.context.setOffline(true);
  expect(await says(reader, 'y.mp4', Buffer.from('y'))).toContain('the list of the others cannot be reached');
  await reader.close();
});

it('several files may be dropped at once, and nothing leaves the page', async () => {
  const reader = await openChecker();
  await reader.page.evaluate(`(() => {
    const dropped = new DataTransfer();
    for (const name of ['one.txt', 'two.txt']) dropped.items.add(new File([name], name));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
  })()`);
  await reader.page.locator('.verdict').nth(1).waitFor();
  expect((await reader.page.locator('.verdict strong').allInnerTexts()).sort()).toEqual(['✖ one.txt', '✖ two.txt']);
  expect(new URL(reader.page.url()).pathname).toBe('/verify');
  await reader.close();
});

it.each([
  ['/verify', 1280],
  ['/verify', 320],
  ['/ar/verify', 320],
])('%s with its verdicts is accessible and fits a window %i wide', async (path, width) => {
  const reader = await Reader.open(browser, daylight.portal, { viewport: { width, height: 900 } });
  await reader.visit(path);
  await reader.page.waitForLoadState('networkidle');
  await says(reader, 'video.mp4', fileOf('standing', 'video.mp4'));
  await says(reader, 'altered.mp4', Buffer.from('altered'));
  expect(await reader.accessibilityFaults()).toEqual([]);
  expect(await reader.overflow()).toEqual([]);
  expect(reader.met).toEqual({ elsewhere: [], complaints: [] });
  if (SCREENSHOTS !== null) {
    mkdirSync(SCREENSHOTS, { recursive: true });
    await reader.page.screenshot({ path: join(SCREENSHOTS, `check${path.replace('/', '-').replace('/', '-')}-${width}.png`), fullPage: true }); // prettier-ignore
  }
  await reader.close();
});

it('without scripts the commands of each computer are there, and no empty form', async () => {
  const reader = await Reader.open(browser, daylight.portal, { javaScriptEnabled: false });
  await reader.visit('/verify');
  const words = await reader.page.locator('main').innerText();
  for (const command of ['sha256sum video.mp4', 'shasum -a 256', 'Get-FileHash', 'certutil -hashfile', 'sha256sum -c'])
    expect(words).toContain(command);
  expect(await reader.page.locator('#check-file').isVisible()).toBe(false);
  await reader.close();
});
