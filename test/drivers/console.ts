import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '@app/kernel';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { DemoAccount } from '../../apps/ops/up/demonstration';
import { SCREENSHOTS } from '../support/surroundings';
import { EVERY_RULE, faultsOf, type RuleSet } from './axe';

// Runs in the page. As text: the types of a browser's names would then be there for the servers' code too.
const MOVES = `[...document.querySelectorAll('*')].filter((one) => {
  const { animationDuration, transitionDuration, scrollBehavior } = getComputedStyle(one);
  const long = [animationDuration, transitionDuration].join().split(',').some((time) => parseFloat(time) > 0.01);
  return long || scrollBehavior === 'smooth';
}).map((one) => one.outerHTML.slice(0, 100))`;

/** What a browser met that it should not have. */
interface Met {
  /** Requests to anywhere but Daylight. */
  readonly elsewhere: string[];
  /** Violations of the content security policy, script errors, complaints of React. */
  readonly complaints: string[];
}

/** One member of staff before the console, with a fresh browser: verbs in their own words. */
export class StaffDesk {
  readonly met: Met = { elsewhere: [], complaints: [] };

  private constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
    private readonly site: string,
  ) {
    context.on('request', (request) => {
      if (!request.url().startsWith(`${site}/`) && !request.url().startsWith('blob:'))
        this.met.elsewhere.push(request.url());
    });
    page.on('console', (line) => {
      // Chromium itself notes every answer of 4xx: a refusal is an answer.
      if (['error', 'warning'].includes(line.type()) && !/status of 4\d\d/.test(line.text()))
        this.met.complaints.push(line.text());
    });
    page.on('pageerror', (error) => this.met.complaints.push(error.message));
  }

  static async open(browser: Browser, site: string, width = 1280): Promise<StaffDesk> {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    return new StaffDesk(context, await context.newPage(), site);
  }

  /** Somebody signed in, at their work. */
  static async of(browser: Browser, site: string, account: DemoAccount, width = 1280): Promise<StaffDesk> {
    const desk = await StaffDesk.open(browser, site, width);
    await desk.visit('/');
    await desk.signIn(account.userName, account.password);
    await desk.heading('Work').waitFor();
    return desk;
  }

  async visit(path: string): Promise<void> {
    await this.page.goto(`${this.site}/console${path}`);
  }

  async signIn(userName: string, password: string): Promise<void> {
    await this.page.getByLabel('User name').fill(userName);
    await this.page.getByLabel('Password').fill(password);
    await this.button('Sign in').click();
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { name, level: 1 });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  /** The part of a page under that heading. */
  part(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  /** Fills in a form, label by label; a choice by what it says. */
  async fill(answers: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, answer] of Object.entries(answers)) {
      const field = this.page.getByLabel(label, { exact: true });
      await field.waitFor();
      if ((await field.locator('option').count()) > 0) await field.selectOption({ label: answer });
      else await field.fill(answer);
    }
  }

  /** Makes a step of the workflow that asks for nothing but yes; on the board it is said of which clip. */
  async make(move: string, reason = '', clip: string | null = null): Promise<void> {
    await this.button(move).click();
    const sheet = this.page.getByRole('dialog', { name: move });
    await sheet.getByLabel('Reason').fill(reason);
    await sheet.getByRole('button', { name: move, exact: true }).click();
    await this.page.getByText(`Done: ${move}${clip === null ? '' : `, ${clip}`}.`).waitFor();
  }

  /** Makes a signed step: the text is there to be read, the password is asked for again. */
  async sign(move: string, password: string): Promise<string> {
    await this.button(move).click();
    const sheet = this.page.getByRole('dialog', { name: move });
    const text = await sheet.getByRole('region', { name: 'The text that you sign' }).innerText();
    await sheet.getByLabel('Your password again').fill(password);
    await sheet.getByRole('button', { name: 'Sign', exact: true }).click();
    await this.page.getByText(`Done: ${move}.`).waitFor();
    return text;
  }

  /** Drops a file of this machine there, as a hand does. */
  async drop(path: string, onto: string): Promise<void> {
    await this.page.locator(onto).scrollIntoViewIfNeeded();
    const box = must(await this.page.locator(onto).boundingBox(), onto);
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const hand = await this.context.newCDPSession(this.page);
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await hand.send('Input.dispatchDragEvent', {
        type,
        x,
        y,
        data: { items: [], files: [path], dragOperationsMask: 1 },
      });
  }

  /** Everything that the page asks for is there. */
  async settled(): Promise<void> {
    await this.heading(/./).waitFor();
    await this.page.getByText('One moment …').first().waitFor({ state: 'detached' });
  }

  /** Faults that axe finds on the page as it stands. */
  accessibilityFaults(rules: RuleSet = EVERY_RULE): Promise<string[]> {
    return faultsOf(this.page, rules);
  }

  /** With DAYLIGHT_SCREENSHOTS set to a folder, the whole page is kept there as a picture. */
  async picture(name: string): Promise<void> {
    if (SCREENSHOTS === null) return;
    mkdirSync(SCREENSHOTS, { recursive: true });
    await this.page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
  }

  /** What moves or fades by the sheet, for longer than a blink of an eye. */
  moves(): Promise<string[]> {
    return this.page.evaluate(MOVES);
  }

  /** By how many pixels the page is wider than the window. */
  overflow(): Promise<number> {
    return this.page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
