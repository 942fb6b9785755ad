import { type Role, ROLES } from '@app/access';
import type { Views } from '@app/api-client';
import type { Browser } from 'playwright-core';
import type { Staff } from '../../apps/ops/demo/steps';
import { openBrowser } from '../drivers/browser';
import { aCaseAt, draft, everybody } from '../drivers/case';
import { StaffDesk } from '../drivers/console';
import { ask, json } from '../drivers/staff-http';
import { startDaylight, type TestDaylight } from '../support/daylight';

// What a role never may is not there, and what is there is not refused. By hand, role by role; that the api refuses
// the rest itself is in permissions.spec.

interface Sight {
  /** The pages of the console, as its head names them. */
  readonly pages: readonly string[];
  /** Of the page of a clip that the Solicitor decides and of one that is checked: null where it is not theirs to see. */
  readonly decided: OnClip | null;
  readonly checked: OnClip | null;
}

interface OnClip {
  /** Where it leads, inside Daylight. */
  readonly to: readonly string[];
  /** What can be done on it, beside the steps of the workflow, which are the api's. */
  readonly does: readonly string[];
}

const OF_ALL_CLIPS = ['Work', 'Incidents'];
const OF_THE_LAW = ['Requests', 'Asked by readers', 'Overview', 'Policies'];
const INCIDENT = 'The incident';
const GATES = 'Before it is public';
const CHECK = 'Open the quality check';
const [WRITE, READ] = ['Write the determination', 'Read the determination'];
const VERIFY = 'Verify this record';
const COUNSEL = ['Record a condition', 'Record that somebody is asked', VERIFY];
const SOLICITORS = ['Record a condition', 'Add a note', 'Keep a field back', 'Record that somebody is asked', VERIFY];
const reads = (...to: readonly string[]): OnClip => ({ to, does: [VERIFY] });

const SIGHTS: Readonly<Record<Role, Sight>> = {
  'evidence-technician': {
    pages: [...OF_ALL_CLIPS, 'Upload', 'Overview'],
    decided: { to: [INCIDENT, GATES], does: ['Complete the record', VERIFY] },
    checked: reads(INCIDENT, GATES),
  },
  'case-officer': {
    pages: [...OF_ALL_CLIPS, 'Overview'],
    decided: { to: [INCIDENT, GATES], does: ['Complete the record', ...COUNSEL] },
    checked: { to: [INCIDENT, GATES], does: COUNSEL },
  },
  'assistant-solicitor': {
    pages: [...OF_ALL_CLIPS, ...OF_THE_LAW, 'Administration'],
    decided: { to: [INCIDENT, GATES, WRITE], does: COUNSEL },
    checked: { to: [INCIDENT, GATES, READ, CHECK], does: COUNSEL },
  },
  solicitor: {
    pages: [...OF_ALL_CLIPS, ...OF_THE_LAW, 'Administration'],
    decided: { to: [INCIDENT, GATES, WRITE], does: SOLICITORS },
    checked: { to: [INCIDENT, GATES, READ, CHECK], does: SOLICITORS },
  },
  'redaction-technician': { pages: ['Work'], decided: null, checked: reads(GATES, CHECK) },
  'quality-reviewer': { pages: ['Work'], decided: null, checked: reads(GATES, CHECK) },
  'accessibility-editor': { pages: ['Work'], decided: null, checked: null },
  'records-officer': {
    pages: [...OF_ALL_CLIPS, ...OF_THE_LAW, 'Administration'],
    decided: reads(INCIDENT, GATES, READ),
    checked: reads(INCIDENT, GATES, READ),
  },
  liaison: {
    pages: [...OF_ALL_CLIPS, 'Overview'],
    decided: { to: [INCIDENT, GATES], does: ['Record a notice', VERIFY] },
    checked: { to: [INCIDENT, GATES], does: ['Record a notice', VERIFY] },
  },
  auditor: {
    pages: [...OF_ALL_CLIPS, ...OF_THE_LAW, 'Jobs', 'Administration'],
    decided: reads(INCIDENT, GATES, READ),
    checked: reads(INCIDENT, GATES, READ),
  },
  administrator: { pages: ['Policies', 'Jobs', 'Administration'], decided: null, checked: null },
};

let daylight: TestDaylight;
let browser: Browser;
let staff: Staff;
const clips = { decided: '', checked: '' };
beforeAll(async () => {
  daylight = await startDaylight({ worker: true });
  browser = await openBrowser();
  staff = await everybody(daylight);
  clips.decided = await aCaseAt('solicitorReview', { daylight, staff, recipe: { name: 'decided.mp4' } });
  clips.checked = await aCaseAt('qualityCheck', { daylight, staff });
  await draft(clips.decided, staff);
}, 300_000);
afterAll(async () => {
  await browser.close();
  await daylight.stop();
});

/** Somebody at their desk, with every answer that told them that something is not theirs. */
async function at(role: Role): Promise<{ desk: StaffDesk; refused: string[] }> {
  const { userName, password } = daylight.account(role);
  const desk = await StaffDesk.open(browser, daylight.api);
  await desk.visit('/');
  await desk.signIn(userName, password);
  await desk.button('Sign out').waitFor();
  const refused: string[] = [];
  desk.page.on('response', (answer) => {
    if ([403, 404].includes(answer.status())) refused.push(`${answer.status()} ${answer.url()}`);
  });
  return { desk, refused };
}

const named = async (desk: StaffDesk, within: 'navigation' | 'main', what: string): Promise<string[]> =>
  (await desk.page.getByRole(within).locator(what).allInnerTexts()).map((name) => name.trim());

/** What the page of a clip offers, with the steps that the api permits taken out, each of which is there once. */
async function onClip(desk: StaffDesk, role: Role, clip: string): Promise<OnClip | null> {
  const answer = await ask(staff[role], 'GET', `/clips/${clip}/moves`);
  if (answer.status !== 200) return null;
  const steps = json<Views['MovesView']>(answer).moves.filter(({ permitted }) => permitted);
  await desk.visit(`/clips/${clip}`);
  await desk.settled();
  const does = await named(desk, 'main', 'button');
  for (const { title } of steps) expect(does.splice(does.indexOf(title), 1)).toEqual([title]);
  return { to: await named(desk, 'main', 'a[href^="/console/"]'), does };
}

it.each(Object.entries(SIGHTS) as [Role, Sight][])(
  '%s sees this, and nothing of it is refused',
  async (role, sight) => {
    const { desk, refused } = await at(role);
    const pages = await named(desk, 'navigation', 'a');
    expect(pages).toEqual(sight.pages);
    for (const page of pages) {
      await desk.page.getByRole('navigation').getByRole('link', { name: page, exact: true }).click();
      await desk.settled();
    }
    expect(await onClip(desk, role, clips.decided)).toEqual(sight.decided);
    expect(await onClip(desk, role, clips.checked)).toEqual(sight.checked);
    for (const link of sight.checked?.to ?? []) {
      await desk.page.getByRole('main').getByRole('link', { name: link, exact: true }).click();
      await desk.settled();
      await desk.page.goBack();
      await desk.settled();
    }
    expect(refused).toEqual([]);
    await desk.close();
  },
  120_000,
);

it('nobody is left out', () => {
  expect(Object.keys(SIGHTS).sort()).toEqual(Object.keys(ROLES).sort());
});

it('whoever writes a determination is told that it is complete; only whoever signs it is offered that', async () => {
  const offered = async (role: Role): Promise<string[]> => {
    const { desk } = await at(role);
    await desk.visit(`/clips/${clips.decided}/determination`);
    await desk.page.getByText('Everything is saved.').waitFor();
    await desk.settled();
    const buttons = await named(desk, 'main', '.beside button');
    if (role === 'assistant-solicitor') {
      await desk.button('Check that it can be signed').click();
      await desk.page.getByText('Every question is answered. It waits for its signature.').waitFor();
    }
    await desk.close();
    return buttons.filter((name) => /sign|^Determine/.test(name));
  };
  expect(await offered('solicitor')).toEqual(['Determine: release with parts hidden']);
  expect(await offered('assistant-solicitor')).toEqual(['Check that it can be signed']);
  expect(await offered('auditor')).toEqual([]);
});

it('a determination that the law does not allow yet says so before a password is asked for', async () => {
  const { desk } = await at('solicitor');
  await desk.visit(`/clips/${clips.decided}/determination`);
  await desk.page.getByLabel('Why the sound may be used', { exact: true }).fill('There are signs.');
  await desk.button('Determine: release with parts hidden').click();
  const summary = desk.page.getByRole('alert').filter({ hasText: 'It cannot be signed yet' });
  await summary.getByRole('link', { name: 'Why the sound may be used' }).click();
  expect(await desk.page.evaluate('document.activeElement.id')).toBe('soundClearance');
  expect(await desk.page.getByRole('dialog').count()).toBe(0);
  await desk.close();
});
