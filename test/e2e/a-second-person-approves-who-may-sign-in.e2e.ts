import type { Role } from '@app/access';
import type { Browser, Locator } from 'playwright-core';
import { until } from '../../apps/ops/client/wait';
import { openBrowser } from '../drivers/browser';
import { StaffDesk } from '../drivers/console';
import { aDeadLetter } from '../drivers/dead-letter';
import { startDaylight, type TestDaylight } from '../support/daylight';
import { withClient } from '../support/fresh-database';

let daylight: TestDaylight;
let browser: Browser;
let administrator: StaffDesk;
let solicitor: StaffDesk;
beforeAll(async () => {
  daylight = await startDaylight();
  browser = await openBrowser();
  administrator = await StaffDesk.open(browser, daylight.api);
  await administrator.visit('/');
  await administrator.signIn(daylight.account('administrator').userName, daylight.account('administrator').password);
  solicitor = await StaffDesk.of(browser, daylight.api, daylight.account('solicitor'));
}, 300_000);
afterAll(async () => {
  await browser.close();
  await daylight.stop();
});

const PASSWORD = 'a password of their own';
const WHY = 'Begins in the clerk’s office on Monday.';

/** A page that everybody can use: no fault that axe finds, and nothing cut off on a narrow screen. */
async function isUsable(desk: StaffDesk, name: string): Promise<void> {
  await desk.settled();
  expect([name, await desk.accessibilityFaults()]).toEqual([name, []]);
  await desk.page.setViewportSize({ width: 320, height: 900 });
  expect([name, await desk.overflow()]).toEqual([name, 0]);
  await desk.picture(`${name}-320`);
  await desk.page.setViewportSize({ width: 1280, height: 900 });
  await desk.picture(name);
}

const chooseRole = (desk: StaffDesk, role: Role): Promise<void> =>
  desk.page.locator(`label[for="role-${role}"]`).click();

const inPart = (desk: StaffDesk, title: string, button: string): Locator =>
  desk.part(title).getByRole('button', { name: new RegExp(`^${button}`) });

async function approve(title: string): Promise<void> {
  await solicitor.visit('/administration/staff');
  await inPart(solicitor, title, 'Approve').click();
  const sheet = solicitor.page.getByRole('dialog', { name: `Approve: ${title}` });
  await sheet.getByLabel('Why').fill(WHY);
  await sheet.getByLabel('Your password again').fill(daylight.account('solicitor').password);
  await sheet.getByRole('button', { name: 'Approve', exact: true }).click();
  await sheet.waitFor({ state: 'detached' });
}

it('one proposes, another approves, the new person signs in; revoked, they are signed out at once', async () => {
  await administrator.heading('Administration').waitFor();
  await isUsable(administrator, 'administration');
  await administrator.page.getByRole('link', { name: 'Staff and roles' }).click();
  await administrator.heading('Staff and roles').waitFor();
  await administrator.button('Propose a new account').click();
  await administrator.fill({ Name: 'Noor Newcomer', 'User name': 'noor', Why: WHY });
  await chooseRole(administrator, 'records-officer');
  expect(await administrator.accessibilityFaults()).toEqual([]);
  await administrator.button('Propose it').click();
  const title = 'Open an account: Noor Newcomer (noor)';
  await administrator.part(title).getByText('Somebody else than the person who proposed it decides.').waitFor();
  expect(await inPart(administrator, title, 'Approve').count()).toBe(0);
  await isUsable(administrator, 'staff-and-roles');

  await approve(title);
  const code = await solicitor.page.locator('strong.hash').innerText();
  expect(await solicitor.accessibilityFaults()).toEqual([]);

  const newcomer = await StaffDesk.open(browser, daylight.api);
  await newcomer.visit('/');
  await newcomer.button('I have an enrolment code').click();
  await isUsable(newcomer, 'enrol');
  await newcomer.fill({ 'User name': 'noor', 'Enrolment code': code, 'New password': PASSWORD });
  await newcomer.button('Choose it and sign in').click();
  await newcomer.heading('Work').waitFor();

  await administrator.visit('/administration/staff');
  await administrator.page
    .getByRole('row', { name: /Noor Newcomer/ })
    .getByRole('button')
    .first()
    .click();
  await administrator.fill({ 'What is to be done': 'Revoke roles', Why: 'Has moved to another office.' });
  await chooseRole(administrator, 'records-officer');
  await administrator.button('Propose it').click();
  await administrator.part('Revoke roles: Noor Newcomer').waitFor();
  await approve('Revoke roles: Noor Newcomer');
  await newcomer.visit('/');
  await newcomer.heading('Sign in to Daylight').waitFor();
  await newcomer.close();
}, 120_000);

it('what ships as law is not approved before the Solicitor has approved it', async () => {
  const notYet = 'Shipped with Daylight, not yet approved';
  await administrator.visit('/administration/catalogue');
  await administrator.page.getByRole('heading', { name: notYet }).waitFor();
  expect(await administrator.button(/^Approve version/).count()).toBe(0);
  await solicitor.visit('/overview');
  await isUsable(solicitor, 'waits-for-approval');
  await solicitor.part('Waits for your approval').getByRole('link', { name: 'Redaction catalogue' }).click();
  await solicitor.button('Approve version 1').click();
  await solicitor.page.getByText(/^Approved by .+ on /).waitFor();
  await isUsable(solicitor, 'approved');
  await solicitor.visit('/administration');
  await solicitor.part('Waits for your approval').getByRole('link', { name: 'Clocks' }).waitFor();
  expect(await solicitor.part('Waits for your approval').getByRole('link').count()).toBe(1);
}, 120_000);

it('a closed day is entered by the Solicitor, and everybody who may see it sees the tables', async () => {
  for (const [path, name] of [
    ['/administration/catalogue', 'Redaction catalogue'],
    ['/administration/clocks', 'Clocks'],
    ['/administration/calendar?year=2026', 'Calendar'],
  ] as const) {
    await administrator.visit(path);
    await administrator.heading(name).waitFor();
    await isUsable(administrator, name);
    expect(await administrator.button('Enter a closed day').count()).toBe(0);
  }
  await solicitor.visit('/administration/calendar?year=2026');
  await solicitor.button('Enter a closed day').click();
  expect(await solicitor.accessibilityFaults()).toEqual([]);
  await solicitor.fill({
    Day: '2026-12-24',
    'Why offices are closed': 'Christmas Eve',
    'Reason of the change': 'By order of the City Manager.',
  });
  await solicitor.button('Put it in force').click();
  await solicitor.page.getByRole('row', { name: /2026-12-24.*Christmas Eve.*Closed by the City/ }).waitFor();
  await solicitor.button(/^Take it out/).waitFor();
}, 120_000);

it('a job that was given up is tried again, and done', async () => {
  await aDeadLetter(daylight.database.owner, 'seal-ledger', {}, new Error('ECONNREFUSED 10.0.0.7:9000'));
  await administrator.visit('/jobs');
  await administrator.page.getByText('Another part of Daylight could not be reached.').waitFor();
  await isUsable(administrator, 'jobs');
  await administrator.button(/^Try again/).click();
  await administrator.page.getByText('It is being tried again.').waitFor();
  await administrator.page.getByText('Nothing: every job was done or is still being tried.').waitFor();
  await daylight.addWorker();
  await until('the job', 60, () =>
    withClient(daylight.database.owner, async (client) => {
      const { rowCount } = await client.query(
        `SELECT 1 FROM pgboss.job WHERE name = 'seal-ledger' AND state = 'completed'`,
      );
      return (rowCount ?? 0) > 0;
    }),
  );
  for (const desk of [administrator, solicitor]) {
    expect(desk.met.elsewhere).toEqual([]);
    expect(desk.met.complaints).toEqual([]);
    await desk.close();
  }
}, 120_000);
