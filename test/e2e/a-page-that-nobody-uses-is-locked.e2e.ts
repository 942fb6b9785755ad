import type { Browser, Request } from 'playwright-core';
import { openBrowser } from '../drivers/browser';
import { aCaseAt, everybody } from '../drivers/case';
import { StaffDesk } from '../drivers/console';
import { startDaylight, type TestDaylight } from '../support/daylight';

// CJIS AC-11: half an hour. Pages ask the api by themselves, so the page has to see that nobody is there (WCAG 2.2.1:
// it warns, it can be told to wait, and nothing that was typed is lost).

let daylight: TestDaylight;
let browser: Browser;
let clip: string;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true });
  browser = await openBrowser();
  clip = await aCaseAt('triage', { daylight, staff: await everybody(daylight) });
}, 300_000);
afterAll(async () => {
  await browser.close();
  await daylight.stop();
});

/** An officer who has typed half a sentence, on a page whose clock the test moves. */
async function typing(): Promise<StaffDesk> {
  const officer = await StaffDesk.open(browser, daylight.api);
  await officer.page.clock.install();
  await officer.visit(`/clips/${clip}`);
  await officer.signIn(daylight.account('case-officer').userName, daylight.account('case-officer').password);
  await officer.button('Complete the record').click();
  await officer.fill({ 'Why that is believed': 'Their vehicle carried' });
  return officer;
}

const warning = 'Are you still there?';

it('warns more than two minutes before, waits when told to, and then locks: nothing typed is lost, nothing is shown', async () => {
  const officer = await typing();
  await officer.page.clock.fastForward('27:50');
  await officer.page.getByRole('dialog', { name: warning }).waitFor();
  expect(await officer.accessibilityFaults()).toEqual([]);
  await officer.button('I am here').press('Enter'); // a hand that moves the pointer is seen before it has pressed
  await officer.page.getByRole('dialog', { name: warning }).waitFor({ state: 'detached' });

  await officer.page.clock.fastForward('28:30');
  await officer.page.getByRole('dialog', { name: warning }).waitFor();
  const ended = officer.page.waitForResponse((response) => isAbout(response.request(), 'DELETE'));
  await officer.page.clock.fastForward('02:00');
  await officer.heading('Sign in to Daylight').waitFor();
  expect(await officer.page.getByLabel('Why that is believed').isVisible()).toBe(false);
  await ended;
  expect((await officer.page.request.get(`${daylight.api}/session`)).status()).toBe(401);
  expect(await officer.accessibilityFaults()).toEqual([]);

  await officer.signIn(daylight.account('case-officer').userName, daylight.account('case-officer').password);
  expect(await officer.page.getByLabel('Why that is believed').inputValue()).toBe('Their vehicle carried');
  await officer.close();
});

it('what one had open is not shown to another who signs in there', async () => {
  const officer = await typing();
  await officer.page.clock.fastForward('31:00');
  await officer.heading('Sign in to Daylight').waitFor();
  await officer.signIn(daylight.account('auditor').userName, daylight.account('auditor').password);
  await officer.heading('Work').waitFor();
  expect(await officer.page.getByLabel('Why that is believed').count()).toBe(0);
  await officer.close();
});

it('is not unlocked by an answer about the session that was on its way when it was locked', async () => {
  const officer = await typing();
  const asked = officer.page.waitForRequest((request) => isAbout(request, 'GET'));
  const late = Promise.withResolvers();
  await officer.page.route('**/session', async (route) => {
    if (!isAbout(route.request(), 'GET')) return route.continue();
    const answer = await route.fetch();
    await late.promise;
    await route.fulfill({ response: answer });
  });
  await officer.page.clock.fastForward('29:00');
  await asked;
  await officer.page.clock.fastForward('02:00');
  await officer.heading('Sign in to Daylight').waitFor();
  const answered = officer.page.waitForResponse((response) => isAbout(response.request(), 'GET'));
  late.resolve(undefined);
  await answered;
  await officer.signIn(daylight.account('case-officer').userName, daylight.account('case-officer').password);
  expect(await officer.page.getByLabel('Why that is believed').inputValue()).toBe('Their vehicle carried');
  await officer.close();
});

const isAbout = (request: Request, method: string): boolean =>
  request.method() === method && new URL(request.url()).pathname === '/session';
