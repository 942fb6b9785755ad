import { must } from '@app/kernel';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../drivers/browser';
import { aCaseAt, everybody } from '../drivers/case';
import { StaffDesk } from '../drivers/console';
import { startDaylight, type TestDaylight } from '../support/daylight';
import { withClient } from '../support/fresh-database';

// The auditor has the record of a clip verified, before and after somebody altered it, and reads the four reports.

let daylight: TestDaylight;
let browser: Browser;
let desk: StaffDesk;
let clip: string;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true });
  browser = await openBrowser();
  clip = await aCaseAt('published', { daylight, staff: await everybody(daylight) });
  desk = await StaffDesk.of(browser, daylight.api, daylight.account('auditor')); // prettier-ignore
}, 300_000);
afterAll(async () => {
  await browser.close();
  await daylight.stop();
});

/** The page as it stands has no fault and fits a narrow window, too. */
async function look(name: string): Promise<void> {
  await desk.picture(`report-${name}`);
  expect({ name, faults: await desk.accessibilityFaults() }).toEqual({ name, faults: [] });
  await desk.page.setViewportSize({ width: 320, height: 900 });
  expect({ name, overflow: await desk.overflow() }).toEqual({ name, overflow: 0 });
  await desk.page.setViewportSize({ width: 1280, height: 900 });
}

it('the record holds, and is shown by kind of act', async () => {
  await desk.visit(`/clips/${clip}`);
  await desk.button('Verify this record').click();
  await desk.page.getByRole('heading', { name: 'The record holds' }).waitFor();
  const activity = desk.part('Chain of custody').locator('ol > li');
  const all = await activity.count();
  await desk.page.getByLabel('Kind of act').selectOption({ label: 'Receive footage' });
  await desk.page.getByText(`1 of ${all} entries`).waitFor();
  expect(await activity.allInnerTexts()).toEqual([expect.stringContaining('Receive footage')]);
  await look('custody');
});

it.each(['Custody report', 'Determination memo', 'Exemption index', 'Certificate under FRE 902(14)'])(
  'the page “%s” is one of its own, without a fault, and leads to the same as PDF',
  async (title) => {
    await desk.visit(`/clips/${clip}`);
    await desk.page.getByRole('link', { name: title, exact: true }).click();
    await desk.page.getByRole('link', { name: 'The same as PDF' }).waitFor();
    await look(title);
    const address = await desk.page.getByRole('link', { name: 'The same as PDF' }).getAttribute('href');
    const answer = await desk.page.request.get(`${daylight.api}${must(address, 'an address')}`);
    expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pdf']);
  },
);

it('an entry that somebody altered is named', async () => {
  await withClient(daylight.database.owner, async (client) => {
    await client.query('SET session_replication_role = replica');
    await client.query(
      `UPDATE ledger_entry SET act = jsonb_set(act::jsonb, '{reason}', '"another"')::json
       WHERE index = (SELECT min(index) FROM ledger_entry WHERE act->'object'->>'id' = $1)`,
      [clip],
    );
  });
  await desk.visit(`/clips/${clip}`);
  await desk.button('Verify this record').click();
  const alert = desk.page.getByRole('alert');
  await alert.waitFor();
  expect(await alert.innerText()).toMatch(
    /first entry of this clip that fails is entry (\d+) of the ledger[\s\S]*entry \1: the act is not the one/,
  );
  await look('altered');
  expect(desk.met).toEqual({ elsewhere: [], complaints: [] });
});
