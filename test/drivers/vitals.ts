import { availableParallelism, loadavg } from 'node:os';
import type { Browser, CDPSession, Page } from 'playwright-core';

/** One answer to the page, with its head, as it came over the line. */
interface Loaded {
  /** As DevTools names it: Document, Stylesheet, Script, Image, Font, Media … */
  readonly kind: string;
  readonly path: string;
  readonly bytes: number;
}

/** What a page costs its reader: on a phone, over a slow line, on a slow processor. */
export interface Vitals {
  /** Everything that came before the reader did anything. */
  readonly loaded: readonly Loaded[];
  /** Milliseconds until the largest part of the page was painted. */
  readonly lcp: number;
  /** By how much what was there moved while the rest came: the sum of all layout shifts. */
  readonly cls: number;
  /** Milliseconds of the slowest answer to what the reader did. */
  readonly inp: number;
}

/** 1.6 Mbit/s, 150 ms from here to there and back, a quarter of this processor. */
const LINE = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 100_000 };
const SLOWER = 4;

/**
 * By how much the browser is slowed down beside what the machine does already: where three programs want each processor,
 * a page has a third of one, and four thirds are left to do. An idle machine does all of it.
 */
const slowdown = (): number => Math.min(Math.max((SLOWER * availableParallelism()) / (loadavg()[0] ?? 0), 1), SLOWER);

/** Bytes of each kind that a page may cost before its reader does anything, compressed and with their heads. */
const MOST = { Document: 30, Stylesheet: 16, Script: 8, Image: 60, Font: 0, Media: 0 } as const;
const KB = 1000;
/** The page, its sheet, its script, its icon; a release has its card and its captions besides. */
const MOST_REQUESTS = 6;
/** More of its height and width no page may move by. */
const MOST_SHIFT = 0.05;
/** Milliseconds, on that line and that processor. */
const LATEST_PAINT = 2000;
const SLOWEST_ANSWER = 200;

/** In what a page costs its reader more than it may: bytes, and their patience. */
export function overBudget({ loaded, lcp, cls, inp }: Vitals): string[] {
  return [
    ...overWeight(loaded),
    ...(lcp > 0 && lcp <= LATEST_PAINT ? [] : [`its largest part was painted after ${lcp.toFixed(0)} ms`]),
    ...(cls <= MOST_SHIFT ? [] : [`it moved by ${cls}`]),
    ...(inp <= SLOWEST_ANSWER ? [] : [`it answered after ${inp} ms`]),
  ];
}

function overWeight(loaded: Vitals['loaded']): string[] {
  const sizes = Object.entries(MOST).map(([kind, most]) => {
    const bytes = loaded.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.bytes, 0);
    return bytes > most * KB ? `${kind}: ${bytes} bytes` : null;
  });
  const requests = loaded.map(({ path }) => path);
  return [...sizes, requests.length > MOST_REQUESTS ? requests.join(' ') : null].filter((one) => one !== null);
}

// These run in the page. As text: the types of a browser's names would then be there for the servers' code too.
const WATCH = `(() => {
  const seen = (window.vitals = { lcp: 0, cls: 0, inp: 0 });
  const watch = (type, note, more) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true, ...more });
  watch('largest-contentful-paint', (one) => (seen.lcp = Math.max(seen.lcp, one.startTime)));
  watch('layout-shift', (one) => (seen.cls += one.hadRecentInput ? 0 : one.value));
  watch('event', (one) => (seen.inp = Math.max(seen.inp, one.interactionId ? one.duration : 0)), { durationThreshold: 16 });
})()`;
/** Entries come in a task after the frame that they are about. */
const SEEN = `new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(window.vitals), 100)))`;

/** What a reader does with a release: opens the video, goes to what is hidden, takes the captions away, plays faster. */
export async function watches(page: Page): Promise<void> {
  await page.locator('details.watch summary').click();
  for (const name of ['Next hidden part', 'Captions', 'Faster'])
    await page.getByRole('button', { name, exact: true }).click();
}

/** A filter of a list is chosen. */
export const filters = (page: Page): Promise<void> => page.locator('select').first().press('ArrowDown');

/** Opens an address as a reader does who has never been there, and does there what a reader may do. */
export async function vitalsOf(
  browser: Browser,
  address: string,
  act: (page: Page) => Promise<void> = () => Promise.resolve(),
): Promise<Vitals> {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
  const page = await context.newPage();
  const line = await context.newCDPSession(page);
  const loaded = await everythingLoaded(line);
  await line.send('Network.emulateNetworkConditions', LINE);
  await line.send('Emulation.setCPUThrottlingRate', { rate: slowdown() });
  await page.addInitScript(WATCH);
  await page.goto(address, { waitUntil: 'networkidle' });
  const before = [...loaded];
  await act(page);
  const seen = await page.evaluate<Omit<Vitals, 'loaded'>>(SEEN);
  await context.close();
  return { ...seen, loaded: before };
}

async function everythingLoaded(line: CDPSession): Promise<Loaded[]> {
  const loaded: Loaded[] = [];
  const begun = new Map<string, Omit<Loaded, 'bytes'>>();
  line.on('Network.responseReceived', ({ requestId, type, response }) =>
    begun.set(requestId, { kind: type, path: new URL(response.url).pathname }),
  );
  line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const one = begun.get(requestId);
    if (one) loaded.push({ ...one, bytes: encodedDataLength });
  });
  await line.send('Network.enable');
  return loaded;
}
