import { done } from '@app/api-client';
import type { Role } from '@app/access';
import type { Browser } from 'playwright-core';
import { until } from '../../apps/ops/client/wait';
import type { Staff } from '../../apps/ops/demo/steps';
import { openBrowser } from '../drivers/browser';
import { aCaseAt, draft, everybody } from '../drivers/case';
import { StaffDesk } from '../drivers/console';
import { leave, look } from '../support/look';
import { manyClips } from '../factories/many-clips';
import { startDaylight, type TestDaylight } from '../support/daylight';

let daylight: TestDaylight;
let browser: Browser;
let staff: Staff;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true });
  browser = await openBrowser();
  staff = await everybody(daylight);
}, 300_000);
afterAll(async () => {
  await browser.close();
  await daylight.stop();
});

const at = (role: Role): Promise<StaffDesk> => StaffDesk.of(browser, daylight.api, daylight.account(role));

it('the determination is written beside the footage, by two at once, and is signed only when every question is answered', async () => {
  const clip = await aCaseAt('solicitorReview', { daylight, staff });
  await draft(clip, staff, { investigatory: null, wouldPrejudice: null });
  const solicitor = await at('solicitor');
  const assistant = await at('assistant-solicitor');
  for (const desk of [solicitor, assistant]) {
    await desk.visit(`/clips/${clip}/determination`);
    await desk.page.getByText('Everything is saved.').waitFor();
  }
  const { page } = solicitor;
  const memo = page.getByRole('region', { name: 'The memo as it stands' });
  const move = 'Determine: release with parts hidden';

  await solicitor.button(move).click();
  const summary = page.getByRole('alert').filter({ hasText: 'It cannot be signed yet' });
  await summary.getByRole('link', { name: 'The footage is investigatory material.' }).click();
  expect(await page.evaluate('document.activeElement.id')).toBe('investigatory.holds');
  expect(await page.getByRole('dialog').count()).toBe(0);

  const prong = (desk: StaffDesk, name: string) => desk.page.getByRole('group', { name, exact: true });
  const first = prong(solicitor, 'The footage is investigatory material.');
  const third = prong(
    assistant,
    'Disclosure would probably so prejudice the possibility of effective law enforcement …',
  );
  await first.getByText('Yes', { exact: true }).click();
  await first
    .getByRole('textbox')
    .fill('It was taken into the investigation on the day; the badge is seen at [0:00:00.4]');
  await page.getByText('Everything is saved.').waitFor();
  await third.getByText('No', { exact: true }).click();
  await third.getByRole('textbox').fill('Every witness has been heard, and no technique is shown in it.');
  await assistant.page.getByText('A colleague has written as well').waitFor();
  await assistant.page.getByText('Everything is saved.').waitFor();
  expect(await first.getByRole('textbox').inputValue()).toContain('[0:00:00.4]');

  await memo.getByRole('button', { name: '[0:00:00.4]' }).click();
  await until('the moment', 10, async () => Math.abs(Number(await page.evaluate('document.querySelector("video").currentTime')) - 0.4) < 0.001); // prettier-ignore
  await leave(assistant, 'determination');

  await addWhatIsMissing(solicitor);
  await page.reload();
  await page.getByText('Everything is saved.').waitFor();
  const shown = await memo.textContent();
  const query = { move: 'releaseRedacted' as const };
  const text = await done(
    staff.solicitor.api.GET('/clips/{id}/signing-text', { params: { path: { id: clip }, query } }),
  );
  expect(shown).toBe(text.text);
  const signed = await solicitor.sign(move, daylight.account('solicitor').password);
  expect(signed.trimEnd()).toBe(text.text.trimEnd());
  await leave(solicitor, 'signed');
  await onePartIsMissing(await at('case-officer'), clip);
});

it('a queue of five thousand is read row by row from the keyboard, and filtered by its address', async () => {
  const { person } = await done(staff['redaction-technician'].api.GET('/session'));
  await manyClips(daylight.database.owner, 5000, person.id);
  const auditor = await at('auditor');
  const { page } = auditor;
  const table = page.locator('table[aria-rowcount]');
  const focused = (): Promise<number> =>
    page.evaluate(`Number(document.activeElement.closest('tr')?.getAttribute('aria-rowindex') ?? 0)`);
  await table.locator('tbody tr[data-index] a').first().focus();
  expect(await table.getAttribute('aria-rowcount')).toBe('5002'); // with the clip above and its head
  expect(await focused()).toBe(2);
  for (const [key, row] of [['ArrowDown', 3], ['PageDown', 13], ['End', 201], ['ArrowUp', 200]] as const) {
    await page.keyboard.press(key);
    await until(`${key} to lead on`, 10, async () => (await focused()) === row);
  } // prettier-ignore
  expect(await table.locator('tbody tr[data-index]').count()).toBeLessThan(60);
  await until('the second page', 20, async () => {
    await page.keyboard.press('End');
    return (await focused()) > 201;
  });

  const words = page.getByLabel('File, camera, case or number');
  await words.pressSequentially('axon-0004'); // the focus stays where one types
  expect(await words.inputValue()).toBe('axon-0004');
  await page.waitForURL(/words=axon-0004$/);
  await words.fill('');
  await page.getByLabel('State', { exact: true }).selectOption({ label: 'Triage' });
  await page.getByLabel('Due', { exact: true }).selectOption({ label: 'Overdue' });
  const { total } = await done(
    staff.auditor.api.GET('/clips', { params: { query: { state: 'triage', due: 'overdue', most: 1 } } }),
  );
  expect(total).toBeGreaterThan(100);
  await page.getByText(`${total} clips`, { exact: true }).waitFor();
  expect(page.url()).toContain('state=triage&due=overdue');
  await auditor.fill({ 'Keep this filter as': 'Late in triage' });
  await auditor.button('Keep it').click();
  await auditor.visit('/');
  await page.getByRole('link', { name: 'Late in triage' }).click();
  await page.getByText(`${total} clips`, { exact: true }).waitFor();
  await thereAndBack(auditor);
  await page.getByText(`${total} clips`, { exact: true }).waitFor();
  expect(page.url()).toContain('state=triage&due=overdue');
  await leave(auditor, 'queue');

  const officer = await at('case-officer');
  await officer.visit('/overview');
  await officer.page.getByRole('table', { name: 'Clips by state' }).waitFor();
  await leave(officer, 'overview');
});

it('the board holds what the table holds, and a card is moved by the form of its step', async () => {
  const name = 'moved-on-the-board.mp4';
  await aCaseAt('triage', { daylight, staff, recipe: { name } });
  const assistant = await at('assistant-solicitor');
  const { page } = assistant;
  const board = page.getByRole('region', { name: 'Clips by state' });
  await assistant.visit('/?words=axon-0004');
  await page.getByText('10 clips', { exact: true }).waitFor();
  const listed = await page.evaluate(LISTED);
  await assistant.button('Board').click();
  await board.waitFor();
  expect(await page.evaluate(ON_THE_BOARD)).toEqual(listed);
  await page.goBack();
  await page.locator('.rows').waitFor();
  await page.goForward();
  await board.waitFor();
  expect(page.url()).toMatch(/words=axon-0004&view=board$/);

  await assistant.visit('/?view=board');
  await page.getByText(/^\d+ clips$/).waitFor();
  expect(Number(await page.evaluate(`document.querySelectorAll('.board *').length`))).toBeLessThan(2500);
  const active = (): Promise<string> => page.evaluate('document.activeElement.textContent');
  const cards = (state: string) => page.getByRole('region', { name: new RegExp(`^${state} `) }).getByRole('link');
  await cards('Triage').first().focus();
  await page.keyboard.press('ArrowDown');
  expect(await active()).toBe(await cards('Triage').nth(1).innerText());
  await page.keyboard.press('ArrowRight');
  expect(await active()).toBe(await cards('Out of scope').nth(1).innerText());
  const first = await cards('Triage').first().innerText();
  await assistant.button('Page after: Triage').press('Enter');
  await page.getByText('11 to 20').waitFor();
  await until('other cards', 10, async () => (await cards('Triage').first().innerText()) !== first);
  await cards('Triage').first().click();
  await assistant.heading(/^AXON/).waitFor();
  await page.goBack();
  await page.getByText('11 to 20').waitFor();
  await look(assistant, 'board');
  await page.setViewportSize({ width: 320, height: 900 });
  await look(assistant, 'board-320');
  await page.setViewportSize({ width: 1280, height: 900 });

  await assistant.visit('/?view=board&words=moved-on');
  await assistant.button(`Move… ${name}`).press('Enter');
  const sheet = page.getByRole('dialog', { name: `Move ${name}` });
  await sheet.getByText('The footage shows violence or property damage').waitFor();
  await look(assistant, 'board-move');
  await sheet.getByRole('button', { name: 'Not now' }).press('Enter');
  expect(await active()).toBe('Move…');
  await page.keyboard.press('Enter');
  await assistant.make('Reject as outside the order', 'It shows a City event, and nobody is harmed.', name);
  expect(await active()).toBe(`Done: Reject as outside the order, ${name}.`);
  await page.getByRole('heading', { name: 'Out of scope (1)' }).waitFor();
  await leave(assistant, 'board-moved');
});

it('what will be public is looked at before it is: gates, files with their captions, the very page', async () => {
  const clip = await aCaseAt('awaitingSignOff', { daylight, staff });
  const solicitor = await at('solicitor');
  const { page } = solicitor;
  const framed = page.waitForResponse((answer) => answer.url().endsWith('/public-preview'));
  const sheet = page.waitForResponse((answer) => answer.url().includes('/assets/site-'));
  await solicitor.visit(`/clips/${clip}`);
  await page.getByRole('link', { name: 'Before it is public' }).click();
  expect((await framed).status()).toBe(200);
  expect((await sheet).status()).toBe(200);
  const gates = solicitor.part('What has to hold first');
  await gates.getByText('Holds', { exact: false }).first().waitFor();
  expect(await gates.getByText('No caption gives back words that are muted.').count()).toBe(1);
  await gates.getByText('Nothing that can be put right beforehand is left.').waitFor(); // the notice period begins with the signature
  const cut = solicitor.part('The cut that would be published');
  await cut.locator('track[kind="captions"]').waitFor({ state: 'attached' });
  const captions = await cut.locator('track').getAttribute('src');
  expect(captions).toBe(`/clips/${clip}/captions`);
  await thePreviewPlays(solicitor);
  await solicitor.sign('Sign off these exact files', daylight.account('solicitor').password);
  await leave(solicitor, 'release');
});

/** What is added to a draft has nothing chosen for the Solicitor, says what it lacks, and stands in the memo; it is taken back. */
async function addWhatIsMissing(desk: StaffDesk): Promise<void> {
  const { page } = desk;
  const memo = page.getByRole('region', { name: 'The memo as it stands' });
  const lacks = page.getByRole('alert').filter({ hasText: 'It is not complete yet' });
  await desk.button('Order a redaction').press('Enter');
  await desk.button('Order it').press('Enter');
  await lacks.getByRole('link', { name: 'On which basis' }).press('Enter');
  expect(await page.evaluate('document.activeElement.id')).toBe('basis');
  const federal = 'On-duty federal officials: faces, bodies, voices, badges, names, vehicles, plates';
  expect(await page.getByRole('option', { name: federal }).count()).toBe(0);
  await page.getByText('What is not to be redacted').click();
  await page.getByRole('listitem').filter({ hasText: federal }).getByText('Mack, 494 Mass. 1').waitFor();
  await look(desk, 'order');
  await desk.fill({ 'What is hidden': 'Minors, in any role', Where: 'Audio' });
  await page.getByLabel('On which basis').selectOption({ index: 1 });
  await desk.fill({ 'What exactly, and where': 'The voice of the child at the door' });
  await desk.button('Order it').click();
  await memo.getByText('The voice of the child at the door').waitFor();

  await desk.button('Cite an exemption').press('Enter');
  await desk.button('Cite it').press('Enter');
  await lacks.getByRole('link', { name: 'Why it applies' }).waitFor();
  await page.getByLabel('Exemption of G.L. c. 4, § 7(26)').selectOption('(a)');
  await desk.fill({ 'The statute': 'G.L. c. 41, § 97D', 'Why it applies': 'A victim speaks to the police.' });
  await desk.button('Cite it').click();
  await memo.getByText('(a) G.L. c. 41, § 97D: A victim speaks').waitFor();

  await desk.fill({ Outcome: 'Deferred', 'Deferral: why not now': 'Two witnesses are heard next week.' });
  await desk.button('Determine: defer').click();
  const refused = page.getByRole('alert').filter({ hasText: 'It cannot be signed yet' });
  await refused.getByRole('link', { name: 'Deferral: the facts' }).click();
  expect(await page.evaluate('document.activeElement.id')).toBe('deferral.facts');
  await desk.fill({ 'Deferral: when disclosure is expected': '2027-01-15' });
  await memo.getByText('Disclosure expected: 2027-01-15').waitFor();
  await page.getByText('Everything is saved.').waitFor();
  await desk.fill({ 'Deferral: why not now': '', 'Deferral: when disclosure is expected': '' });
  await desk.button('Take it back: The voice of the child at the door').click();
  await desk.button('Take (a) back').click();
  await page.getByText('Everything is saved.').waitFor();
}

/** An answer that cannot be drawn costs its own part of the page and no other, until it can be. */
async function onePartIsMissing(desk: StaffDesk, clip: string): Promise<void> {
  const { page } = desk;
  await page.route('**/clips/*/clocks', (route) => route.fulfill({ json: {} }));
  await desk.visit(`/clips/${clip}`);
  const notice = page.getByRole('alert').filter({ hasText: 'This part of the page cannot be shown' });
  await notice.waitFor();
  await desk.part('Where it stands').getByText('the parts are being hidden').waitFor();
  expect(await desk.accessibilityFaults()).toEqual([]);
  await desk.picture('part-missing');
  await page.unroute('**/clips/*/clocks');
  await notice.getByRole('button', { name: 'Try it again' }).click();
  await desk.part('Clocks').getByRole('listitem').first().waitFor();
  await desk.close();
}

// These run in the page: the addresses of clips by state, in the order in which they are shown.
const LISTED = `(() => {
  const found = {};
  for (const row of document.querySelectorAll('.rows tr[data-index]'))
    (found[row.cells[1].textContent] ??= []).push(row.querySelector('a').href);
  return found;
})()`;
const ON_THE_BOARD = `Object.fromEntries([...document.querySelectorAll('.board__column')].map((column) => [
  column.querySelector('h3').textContent.replace(/ \\(.*/, ''),
  [...column.querySelectorAll('a')].map(({ href }) => href),
]))`;

/** Into a clip and back: its heading has the focus and is the title; the list still shows the row that one came from. */
async function thereAndBack(desk: StaffDesk): Promise<void> {
  const { page } = desk;
  await page.evaluate(`document.querySelector('.rows').scrollTop = 2000`);
  const drawn = page.locator('.rows tr[data-index]');
  await until('rows further down', 10, async () => Number(await drawn.first().getAttribute('data-index')) > 5);
  const link = drawn.nth(11).locator('a');
  const name = await link.innerText();
  await link.click();
  await desk.heading(name).waitFor();
  expect(await page.title()).toBe(`${name} – Daylight`);
  await until('the focus', 10, () => page.evaluate<boolean>(`document.activeElement.tagName === 'H1'`));
  await page.goBack();
  await until('the list as it was', 20, () => page.evaluate<boolean>(`(${IN_SIGHT})(${JSON.stringify(name)})`));
}

/** Runs in the page: whether the row of that name is within the list's window. */
const IN_SIGHT = `(name) => {
  const region = document.querySelector('.rows')?.getBoundingClientRect();
  const row = [...document.querySelectorAll('.rows tr[data-index] a')].find((one) => one.textContent === name);
  const { top, bottom } = row?.getBoundingClientRect() ?? {};
  return region !== undefined && top >= region.top && bottom <= region.bottom;
}`;

/** Within its frame, without a script: by the browser’s own player, from where staff have the file. */
async function thePreviewPlays({ page }: StaffDesk): Promise<void> {
  const framed = page.frameLocator('iframe.preview');
  await framed.locator('summary').click();
  const film = page.waitForResponse((answer) => answer.url().endsWith('/release-files/video'));
  await framed.locator('video').focus();
  await page.keyboard.press('Space');
  const answer = await film;
  expect([answer.ok(), answer.headers()['cache-control']]).toEqual([true, 'no-store']);
  const at = `document.querySelector('iframe.preview').contentDocument.querySelector('video').currentTime`;
  await until('the preview to play', 20, async () => Number(await page.evaluate(at)) > 0.1);
}
