import type { Browser, Locator, Page } from 'playwright-core';
import type { DemoAccount } from '../../apps/ops/up/demonstration';
import { StaffDesk } from './console';

/** More stops than any page has. */
const MOST_STOPS = 400;

/** Runs in the page, before anything of it: every press of a pointer is counted, of whatever kind it is. */
const COUNT_PRESSES = `
  window.presses = 0;
  for (const kind of ['pointerdown', 'mousedown', 'touchstart'])
    addEventListener(kind, () => window.presses++, { capture: true });
`;

/** Somebody who has a keyboard and nothing else: goes by Tab, and presses keys where the focus is. */
export class KeyboardDesk {
  private constructor(readonly desk: StaffDesk) {}

  /** Signed in, by keys. */
  static async of(browser: Browser, site: string, account: DemoAccount): Promise<KeyboardDesk> {
    const hands = new KeyboardDesk(await StaffDesk.open(browser, site));
    await hands.page.addInitScript(COUNT_PRESSES);
    await hands.desk.visit('/');
    await hands.type('User name', account.userName);
    await hands.type('Password', account.password);
    await hands.press('Enter');
    await hands.desk.heading('Work').waitFor();
    return hands;
  }

  get page(): Page {
    return this.desk.page;
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** By Tab, until it has the focus. */
  async to(place: Locator): Promise<void> {
    await place.waitFor();
    for (let stop = 0; stop < MOST_STOPS; stop++) {
      if (await place.evaluate<boolean, unknown>((one) => one === (globalThis as never)['document']['activeElement'])) return; // prettier-ignore
      await this.press('Tab');
    }
    throw new Error(`Tab does not reach ${String(place)}`);
  }

  /** Into a field, in place of what it held; the next stop has the focus afterwards. */
  async type(label: string, words: string): Promise<void> {
    await this.to(this.page.getByLabel(label, { exact: true }));
    await this.press('Control+a');
    await this.page.keyboard.type(words);
    await this.press('Tab');
  }

  /** A button or a link. */
  async take(place: Locator): Promise<void> {
    await this.to(place);
    await this.press('Enter');
  }

  /** How often a pointer was pressed on the page that is open. */
  presses(): Promise<number> {
    return this.page.evaluate('window.presses');
  }
}
