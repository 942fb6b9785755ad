import type { Browser, Page } from 'playwright-core';
import type { Reader } from './browser';

/** Where the focus stands. */
interface Stop {
  readonly what: string;
  /** Elements of one kind look alike when they have the focus. */
  readonly kind: string;
  /** Of its first line, within the window. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** Nothing lies over it. */
  readonly onTop: boolean;
}

// These run in the page. As text: the types of a browser's names would then be there for the servers' code too.
const STOP = `(() => {
  const one = document.activeElement;
  if (one === null || one === document.body) return null;
  const { x, y, right, bottom } = one.getClientRects()[0] ?? one.getBoundingClientRect();
  const [left, top] = [Math.max(x, 0), Math.max(y, 0)];
  const box = { x: left, y: top, width: Math.min(right, innerWidth) - left, height: Math.min(bottom, innerHeight) - top };
  const there = document.elementFromPoint(left + box.width / 2, top + box.height / 2);
  const kind = [one.tagName, one.className, one.closest('header, main, footer')?.tagName, one.closest('[class]')?.className];
  return { what: one.outerHTML.slice(0, 120), kind: kind.join(' '), box, onTop: one.contains(there) };
})()`;

/** Number of pixels whose colours in two pictures stand apart by 3 : 1 (WCAG 2, “contrast ratio”). */
const APART = `async (pictures) => {
  const [before, after] = await Promise.all(pictures.map(async (base64) => {
    const image = new Image();
    image.src = 'data:image/png;base64,' + base64;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
    canvas.drawImage(image, 0, 0);
    return canvas.getImageData(0, 0, image.width, image.height).data;
  }));
  const linear = (value) => (value <= 10 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const light = (data, i) => 0.2126 * linear(data[i]) + 0.7152 * linear(data[i + 1]) + 0.0722 * linear(data[i + 2]);
  let count = 0;
  for (let i = 0; i < before.length; i += 4) {
    const [a, b] = [light(before, i), light(after, i)];
    if ((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) >= 3) count++;
  }
  return count;
}`;

const MOST_STOPS = 150;
/** How far around an element its sign is looked for. */
const AROUND = 8;

/** Walks through pages by Tab, and tells of every stop that cannot be seen: WCAG 2.4.7, 2.4.11, 1.4.11. */
export class FocusWalk {
  private readonly known = new Set<string>();

  private constructor(private readonly scales: Page) {}

  static async with(browser: Browser): Promise<FocusWalk> {
    return new FocusWalk(await browser.newPage());
  }

  /** From the top of the page that the reader has open. Each kind of element is looked at once, on whatever page. */
  async faults({ page }: Reader): Promise<{ stops: number; faults: string[] }> {
    const faults: string[] = [];
    for (let stops = 0; stops < MOST_STOPS; stops++) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate<Stop | null>(STOP);
      if (stop === null) return { stops, faults };
      if (stop.box.width <= 0 || stop.box.height <= 0) faults.push(`outside the window: ${stop.what}`);
      else if (!stop.onTop) faults.push(`under something: ${stop.what}`);
      else if (!this.known.has(stop.kind) && !(await this.isSeen(page, stop))) faults.push(`no sign: ${stop.what}`);
      this.known.add(stop.kind);
    }
    throw new Error('Tab does not come to an end');
  }

  /** Whether a line two pixels wide or more around the element changes by 3 : 1 with the focus. */
  private async isSeen(page: Page, { box }: Stop): Promise<boolean> {
    const x = Math.max(box.x - AROUND, 0);
    const y = Math.max(box.y - AROUND, 0);
    const clip = { x, y, width: box.x + box.width + AROUND - x, height: box.y + box.height + AROUND - y };
    const shot = async (): Promise<string> => (await page.screenshot({ clip })).toString('base64');
    const focused = await shot();
    await page.evaluate('window.focused = document.activeElement, document.activeElement.blur()');
    const plain = await shot();
    await page.evaluate('window.focused.focus({ preventScroll: true })');
    const apart = await this.scales.evaluate<number>(`(${APART})(${JSON.stringify([plain, focused])})`);
    return apart >= 2 * (box.width + box.height);
  }

  close(): Promise<void> {
    return this.scales.context().close();
  }
}
