import type { Browser } from 'playwright-core';
import { openBrowser } from '../drivers/browser';
import { StaffDesk } from '../drivers/console';
import { ask } from '../drivers/staff-http';
import { manyClips } from '../factories/many-clips';
import { startDaylight, type TestDaylight } from '../support/daylight';
import { note } from './measure';

const COUNT = 5000;

let daylight: TestDaylight;
let browser: Browser;
beforeAll(async () => {
  daylight = await startDaylight();
  browser = await openBrowser();
  const technician = await daylight.as('redaction-technician');
  const { person } = JSON.parse((await ask(technician, 'GET', '/session')).text) as { person: { id: string } };
  await manyClips(daylight.database.owner, COUNT, person.id);
});
afterAll(async () => {
  await browser.close();
  await daylight.stop();
});

async function milliseconds(work: () => Promise<unknown>): Promise<string> {
  const began = performance.now();
  await work();
  return `${(performance.now() - began).toFixed(0)} ms`;
}

it('shows and filters a queue of five thousand', async () => {
  const solicitor = await daylight.as('solicitor');
  const get = (query: string): Promise<unknown> => ask(solicitor, 'GET', `/clips?${query}`);
  note(`api: first page after a change        ${await milliseconds(() => get(''))}`);
  note(`api: the same, nothing has changed    ${await milliseconds(() => get(''))}`);
  note(`api: filtered                         ${await milliseconds(() => get('due=overdue&state=triage'))}`);
  const desk = await StaffDesk.of(browser, daylight.api, daylight.account('solicitor'));
  const rows = desk.page.locator('table[aria-rowcount]');
  await rows.waitFor();
  const paint = async (): Promise<void> => {
    await desk.visit('/');
    await rows.locator('tbody tr[data-index]').first().waitFor();
  };
  note(`page: from its address to its rows    ${await milliseconds(paint)}`);
  const found = desk.page.getByRole('status').filter({ hasText: /^\d+ clips$/ });
  const filter = async (): Promise<void> => {
    await desk.page.getByLabel('State', { exact: true }).selectOption('withheld');
    await found.filter({ hasNotText: `${COUNT}` }).waitFor();
  };
  note(`page: from a filter to its rows       ${await milliseconds(filter)}`);
});

it('shows and filters the same five thousand as a board', async () => {
  const solicitor = await daylight.as('solicitor');
  note(`api: the board, nothing has changed   ${await milliseconds(() => ask(solicitor, 'GET', '/clips/board'))}`);
  const desk = await StaffDesk.of(browser, daylight.api, daylight.account('solicitor'));
  const { page } = desk;
  const columns = page.locator('.board__column');
  const paint = async (): Promise<void> => {
    await desk.visit('/?view=board');
    await columns.first().locator('.board__card').first().waitFor();
  };
  note(`board: from its address to its cards  ${await milliseconds(paint)}`);
  note(`board: elements in the page           ${await page.evaluate<number>(`document.querySelectorAll('*').length`)}`);
  const filter = async (): Promise<void> => {
    await page.getByLabel('Due', { exact: true }).selectOption('overdue');
    const found = page.getByRole('status').filter({ hasText: /^\d+ clips$/ });
    await found.filter({ hasNotText: `${COUNT}` }).waitFor();
  };
  note(`board: from a filter to its cards     ${await milliseconds(filter)}`);
  const turn = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Page after: Triage' }).click();
    await page.getByText('11 to 20').waitFor();
  };
  note(`board: from a page to the next        ${await milliseconds(turn)}`);
});
