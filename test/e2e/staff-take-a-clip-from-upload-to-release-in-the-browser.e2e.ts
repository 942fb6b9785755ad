import type { Role } from '@app/access';
import { must } from '@app/kernel';
import type { Browser } from 'playwright-core';
import { until } from '../../apps/ops/client/wait';
import { openBrowser } from '../drivers/browser';
import { StaffDesk } from '../drivers/console';
import { leave } from '../support/look';
import { aClip } from '../fixtures/clips';
import { startDaylight, type TestDaylight } from '../support/daylight';

// One clip, the whole path, each step by the person whose step it is, in a browser: nobody touches the api.

let daylight: TestDaylight;
let browser: Browser;
/** Where the clip's page is, below the console. */
let clip: string;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true, portal: true });
  browser = await openBrowser();
}, 300_000);
afterAll(async () => {
  await browser.close();
  await daylight.stop();
});

const at = (role: Role): Promise<StaffDesk> => StaffDesk.of(browser, daylight.api, daylight.account(role));

// Runs in the page. Whoever signs in need remember nothing, nor copy it by hand (WCAG 3.3.8).
const FIELDS = `[...document.querySelectorAll('input')].map((field) => {
  const pasted = field.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true }));
  return field.autocomplete + (pasted ? ', may be pasted' : ', may not be pasted');
})`;

it('who cannot say who they are stays outside, and is told so', async () => {
  const stranger = await StaffDesk.open(browser, daylight.api);
  await stranger.visit('/clips/anything');
  await stranger.heading('Sign in to Daylight').waitFor();
  expect(await stranger.page.evaluate(FIELDS)).toEqual([
    'username webauthn, may be pasted',
    'current-password, may be pasted',
  ]);
  await stranger.signIn('solicitor', 'not the password');
  await stranger.page.getByRole('alert').getByText('do not belong together').waitFor();
  expect(await stranger.page.getByRole('navigation').count()).toBe(0);
  await leave(stranger, 'sign-in');
});

it('an evidence technician uploads a file, sees that both ends hold the same bytes, and is told of a second time', async () => {
  const technician = await at('evidence-technician');
  await technician.page.getByRole('link', { name: 'Upload', exact: true }).click();
  await technician.heading('Upload footage').waitFor();
  expect(await technician.button('Choose files').isDisabled()).toBe(true); // no incident chosen yet
  await technician.fill({
    Camera: 'City camera',
    'Device number': 'CAMERA-7',
    'Who kept it until now': 'Cambridge Police Department',
    'How it was obtained': 'copied from the camera system',
  });
  await technician.page.getByLabel('Incident').selectOption({ index: 1 });
  const path = aClip(daylight.data.root, { name: 'kitchen-street.mp4' });
  const [chooser] = await Promise.all([
    technician.page.waitForEvent('filechooser'),
    technician.button('Choose files').press('Enter'), // focus and key at once: a page that has just come takes the focus
  ]);
  await chooser.setFiles(path);
  await technician.page.getByText('✔ the same').waitFor();
  await technician.drop(path, '.drop');
  await technician.page.getByText('These bytes are kept already').first().waitFor();
  expect(await technician.accessibilityFaults()).toEqual([]);
  await technician.picture('upload');
  await technician.page.getByRole('link', { name: 'Work' }).click();
  await technician.page.getByRole('link', { name: 'Upload', exact: true }).click(); // what was uploaded is still listed
  await technician.button('Send it all the same').click();
  await technician.page.getByText('✔ the same').nth(1).waitFor();
  const open = technician.page.getByRole('link', { name: 'Open the clip' });
  const clips = [await open.first().getAttribute('href'), await open.nth(1).getAttribute('href')];
  expect(new Set(clips).size).toBe(2);
  const [download] = await Promise.all([
    technician.page.waitForEvent('download'),
    technician.button('Save the receipt').first().click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^receipt-[0-9a-f-]{36}\.json$/);
  await technician.page.getByRole('link', { name: 'Open the clip' }).first().click();
  await technician.heading('kitchen-street.mp4').waitFor();
  await technician.page.getByText('Accepted; nobody has yet decided').waitFor();
  clip = must(/\/console(\/clips\/.*)$/.exec(technician.page.url())?.[1], 'the address of the clip');
  expect(await technician.button('Accept as covered by the order').count()).toBe(0);
  await leave(technician, 'after-upload');
});

it('the assistant is told why it cannot be taken in yet; the officer completes the records', async () => {
  const assistant = await at('assistant-solicitor');
  await assistant.page.getByRole('link', { name: 'kitchen-street.mp4' }).first().click();
  await assistant.part('Where it stands').getByText('The footage shows violence or property damage').waitFor();
  expect(await assistant.button('Accept as covered by the order').count()).toBe(0);
  await leave(assistant, 'refused-with-reasons');

  // Nobody can decide on what nobody has described: the queue says whose work that is.
  const officer = await at('case-officer');
  const waits = officer.part('What needs you').getByRole('row', { name: 'kitchen-street.mp4' });
  await waits.getByText('Say in the record what it shows').first().waitFor();
  await officer.visit(clip);
  await officer.part('The record').getByRole('button', { name: 'Complete the record' }).click();
  expect(await officer.page.evaluate('document.activeElement.id')).toBe('cameraLabel');
  await officer.fill({
    'Camera, as the public reads it': 'City camera 1 of 1',
    'When the device says recording began': '2026-11-20T14:05:00',
    'Seconds by which its clock was ahead': '0',
    'Where it was shown already': 'nowhere',
    'Where the sound comes from': 'Fixed camera',
    'It shows violence': 'Yes',
    'It shows property damage': 'No',
    'Federal officials did it': 'Yes',
    'Why that is believed': 'The officers said they were federal; their vehicle carried no City marks.',
    'An investigation is open': 'No',
  });
  await officer.button('Save the record').click();
  await officer.button('Complete the record').waitFor();
  await until('the focus where it was', 5, () => officer.page.evaluate<boolean>(`document.activeElement.textContent === 'Complete the record'`)); // prettier-ignore
  expect(await officer.part('The record').innerText()).toContain('Nov 20, 2026, 2:05 PM');
  expect(await officer.part('The record').getByText('Still missing').count()).toBe(0);
  await leave(officer, 'record');
});

it('a condition, a consultation and a notice are recorded', async () => {
  const officer = await at('case-officer');
  await officer.visit(clip);
  await officer.settled(); // what comes later would move what is pressed
  const consultations = officer.part('Consultations');
  await consultations.getByRole('button', { name: 'Record that somebody is asked' }).click();
  await officer.fill({ 'Who is asked': 'Middlesex District Attorney', 'Sent on': '2026-11-20' });
  const slow = Promise.withResolvers(); // the page is not all drawn anew yet, and the next form is open
  await officer.page.route(/\/moves$/, (route) => slow.promise.then(() => route.continue()));
  await consultations.getByRole('button', { name: 'Record it' }).click();
  await consultations.getByRole('button', { name: /^Record the reply of/ }).click();
  await officer.page.getByLabel('Replied on').waitFor();
  const drawn = officer.page.waitForResponse(/\/moves$/);
  slow.resolve(true);
  await (await drawn).finished();
  await officer.fill({
    'Replied on': '2026-11-21',
    'What they said': 'No objection',
    'Their reasons': 'Nothing pends.',
  });
  await consultations.getByRole('button', { name: 'Record the reply', exact: true }).click();
  await consultations.getByText('No objection: Nothing pends.').waitFor();
  await officer.close();

  const assistant = await at('assistant-solicitor');
  await assistant.visit(clip);
  await assistant.settled();
  const conditions = assistant.part('Conditions');
  await conditions.getByRole('button', { name: 'Record a condition' }).click();
  await assistant.fill({ Condition: 'Juvenile', Why: 'A child is seen at the kerb.' });
  await conditions.getByRole('button', { name: 'Record it' }).click();
  await conditions.getByText('A minor is seen or heard.').waitFor();
  await conditions.getByRole('button', { name: 'Lift: juvenile' }).click();
  await assistant.fill({ Why: 'It is a grown person, as the officer says.' });
  await conditions.getByRole('button', { name: 'Lift it' }).click();
  await conditions.getByText('None is recorded.').waitFor();
  await leave(assistant, 'contacts');

  const liaison = await at('liaison');
  await liaison.visit(clip);
  await liaison.settled();
  const notices = liaison.part('Notices to people who are shown');
  await notices.getByRole('button', { name: 'Record a notice' }).click();
  await liaison.fill({
    'Who was told': 'Subject',
    How: 'By telephone',
    'In which language': 'Portuguese',
    When: '2026-11-22T10:00:00',
    'What came of it': 'Understood, no questions.',
    'Consent to being shown': 'Not asked',
  });
  await notices.getByRole('button', { name: 'Record it' }).click();
  await notices.getByText('Understood, no questions.').waitFor();
  await leave(liaison, 'notice');
});

it('a records request is entered, linked to the clip, and answered', async () => {
  const records = await at('records-officer');
  await records.page.getByRole('link', { name: 'Requests' }).click();
  await records.button('Enter a request').click();
  await records.fill({
    'Number of the request': 'R-2026-77',
    'Received on': '2026-11-20',
    'What it asks for': 'Video of what happened at the corner.',
  });
  await records.button('Enter it').click();
  await records.button('Link a clip to R-2026-77').click();
  await records.fill({ 'Number of the clip': must(clip.split('/').at(-1), 'its number') });
  await records.button('Link it').click();
  await records.button('Link it').waitFor({ state: 'detached' });
  await records.button('Record the answer to R-2026-77').click();
  await records.fill({ 'Answered in writing on': '2026-11-24' });
  await records.button('Record the answer').click();
  await records.page.getByRole('cell', { name: '2026-11-24' }).waitFor();
  await leave(records, 'requests');
});

it('taken in, sent on, and decided: the Solicitor signs the exact text', async () => {
  const assistant = await at('assistant-solicitor');
  await assistant.visit(clip);
  await assistant.make('Accept as covered by the order');
  const officer = await at('case-officer');
  await officer.visit(clip);
  await officer.make('Submit the facts to the Solicitor');
  await officer.close();
  await assistant.page.getByText('The Solicitor is deciding.').waitFor();
  await assistant.page.getByRole('link', { name: 'Write the determination' }).click();
  const why = 'The recording shows a public street in daylight, and every witness has been heard.';
  const [no, yes] = [
    { answer: 'No', why },
    { answer: 'Yes', why },
  ];
  await answer(assistant, {
    'The footage is investigatory material.': yes,
    'It was necessarily compiled out of the public view.': no,
    'Disclosure would probably so prejudice the possibility of effective law enforcement …': no,
    '… that such disclosure would not be in the public interest.': no,
    'Release will not prejudice the possibility of effective law enforcement (Executive Order § 3.A)': yes,
    'Release is in the public interest (Executive Order § 3.A)': yes,
  });
  await assistant.fill({
    'What the public will read': 'Release will not prejudice effective law enforcement and is in the public interest.',
    'Why the sound may be used': 'The camera and its microphone are marked by signs.',
  });
  await assistant.page.getByText('Everything is saved.').waitFor();
  await leave(assistant, 'draft');

  const solicitor = await at('solicitor');
  await solicitor.part('What needs you').getByRole('link', { name: 'kitchen-street.mp4' }).first().waitFor();
  await solicitor.visit(clip);
  const text = await solicitor.sign('Determine: release in whole', daylight.account('solicitor').password);
  expect(text).toContain('Release will not prejudice effective law enforcement');
  await leave(solicitor, 'determined');
});

async function answer(
  desk: StaffDesk,
  answers: Readonly<Record<string, { readonly answer: string; readonly why: string }>>,
): Promise<void> {
  for (const [says, given] of Object.entries(answers)) {
    const prong = desk.page.getByRole('group', { name: says, exact: true });
    await prong.getByText(given.answer, { exact: true }).click();
    await prong.getByRole('textbox').fill(given.why);
  }
}

it('made accessible, signed off over the very bytes, published', async () => {
  const editor = await at('accessibility-editor');
  await editor.visit(clip);
  await editor.part('The cut that would be published').getByText('Verified against the original').waitFor();
  await editor.button('Write them').click();
  await editor.fill({
    'Or: nobody speaks': 'A steady tone; nobody speaks.',
    'A description of the picture is needed': 'No',
    'Why, or why not': 'What is seen is described in the summary of the page.',
  });
  await editor.page.getByText('A person is forcibly restrained').click();
  await editor.button('Save').click();
  await editor.button('Write them').waitFor();
  await editor.make('Finish captions, description and warnings');
  await leave(editor, 'accessible');

  const solicitor = await at('solicitor');
  await solicitor.visit(clip);
  await solicitor.button('Sign off these exact files').waitFor(); // refused, with its reason, until the files are assembled
  await solicitor.sign('Sign off these exact files', daylight.account('solicitor').password);
  await solicitor.page.getByText('The public can see it.').waitFor({ timeout: 120_000 });
  const release = must(
    await solicitor.page.getByRole('link', { name: 'The page that the public sees' }).getAttribute('href'),
    'its address',
  );
  await leave(solicitor, 'published');
  await until('the page of the release', 60, async () => {
    const page = await fetch(release);
    return page.ok && (await page.text()).includes('A steady tone; nobody speaks.');
  });
});

it('taken down, after a warning, with what the public then reads', async () => {
  const solicitor = await at('solicitor');
  await solicitor.visit(clip);
  const release = await solicitor.page
    .getByRole('link', { name: 'The page that the public sees' })
    .getAttribute('href');
  await solicitor.button('Unpublish').click();
  const sheet = solicitor.page.getByRole('dialog', { name: 'Unpublish' });
  await sheet.getByText('cannot be called back').waitFor();
  expect(await solicitor.accessibilityFaults()).toEqual([]);
  await sheet.getByLabel('What the public will read').fill('A house number could be read for two seconds.');
  await sheet.getByRole('button', { name: 'Read what you will sign' }).click();
  await sheet.getByText('A house number could be read').waitFor();
  await sheet.getByLabel('Your password again').fill(daylight.account('solicitor').password);
  await sheet.getByRole('button', { name: 'Sign', exact: true }).click();
  await solicitor.page.getByText('Done: Unpublish.').waitFor();
  await leave(solicitor, 'unpublished');
  await until('the tombstone', 60, async () => {
    const page = await fetch(release ?? '');
    return page.status === 410 && (await page.text()).includes('A house number could be read for two seconds.');
  });
});

it('a filtered queue, one in which nothing is found, and a clip that was taken down have no fault, 1280 and 320 wide', async () => {
  const officer = await at('case-officer');
  for (const path of ['/?words=kitchen&state=unpublished', '/?words=nothing-like-it', clip]) {
    await officer.visit(path);
    await officer.settled();
    for (const width of [1280, 320]) {
      await officer.page.setViewportSize({ width, height: 900 });
      await officer.picture(`${path.split('/')[1] ?? ''}-${width}`);
      expect({ path, width, faults: await officer.accessibilityFaults() }).toEqual({ path, width, faults: [] });
      expect({ path, width, overflow: await officer.overflow() }).toEqual({ path, width, overflow: 0 });
    }
  }
  expect(officer.met).toEqual({ elsewhere: [], complaints: [] });
  await officer.close();
});

it('the Solicitor puts a policy in force, and the auditor sees it and what the workers do', async () => {
  const solicitor = await at('solicitor');
  await solicitor.page.getByRole('link', { name: 'Policies' }).click();
  const asks = 'Hours between sign-off and publication, for notice to people shown';
  await solicitor
    .part(asks)
    .getByRole('button', { name: /^Answer it/ })
    .click();
  await solicitor.button('Put it in force').click();
  await solicitor.page.getByRole('alert').getByText('says why').first().waitFor();
  await solicitor.fill({ Answer: '24', Why: 'A day has proved to be enough.' });
  await solicitor.button('Put it in force').click();
  await solicitor.part(asks).getByText('24', { exact: true }).first().waitFor();
  await solicitor.part(asks).getByRole('cell', { name: 'Sol Solicitor' }).waitFor(); // approved by whoever put it in force
  await leave(solicitor, 'policies');

  const auditor = await at('auditor');
  await auditor.visit('/policies');
  await auditor.part(asks).getByText('A day has proved to be enough.').waitFor();
  expect(await auditor.page.getByRole('button', { name: /^Answer it/ }).count()).toBe(0);
  await auditor.page.getByRole('link', { name: 'Jobs' }).click();
  await auditor.page.getByText('render-redaction').waitFor();
  await auditor.page.getByText('Nothing: every job was done').waitFor();
  await leave(auditor, 'jobs');
});
