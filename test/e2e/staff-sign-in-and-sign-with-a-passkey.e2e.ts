import type { Browser, Locator } from 'playwright-core';
import type { Staff } from '../../apps/ops/demo/steps';
import { openBrowser } from '../drivers/browser';
import { aCaseAt, draft, everybody } from '../drivers/case';
import { StaffDesk } from '../drivers/console';
import { startNamedDaylight } from '../drivers/passkeys';
import { leave, look } from '../support/look';
import type { TestDaylight } from '../support/daylight';
import { withClient } from '../support/fresh-database';

let daylight: TestDaylight;
let browser: Browser;
let staff: Staff;
beforeAll(async () => {
  daylight = await startNamedDaylight({ worker: true });
  browser = await openBrowser();
  staff = await everybody(daylight);
}, 300_000);
afterAll(async () => {
  await browser.close();
  await daylight.stop();
});

/** Chromium's own authenticator: a device with a screen lock, and a person who is there and opens it. */
async function aDevice({ page }: StaffDesk): Promise<void> {
  const hand = await page.context().newCDPSession(page);
  await hand.send('WebAuthn.enable');
  await hand.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

const MOST_STOPS = 150;

/** Goes there by Tab alone. */
async function tabTo({ page }: StaffDesk, place: Locator): Promise<void> {
  await place.waitFor();
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    if ((await place.and(page.locator(':focus')).count()) === 1) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${place.toString()}`);
}

async function press(desk: StaffDesk, place: Locator): Promise<void> {
  await tabTo(desk, place);
  await desk.page.keyboard.press('Enter');
}

async function type(desk: StaffDesk, label: string, text: string): Promise<void> {
  await tabTo(desk, desk.page.getByLabel(label, { exact: true }));
  await desk.page.keyboard.type(text);
}

it('by keyboard: a passkey is added, signs its owner in, and signs a determination', async () => {
  const clip = await aCaseAt('solicitorReview', { daylight, staff });
  await draft(clip, staff);
  const { userName, password } = daylight.account('solicitor');
  const desk = await StaffDesk.of(browser, daylight.api, daylight.account('solicitor'));
  const { page } = desk;
  await aDevice(desk);

  await press(desk, page.getByRole('link', { name: 'Your account' }));
  await desk.heading('Your account').waitFor();
  await page.getByText('You have none yet.').waitFor();
  await press(desk, desk.button('Add a passkey'));
  await type(desk, 'Your password again', password);
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'Give the passkey a name first.' }).waitFor();
  await type(desk, 'Name of the passkey', 'This laptop');
  await look(desk, 'passkey-adding');
  await page.keyboard.press('Enter');
  await page.getByRole('rowheader', { name: 'This laptop' }).waitFor();
  await look(desk, 'account');
  await page.setViewportSize({ width: 320, height: 900 });
  await look(desk, 'account-320');
  await page.setViewportSize({ width: 1280, height: 900 });

  await press(desk, desk.button('Sign out'));
  await desk.heading('Sign in to Daylight').waitFor();
  expect(await page.getByLabel('User name').getAttribute('autocomplete')).toBe('username webauthn');
  expect(await page.getByLabel('Password').getAttribute('autocomplete')).toBe('current-password');
  await look(desk, 'sign-in');
  await press(desk, desk.button('Sign in with a passkey'));
  await desk.heading('Work').waitFor();

  await desk.visit(`/clips/${clip}`);
  const move = 'Determine: release with parts hidden';
  await press(desk, desk.button(move));
  const sheet = page.getByRole('dialog', { name: move });
  await sheet.getByText('You prove who you are with your passkey').waitFor();
  await look(desk, 'passkey-signing');
  await press(desk, sheet.getByRole('button', { name: 'Sign', exact: true }));
  await page.getByText(`Done: ${move}.`).waitFor();
  const { rows } = await withClient(daylight.database.owner, (client) =>
    client.query(`SELECT 1 FROM signed_text JOIN staff_passkey USING (credential_id) WHERE name = 'This laptop'`),
  );
  expect(rows).toHaveLength(1);

  await press(desk, desk.button('Sign out'));
  await type(desk, 'User name', userName);
  await type(desk, 'Password', password);
  await page.keyboard.press('Enter'); // the passkey is asked for after the password
  await desk.heading('Work').waitFor();
  await leave(desk, 'signed-in-with-both');
});

it('where Daylight is opened at a number, the page says that passkeys need a name, and offers none', async () => {
  const desk = await StaffDesk.open(browser, daylight.api.replace('localhost', '127.0.0.1'));
  await desk.visit('/');
  await desk.page.getByText('Passkeys need Daylight to be opened at a name and over https').waitFor();
  expect(await desk.button('Sign in with a passkey').count()).toBe(0);
  await leave(desk, 'sign-in-at-a-number');
});
