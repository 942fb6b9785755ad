import type { Browser } from 'playwright-core';
import { until } from '../../apps/ops/client/wait';
import { openBrowser, Reader } from '../drivers/browser';
import { officerAnswers } from '../drivers/asks';
import { FocusWalk } from '../drivers/focus';
import { filters, overBudget, vitalsOf, watches } from '../drivers/vitals';
import { startDaylight, type TestDaylight } from '../support/daylight';
import { aFlashingRelease } from '../factories/flashing-release';
import { readPdf } from '../support/read-pdf';
import {
  aDeferral,
  aRelease,
  everyPage,
  mainPages,
  pagesIn,
  type Released,
  takenDown,
  TAKEDOWN,
} from '../support/public-site';

/** As of a camera whose buffer holds no sound. */
const LATE_SOUND = ['-af', "volume=0:enable='lt(t,1.5)'"];

let daylight: TestDaylight;
let browser: Browser;
let shown: Released;
let gone: Released;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true, portal: true });
  browser = await openBrowser();
  shown = await aRelease(daylight, { seconds: 4, size: '640x360', options: LATE_SOUND });
  gone = await aRelease(daylight, { seconds: 1, name: 'gone.mp4' });
  await takenDown(daylight, gone);
  await aDeferral(daylight);
}, 300_000);
afterAll(async () => {
  await browser.close();
  await daylight.stop();
});

/** The only pages with a picture of what was recorded, once it is asked for. */
const SHOWS = ['release', 'release-at-a-moment', 'embed'];

it.each(['en', 'es', 'am', 'ar'])(
  'pages in %s are accessible and fit a window 1280 or 320 wide, and large letters, and ask nobody else for anything',
  async (code) => {
    const reader = await Reader.open(browser, daylight.portal);
    for (const { name, there, status } of pagesIn(code, { shown, gone })) {
      await reader.page.setViewportSize({ width: 1280, height: 900 });
      expect({ there, status: await reader.visit(there) }).toEqual({ there, status });
      expect(await reader.headings(1)).toHaveLength(1);
      expect({ there, moving: await reader.page.locator('video, img').count() }).toEqual({ there, moving: SHOWS.includes(name) ? 1 : 0 }); // prettier-ignore
      for (const width of [1280, 320]) {
        await reader.page.setViewportSize({ width, height: 900 });
        await reader.picture(`${name}-${code}-${width}`);
        expect({ there, width, faults: await reader.accessibilityFaults() }).toEqual({ there, width, faults: [] });
        expect({ there, width, overflow: await reader.overflow() }).toEqual({ there, width, overflow: [] });
      }
      expect({ there, large: await reader.overflowOfLargeText() }).toEqual({ there, large: [] });
    }
    expect(reader.met.elsewhere).toEqual([]);
    // Chromium itself notes every answer of 4xx; anything else, such as a violation of the policy, is a fault.
    expect(reader.met.complaints.filter((line) => !/status of (404|410)/.test(line))).toEqual([]);
    expect(await reader.context.cookies()).toEqual([]);
    await reader.close();
  },
);

it('the main pages are accessible in the colours that a reader forces on them', async () => {
  const reader = await Reader.open(browser, daylight.portal, { forcedColors: 'active' });
  for (const { name, path: there } of mainPages({ shown, gone })) {
    await reader.visit(there);
    await reader.picture(`${name}-forced`);
    expect({ there, faults: await reader.accessibilityFaults() }).toEqual({ there, faults: [] });
  }
  await reader.close();
});

it('on a phone a screen reader is told the tables, the lists and where each link leads', async () => {
  const reader = await Reader.open(browser, daylight.portal, { viewport: { width: 320, height: 900 } });
  for (const path of [
    '/docket',
    '/statistics',
    `/releases/${shown.release}`,
    `/incidents/${shown.incident}`,
    '/data',
  ]) {
    await reader.visit(path);
    expect({ path, untold: await reader.untold() }).toEqual({ path, untold: [] });
  }
  await reader.visit('/docket');
  const { link: links = [] } = await reader.told();
  expect(links).toContainEqual(expect.stringMatching(/^\w+ \d+, \d{4} · Recording of .+: Deferred: .+ · City camera$/));
  expect(links).toContainEqual(expect.stringMatching(/^Released with parts hidden · The release · Recording of /));
  expect(links.filter((name) => /^\w+ \d+, \d{4}$|^Released[^·]*$/.test(name))).toEqual([]);
  await reader.close();
});

it('the keyboard’s place on a page is always seen', async () => {
  const reader = await Reader.open(browser, daylight.portal, { reducedMotion: 'reduce' });
  const walk = await FocusWalk.with(browser);
  for (const path of ['/releases?q=detained', '/docket', `/releases/${shown.release}?t=1`, '/verify']) {
    await reader.visit(path);
    const { stops, faults } = await walk.faults(reader);
    expect({ path, faults }).toEqual({ path, faults: [] });
    expect(stops).toBeGreaterThan(15);
  }
  await walk.close();
  await reader.close();
});

it('a page costs its reader little, is there soon, stands still and answers at once: a slow line, a quarter of a processor', async () => {
  for (const [path, act] of [
    ['/', undefined],
    ['/docket', filters],
    [`/releases/${shown.release}`, watches],
  ] as const) {
    // The best of three: what the machine does beside makes a page slower, and never quicker.
    const over: string[][] = [];
    for (let turn = 0; turn < 3 && (over.at(-1)?.length ?? 1) > 0; turn++)
      over.push(overBudget(await vitalsOf(browser, `${daylight.portal}${path}`, act)));
    expect({ path, over: over.at(-1) }).toEqual({ path, over: [] });
  }
  const dear = { loaded: [{ kind: 'Media', path: '/media/x.mp4', bytes: 1 }], lcp: 2001, cls: 0.06, inp: 201 };
  expect(overBudget(dear)).toHaveLength(4);
});

it('Arabic pages run from right to left, but for timecodes, hashes and the recording’s own words', async () => {
  const reader = await Reader.open(browser, daylight.portal);
  const left = async (selector: string): Promise<number> =>
    (await reader.page.locator(selector).first().boundingBox())?.x ?? NaN;
  await reader.visit('/ar/docket');
  expect(await left('thead th:first-child')).toBeGreaterThan(await left('thead th:last-child'));
  expect(await left('.brand')).toBeGreaterThan(await left('.top nav[aria-label] ul li:last-child'));
  await reader.page.keyboard.press('Tab');
  expect(await left('.skip')).toBeGreaterThan(640);
  await reader.visit(`/ar/releases/${gone.release}`);
  expect(await left('.crumbs li:first-child')).toBeGreaterThan(await left('.crumbs li:last-child'));
  expect(await reader.fromLeftToRight('main .hash, main bdi[dir], main [lang="en"]')).toEqual({
    many: true,
    all: true,
  });
  await reader.close();
});

it('a reader who changes the language stays on the page, with what was asked for', async () => {
  const reader = await Reader.open(browser, daylight.portal);
  await reader.visit('/releases?q=detained');
  await reader.page.getByRole('link', { name: 'Soomaali' }).click();
  await reader.page.waitForURL('**/so/releases?q=detained');
  expect(await reader.page.locator('#q').inputValue()).toBe('detained');
  await reader.page.locator('.find button').click();
  await reader.page.waitForURL('**/so/releases?q=detained&*');
  await reader.page.locator('.cards a').first().click();
  await reader.page.waitForURL(`**/so/releases/${shown.release}`);
  await reader.page.goBack();
  expect(await reader.page.locator('#q').inputValue()).toBe('detained');
  await reader.page.goForward();
  await reader.page.getByRole('link', { name: 'English', exact: true }).click();
  await reader.page.waitForURL((url) => url.pathname === `/releases/${shown.release}`);
  await reader.close();
});

it('the same words are there without scripts', async () => {
  const [plain, scripted] = [
    await Reader.open(browser, daylight.portal, { javaScriptEnabled: false }),
    await Reader.open(browser, daylight.portal),
  ];
  for (const { path } of everyPage({ shown, gone })) {
    await plain.visit(path);
    await scripted.visit(path);
    await scripted.page.evaluate(`document.querySelectorAll('.buttons, #check-file').forEach((one) => one.remove())`);
    expect(await plain.page.locator('body').innerText()).toBe(await scripted.page.locator('body').innerText());
  }
  await plain.visit(`/releases/${shown.release}`);
  for (const part of ['.before', '.lines', '#hidden-parts table', 'a[download]'])
    expect([part, await plain.page.locator(part).first().isVisible()]).toEqual([part, true]);
  expect(await plain.page.locator('.buttons').isVisible()).toBe(false);
  await plain.page.locator('summary').focus();
  await plain.page.keyboard.press('Enter');
  expect(await plain.page.locator('video').isVisible()).toBe(true);
  await plain.visit(`/releases/${shown.release}?t=2`);
  expect(await plain.page.locator('video source').first().getAttribute('src')).toMatch(/\.mp4#t=2$/);
  expect(await plain.page.locator('video').isVisible()).toBe(true);
  await plain.page.locator('video').focus();
  await plain.page.keyboard.press('Space');
  await until('the video to play from there', 20, async () => (await plain.videoAt()) > 2);
  await plain.close();
  await scripted.close();
});

it('a release warns before it shows, and gives its reasons and its proof in the order people need them', async () => {
  const reader = await Reader.open(browser, daylight.portal);
  await reader.visit(`/releases/${shown.release}`);
  expect(await reader.headings(2)).toEqual([
    'Before you watch',
    'Listen, read, download',
    'What was hidden, and why',
    'Transcript',
    'The determination',
    'Check this release',
    'Versions and corrections',
  ]);
  const [warning, video] = [reader.page.locator('.before'), reader.page.locator('details.watch')];
  expect((await warning.boundingBox())?.y).toBeLessThan((await video.boundingBox())?.y ?? 0);
  expect(await warning.innerText()).toContain('Publication is not a finding of misconduct');
  expect(await reader.page.locator('video').isVisible()).toBe(false); // not before it is asked for
  const hidden = (await reader.page.locator('#hidden-parts').innerText()).replace(/\s+/g, ' ');
  expect(hidden).toMatch(/Not redactions .* 0:00\.0 – 0:01\.\d No audio recorded by the device/);
  expect(hidden).toMatch(/Sound muted 10% .* Most of the picture covered at once \d/);
  await reader.close();
});

it('loads no byte of the video before it is asked to play', async () => {
  const reader = await Reader.open(browser, daylight.portal);
  const media: string[] = [];
  reader.page.on('request', (request) => {
    if (request.resourceType() === 'media') media.push(request.url());
  });
  await reader.visit(`/releases/${shown.release}?t=1.5`);
  await reader.page.waitForLoadState('networkidle');
  expect(media).toEqual([]);
  expect(await reader.kept()).toEqual({ cookies: 0, storage: 0, databases: 0, workers: 0 });
  await reader.close();
});

it('the video plays to its end, picture and sound', async () => {
  const reader = await Reader.open(browser, daylight.portal);
  await reader.visit(`/releases/${shown.release}`);
  await reader.page.getByText('Show the video').click();
  const played = await reader.playToTheEnd();
  expect([played.width, Math.round(played.duration)]).toEqual([640, 4]);
  expect(played.at).toBeCloseTo(played.duration, 1);
  expect(played.framesShown).toBeGreaterThan(90);
  expect(reader.met.complaints).toEqual([]);
  await reader.picture('played');
  await reader.close();
});

it('a frame on is the next one also where the browser has not told yet which frame it shows after a jump', async () => {
  const reader = await Reader.open(browser, daylight.portal);
  await reader.tellFirstFrameOnly();
  await reader.visit(`/releases/${shown.release}`);
  const press = (name: string): Promise<void> => reader.page.getByRole('button', { name, exact: true }).click();
  await press('Next hidden part');
  const frame = await reader.frame(25);
  expect(frame).toBeGreaterThan(1);
  await press('One frame forward');
  expect(await reader.frame(25)).toBe(frame + 1);
  await press('One frame back');
  expect(await reader.frame(25)).toBe(frame);
  await reader.close();
});

it('the buttons beside the video do what they say, and say what they did', async () => {
  const reader = await Reader.open(browser, daylight.portal, { permissions: ['clipboard-read', 'clipboard-write'] });
  await reader.visit(`/releases/${shown.release}`);
  const { page } = reader;
  const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
  const said = (): Promise<string> => page.locator('.buttons [role=status]').innerText();
  const rows = await page.evaluate<number[]>(
    `[...document.querySelectorAll('#hidden-parts tbody a[data-at]')].map((link) => Number(link.dataset.at))`,
  );
  for (const box of await Promise.all((await page.locator('.buttons button').all()).map((one) => one.boundingBox())))
    expect(Math.min(box?.height ?? 0, box?.width ?? 0)).toBeGreaterThanOrEqual(44);
  await page.evaluate('window.sameDocument = true');

  await press('Next hidden part');
  expect(await reader.restsAt(rows[0]!)).toEqual({ open: true, paused: true });
  expect(await said()).toContain('Part of the picture');
  const frame = await reader.frame(25);
  await press('One frame forward');
  expect(await reader.frame(25)).toBe(frame + 1);
  await press('One frame back');
  await press('One frame back');
  expect(await reader.frame(25)).toBe(frame - 1);
  expect(await said()).toBe(`Frame at 0:0${((frame - 1) / 25).toFixed(3)}.`);
  await press('10 seconds forward');
  expect(await reader.frame(25)).toBeGreaterThanOrEqual(99); // the end
  await press('Previous hidden part');
  await reader.restsAt(rows.at(-1)!);

  await press('Faster');
  expect([await page.evaluate(`document.querySelector('video').playbackRate`), await said()]).toEqual([1.25, 'Speed 1.25 ×.']); // prettier-ignore
  await press('Captions');
  expect(await page.evaluate(`document.querySelector('video').textTracks[0].mode`)).toBe('hidden');
  expect(await page.locator('[data-act=captions]').getAttribute('aria-pressed')).toBe('false');

  for (const [i, at] of rows.entries()) {
    await page.locator('#hidden-parts tbody a[data-at]').nth(i).click();
    await reader.restsAt(at);
  }

  await page.locator('.lines a').last().click();
  await reader.restsAt(Number(await page.locator('.lines a').last().getAttribute('data-at')));
  expect([await page.evaluate('window.sameDocument'), new URL(page.url()).searchParams.has('t')]).toEqual([true, true]);
  await press('Copy a link to this moment');
  await until('the clipboard', 5, async () => (await said()).startsWith('The link to'));
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(page.url());
  expect(reader.met.complaints).toEqual([]);
  await reader.picture('buttons');
  await reader.close();
});

it('printed, a release is its address, version, table and hash, without the player', async () => {
  const reader = await Reader.open(browser, daylight.portal, { viewport: { width: 700, height: 900 } });
  await reader.visit(`/releases/${shown.release}`);
  const printed = async (format: string): Promise<string> =>
    (await readPdf(await reader.page.pdf({ format, tagged: true }))).text.replace(/\s/g, '');
  const [plain, letter] = [await printed('A4'), await printed('Letter')];
  const hash = await reader.page.locator('#verify ~ .scroll td.hash').first().innerText();
  for (const part of [
    `/releases/${shown.release}/v/1`,
    'version1',
    'Bystander',
    '(a) G.L. c. 41, § 98F',
    hash,
    'counted from',
  ])
    for (const paper of [plain, letter]) expect(paper).toContain(part.replace(/\s/g, ''));
  expect(plain).not.toMatch(/Showthevideo|Oneframeback|Checkafile|Español/);
  await reader.page.emulateMedia({ media: 'print' });
  expect(await reader.clipped()).toEqual([]);
  await reader.close();
});

it('the keyboard alone finds a release and opens its video', async () => {
  const reader = await Reader.open(browser, daylight.portal);
  const { keyboard } = reader.page;
  await reader.visit('/releases');
  await keyboard.press('Tab');
  expect(await reader.page.locator(':focus').innerText()).toBe('Skip to the content');
  await keyboard.press('Enter');
  await reader.tabTo('#q');
  await keyboard.type('detained');
  await keyboard.press('Enter');
  await reader.page.waitForURL(/q=detained/);
  expect((await reader.headings(1))[0]).toBe('1 release found');
  await reader.tabTo('.cards a');
  await keyboard.press('Enter');
  await reader.page.waitForURL(`**/releases/${shown.release}`);
  await reader.tabTo('summary');
  await keyboard.press('Enter');
  expect(await reader.page.locator('video').isVisible()).toBe(true);
  await reader.close();
});

it('a release that was taken down says so and why, and neither it nor its file can be had', async () => {
  const reader = await Reader.open(browser, daylight.portal);
  expect(await reader.visit(`/releases/${gone.release}`)).toBe(410);
  const words = await reader.page.locator('main').innerText();
  expect(words).toContain('This release was taken down');
  expect(words).toContain(TAKEDOWN.explanation);
  expect(await reader.page.locator('video').count()).toBe(0);
  const [hash] = await reader.page.locator('td.former').allInnerTexts();
  for (const ending of ['mp4', 'vtt', 'json', 'svg'])
    expect([404, 410]).toContain((await fetch(`${daylight.portal}/media/${hash}.${ending}`)).status);
  await reader.close();
});

it('the docket shows the decision to wait beside the decisions to release', async () => {
  const reader = await Reader.open(browser, daylight.portal);
  await reader.visit('/docket');
  const rows = await reader.page.locator('tbody tr').allInnerTexts();
  expect(rows).toHaveLength(3);
  await reader.page.locator('tbody tr').filter({ hasText: 'Deferred' }).locator('th a').click();
  await reader.picture('docket-entry');
  expect(await reader.accessibilityFaults()).toEqual([]);
  expect(await reader.page.locator('main').innerText()).toContain('Looked at again');
  await reader.close();
});

it('a reader asks about a hidden second, and the records access officer answers', async () => {
  const reader = await Reader.open(browser, daylight.portal, { javaScriptEnabled: false });
  await reader.visit(`/releases/${shown.release}/ask?span=1`);
  await reader.page.getByLabel('Less should be hidden here').check();
  await reader.page.getByLabel('In your own words').fill('The badge is that of an official.');
  await reader.page.getByRole('button', { name: 'Send' }).click();
  const receipt = (await reader.page.locator('.receipt').innerText()).trim();
  expect(await reader.context.cookies()).toEqual([]);
  expect(await reader.overflowOnAPhone()).toEqual([]);
  await reader.close();
  await officerAnswers(browser, daylight, { receipt, says: 'The badge is that of an official.' });
});

it('a recording that flashes plays softened, and the version that it replaces says so', async () => {
  const reader = await Reader.open(browser, daylight.portal);
  const release = await aFlashingRelease(daylight.database.owner, shown.release);
  await until('the release', 10, async () => (await reader.visit(`/releases/${release}`)) === 200);
  await reader.page.getByText('Show the video').click();
  expect((await reader.playToTheEnd()).at).toBeCloseTo(4, 1);
  const plays = await reader.page.locator('video source').first().getAttribute('src');
  const download = (words: string) => reader.page.locator('a[download]', { hasText: words }).getAttribute('href');
  expect([await download('softened'), await download('may harm')]).toEqual([plays, expect.stringContaining('f1a5')]);
  await reader.visit(`/releases/${release}/v/1`);
  expect(await reader.page.locator('main').innerText()).toContain('Go to version 2');
  expect([await reader.accessibilityFaults(), await reader.overflowOnAPhone()]).toEqual([[], []]);
  await reader.close();
});
