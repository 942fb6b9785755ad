import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../../apps/ops/client/wait';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { SCREENSHOTS } from '../support/surroundings';
import { EVERY_RULE, faultsOf } from './axe';

/** Debian's own Chromium: the one that playwright would download has no H.264. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--autoplay-policy=no-user-gesture-required',
    ],
  });

export interface Played {
  readonly duration: number;
  readonly at: number;
  readonly width: number;
  readonly framesShown: number;
}

// These run in the page. As text: the types of a browser's names would then be there for the servers' code too.
const OVERFLOW = `(() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  return [...document.querySelectorAll('body *')]
    .filter((one) => one.closest('.scroll') === null && one.getBoundingClientRect().right > root.clientWidth + 1)
    .map((one) => one.tagName + ' ' + one.className);
})()`;

/** Letters of twice the size, for as long as it takes to look. */
const OVERFLOW_OF_LARGE_TEXT = `(() => {
  const { style } = document.documentElement;
  style.fontSize = '200%';
  const found = ${OVERFLOW};
  style.fontSize = '';
  return found;
})()`;

const PLAY_TO_THE_END = `(async () => {
  const video = document.querySelector('video');
  video.muted = true;
  const ended = new Promise((resolve, reject) => {
    video.addEventListener('ended', resolve);
    video.addEventListener('error', () => reject(new Error(video.error?.message ?? 'not playable')));
  });
  await video.play();
  await ended;
  const { duration, currentTime: at, videoWidth: width } = video;
  return { duration, at, width, framesShown: video.getVideoPlaybackQuality().totalVideoFrames };
})()`;

const PLAY_AND_PAUSE = `(async () => {
  const video = document.querySelector('video');
  video.muted = true;
  await video.play();
  video.pause();
  return video.currentTime;
})()`;

const CLIPPED = `[...document.querySelectorAll('.scroll')]
  .filter((one) => one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.getAttribute('aria-label'))`;

const KEPT = `(async () => ({
  storage: localStorage.length + sessionStorage.length,
  databases: (await indexedDB.databases()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
}))()`;

/** Where the video rests, once it has got there. */
const AT_REST = `(() => {
  const video = document.querySelector('video');
  return video.seeking || video.readyState < 2
    ? null
    : { at: video.currentTime, paused: video.paused, open: video.closest('details').open };
})()`;

const TELL_FIRST_FRAME_ONLY = `HTMLVideoElement.prototype.requestVideoFrameCallback = function (tell) {
  if (this.told) return;
  this.told = true;
  this.addEventListener('loadedmetadata', () => tell(performance.now(), { mediaTime: 0 }), { once: true });
}`;

/** What a reader's browser met on its way that it should not have. */
export interface Met {
  /** Requests to anywhere but the site. */
  readonly elsewhere: string[];
  /** What the browser complained of: violations of the content security policy, failed loads, script errors. */
  readonly complaints: string[];
}

/** What Chromium calls the elements of tables and lists. */
const ROLES = [
  ['table', 'table'],
  ['row', 'tr'],
  ['columnheader', 'thead th'],
  ['rowheader', 'tbody th'],
  ['cell', 'td'],
  ['list', 'ul, ol'],
  ['listitem', 'li'],
] as const;

/** Names by role, in the order of the page. */
export type Told = Readonly<Record<string, readonly string[]>>;

/** One reader with a fresh profile. */
export class Reader {
  readonly met: Met = { elsewhere: [], complaints: [] };

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly site: string,
  ) {
    context.on('request', (request) => {
      if (!request.url().startsWith(`${site}/`)) this.met.elsewhere.push(request.url());
    });
    page.on('console', (line) => {
      if (['error', 'warning'].includes(line.type())) this.met.complaints.push(line.text());
    });
    page.on('pageerror', (error) => this.met.complaints.push(error.message));
  }

  static async open(browser: Browser, site: string, options: BrowserContextOptions = {}): Promise<Reader> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    return new Reader(context, await context.newPage(), site);
  }

  /** Opens a page of the site; returns the status. */
  async visit(path: string): Promise<number> {
    return (await this.page.goto(`${this.site}${path}`))?.status() ?? 0;
  }

  headings(level: 1 | 2): Promise<string[]> {
    return this.page.locator(`h${level}`).allInnerTexts();
  }

  /** Rules of WCAG 2.2 AA and of best practice that axe finds broken, each with where. */
  accessibilityFaults(): Promise<string[]> {
    return faultsOf(this.page, EVERY_RULE);
  }

  /** What a screen reader is told of the page: the names that each role has there, from Chromium's own accessibility tree. */
  async told(): Promise<Told> {
    const session = await this.context.newCDPSession(this.page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    await session.detach();
    const told: Record<string, string[]> = {};
    for (const { ignored, role, name } of nodes)
      if (!ignored) (told[String(role?.value)] ??= []).push(String(name?.value ?? ''));
    return told;
  }

  /** Roles of tables and lists that a screen reader is told more or less often than the page has such an element. */
  async untold(): Promise<string[]> {
    const told = await this.told();
    const found = ROLES.map(async ([role, selector]) => {
      const [heard, there] = [told[role]?.length ?? 0, await this.page.locator(selector).count()];
      return heard === there ? [] : [`${role}: ${heard} of ${there}`];
    });
    return (await Promise.all(found)).flat();
  }

  /** What sticks out of the window sideways; nothing when the page need not be scrolled that way. */
  overflow(): Promise<string[]> {
    return this.page.evaluate(OVERFLOW);
  }

  /** The same with letters of twice the size. */
  overflowOfLargeText(): Promise<string[]> {
    return this.page.evaluate(OVERFLOW_OF_LARGE_TEXT);
  }

  /** Whether there are several of these elements, and whether each reads from left to right. */
  async fromLeftToRight(selector: string): Promise<{ many: boolean; all: boolean }> {
    const directions = await this.page
      .locator(selector)
      .evaluateAll((elements) =>
        elements.map((element) => (element as { matches(rule: string): boolean }).matches(':dir(ltr), .hash')),
      );
    return { many: directions.length > 2, all: !directions.includes(false) };
  }

  /** What sticks out of a window as narrow as a phone's, also with letters of twice the size. */
  async overflowOnAPhone(): Promise<string[]> {
    await this.page.setViewportSize({ width: 320, height: 900 });
    return [...(await this.overflow()), ...(await this.overflowOfLargeText())];
  }

  /** With DAYLIGHT_SCREENSHOTS set to a folder, the page is kept there as a picture. */
  async picture(name: string): Promise<void> {
    if (SCREENSHOTS === null) return;
    mkdirSync(SCREENSHOTS, { recursive: true });
    await this.page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
  }

  /** Presses Tab until the focus is there; every stop on the way must be visible. */
  async tabTo(selector: string): Promise<void> {
    for (let presses = 0; presses < 60; presses++) {
      await this.page.keyboard.press('Tab');
      const focused = this.page.locator(':focus');
      if ((await focused.count()) === 0) continue;
      if (!(await focused.isVisible())) throw new Error(`On the way to ${selector} the focus cannot be seen`);
      if (await this.page.locator(`${selector}:focus`).count()) return;
    }
    throw new Error(`Tab does not reach ${selector}`);
  }

  /** Plays the page's video and waits for its end. */
  playToTheEnd(): Promise<Played> {
    return this.page.evaluate(PLAY_TO_THE_END);
  }

  /** Where the video is when it begins to play. */
  playsFrom(): Promise<number> {
    return this.page.evaluate(PLAY_AND_PAUSE);
  }

  /** Second that the video shows now. */
  videoAt(): Promise<number> {
    return this.page.evaluate("document.querySelector('video').currentTime");
  }

  /** Tables of which a part is cut off. */
  clipped(): Promise<string[]> {
    return this.page.evaluate(CLIPPED);
  }

  /** How much the site has left on the reader's machine. */
  async kept(): Promise<Record<string, number>> {
    const cookies = (await this.context.cookies()).length;
    return { cookies, ...(await this.page.evaluate<Record<string, number>>(KEPT)) };
  }

  /** Waits until the video shows that second, and tells how it stands. */
  restsAt(seconds: number): Promise<{ open: boolean; paused: boolean }> {
    return until(`the video at ${seconds} s`, 20, async () => {
      const rest = await this.page.evaluate<{ at: number; open: boolean; paused: boolean } | null>(AT_REST);
      return rest && Math.abs(rest.at - seconds) < 0.02 && { open: rest.open, paused: rest.paused };
    });
  }

  /** Number of the frame on which the video rests, of so many a second. */
  async frame(rate: number): Promise<number> {
    const { at } = await until('the frame', 20, () => this.page.evaluate<{ at: number } | null>(AT_REST));
    return Math.floor(at * rate + 1e-6);
  }

  /** As on a busy machine: of a page's video the browser tells when its first frame is shown, and of no later one. */
  async tellFirstFrameOnly(): Promise<void> {
    await this.page.addInitScript(TELL_FIRST_FRAME_ONLY);
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
