import type { Browser } from 'playwright-core';
import { openBrowser, Reader } from '../drivers/browser';
import { aPageThatFrames } from '../drivers/elsewhere';
import { startDaylight, type TestDaylight } from '../support/daylight';
import { aRelease, type Released } from '../support/public-site';

let daylight: TestDaylight;
let browser: Browser;
let shown: Released;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true, portal: true });
  browser = await openBrowser();
  shown = await aRelease(daylight, { seconds: 4 });
}, 300_000);
afterAll(async () => {
  await browser.close();
  await daylight.stop();
});

it('somebody else’s page may frame a release where it is made for that, and no other page', async () => {
  const elsewhere = await aPageThatFrames([
    `${daylight.portal}/embed/${shown.release}`,
    `${daylight.portal}/releases/${shown.release}`,
  ]);
  for (const javaScriptEnabled of [true, false]) {
    const reader = await Reader.open(browser, elsewhere.address, { javaScriptEnabled });
    await reader.visit('/');
    const framed = reader.page.locator('iframe').first().contentFrame();
    expect(await framed.locator('.before').innerText()).toContain('Publication is not a finding of misconduct');
    await framed.locator('summary').first().click();
    expect(await framed.locator('video').isVisible()).toBe(true);
    expect(await framed.locator('video[autoplay]').count()).toBe(0);
    expect(await framed.locator('.lines').isVisible()).toBe(false);
    await framed.getByRole('link', { name: 'read instead of watch' }).click();
    await framed.locator('.lines').waitFor();
    await framed.locator('summary', { hasText: 'Check this release' }).click();
    await framed.locator('td.hash').first().waitFor();
    expect(await reader.page.locator('iframe').last().contentFrame().locator('.before').count()).toBe(0); // refused
    await reader.close();
  }
  await elsewhere.close();
});

it('a link to a moment opens the video there', async () => {
  const reader = await Reader.open(browser, daylight.portal);
  await reader.visit(`/releases/${shown.release}?t=2`);
  expect(await reader.page.locator('details.watch').getAttribute('open')).not.toBeNull();
  expect(await reader.playsFrom()).toBeGreaterThanOrEqual(2);
  await reader.close();
});

it('a link to a moment opens the video there on a host of files too, where the script reads it', async () => {
  const reader = await Reader.open(browser, daylight.portal);
  await reader.page.route('**/releases/*?t=*', async (route) =>
    route.fulfill({ response: await route.fetch({ url: route.request().url().replace(/\?.*/, '') }) }),
  );
  const media: string[] = [];
  reader.page.on('request', (request) => request.resourceType() === 'media' && media.push(request.url()));
  await reader.visit(`/releases/${shown.release}?t=2`);
  await reader.page.waitForLoadState('networkidle');
  expect(media).toEqual([]);
  expect(await reader.page.locator('details.watch').getAttribute('open')).not.toBeNull();
  expect(await reader.playsFrom()).toBeGreaterThanOrEqual(2);
  await reader.visit(`/releases/${shown.release}?t=9`); // after its end
  expect(await reader.page.locator('details.watch').getAttribute('open')).toBeNull();
  await reader.close();
});
