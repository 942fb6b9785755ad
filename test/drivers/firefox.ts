import { existsSync } from 'node:fs';
import { until } from '../../apps/ops/client/wait';
import { type Browser, launch, type Page } from 'puppeteer-core';
import type { DemoAccount } from '../../apps/ops/up/demonstration';

/** Debian's Firefox. playwright drives only a Firefox of its own; puppeteer speaks WebDriver BiDi with any. */
const PROGRAM = '/usr/bin/firefox-esr';

export const hasFirefox = (): boolean => existsSync(PROGRAM);

/** The redaction editor in Firefox. */
export class FirefoxEditor {
  private constructor(
    private readonly browser: Browser,
    private readonly page: Page,
  ) {}

  static async open(site: string, { userName, password }: DemoAccount): Promise<FirefoxEditor> {
    const browser = await launch({ browser: 'firefox', executablePath: PROGRAM, headless: true, timeout: 120_000 });
    const page = await browser.newPage();
    await page.goto(`${site}/console/`);
    await page.locator('#user-name').fill(userName);
    await page.locator('#password').fill(password);
    await page.locator('button ::-p-text(Sign in)').click();
    await page.locator('h1 ::-p-text(Work)').wait();
    return new FirefoxEditor(browser, page);
  }

  async visit(address: string): Promise<void> {
    await this.page.goto(address);
  }

  /** Goes to a frame and waits until the editor says that it is shown. */
  async goTo(frame: number): Promise<void> {
    await this.page.locator('#go-to').fill(String(frame));
    await this.saysFrame(frame);
  }

  async press(key: '.' | ','): Promise<void> {
    await this.page.keyboard.press(key);
  }

  async leaveTheField(): Promise<void> {
    await this.page.locator('h1').click();
  }

  async saysFrame(frame: number): Promise<void> {
    const says = (): Promise<boolean> =>
      this.ask<boolean>(`[...document.querySelectorAll('[role=status]')].some((one) => one.textContent.includes(', frame ${frame} of'))`); // prettier-ignore
    await until(`frame ${frame}`, 60, says);
  }

  /** What a script in the page comes to. */
  ask<T>(script: string): Promise<T> {
    return this.page.evaluate(script) as Promise<T>;
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}
