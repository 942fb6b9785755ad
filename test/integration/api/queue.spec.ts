import type { Views } from '@app/api-client';
import { dayOf } from '@app/calendar';
import { determinationWorkflow } from '@app/determinations/domain';
import type { StaffSession } from '../../../apps/ops/client/staff-session';
import type { Staff } from '../../../apps/ops/demo/steps';
import { everybody } from '../../drivers/case';
import { type Asker, ask, json, problem } from '../../drivers/staff-http';
import { manyClips } from '../../factories/many-clips';
import { startDaylight, type TestDaylight } from '../../support/daylight';

type Clip = Views['QueuedClipView'];
type Page = Views['ClipListView'];

const COUNT = 5000;

let daylight: TestDaylight;
let staff: Staff;
/** The whole queue as the Solicitor pages through it. */
let all: Clip[];
beforeAll(async () => {
  daylight = await startDaylight();
  staff = await everybody(daylight);
  const me = json<{ person: { id: string } }>(await ask(staff['redaction-technician'], 'GET', '/session')).person.id;
  await manyClips(daylight.database.owner, COUNT, me);
  all = await everyPage(staff.solicitor);
});
afterAll(() => daylight.stop());

const page = async (by: Asker, query: string): Promise<Page> => json<Page>(await ask(by, 'GET', `/clips?${query}`));

async function everyPage(by: Asker, query = ''): Promise<Clip[]> {
  const found: Clip[] = [];
  for (let after = ''; ;) {
    const { clips, next, total } = await page(by, `${query}${after && `&after=${after}`}`);
    found.push(...clips);
    if (next === null) {
      expect(found).toHaveLength(total);
      return found;
    }
    after = next;
  }
}

const today = (): string => dayOf(new Date());
const ids = (clips: readonly Clip[]): string[] => clips.map(({ id }) => id).sort();
const dueWithin = (days: number): string => dayOf(new Date(Date.now() + days * 86_400_000));

it('gives every clip once, page by page, what is due first coming first', () => {
  expect(new Set(all.map(({ id }) => id)).size).toBe(COUNT);
  const order = all.map(({ deadline, receivedAt, id }) => `${deadline?.dueOn ?? '9999'} ${receivedAt} ${id}`);
  expect(order).toEqual([...order].sort());
  const late = all.filter(({ deadline }) => deadline?.overdue);
  expect(late.length).toBeGreaterThan(100);
  expect(all.slice(0, late.length)).toEqual(late);
});

it('computes each deadline as the clip’s own clocks do', async () => {
  const kept = /^(Ledger kept|Kept for an appeal)/;
  for (const clip of all.filter((_, i) => i % 451 === 0)) {
    const clocks = json<Views['ClockView'][]>(await ask(staff.solicitor, 'GET', `/clips/${clip.id}/clocks`));
    const [first] = clocks
      .filter(({ name, metOn, dueOn, startedOn }) => !metOn && dueOn && startedOn && !kept.test(name))
      .sort((a, b) => a.dueOn!.localeCompare(b.dueOn!));
    expect(clip.deadline && { ...clip.deadline, dueAt: null }).toEqual(
      first
        ? {
            name: first.name,
            startsWith: first.startsWith,
            startedOn: first.startedOn,
            dueOn: first.dueOn,
            dueAt: null,
            overdue: first.state === 'overdue',
            businessDaysLeft: first.businessDaysLeft,
            authority: first.authority,
          }
        : null,
    );
    if (clip.deadline) expect(dayOf(new Date(clip.deadline.dueAt))).toBe(clip.deadline.dueOn);
  }
});

const FILTERS: readonly (readonly [string, (clip: Clip) => boolean])[] = [
  ['due=overdue', ({ deadline }) => deadline !== null && deadline.dueOn < today()],
  ['due=today', ({ deadline }) => deadline !== null && deadline.dueOn <= today()],
  ['due=3-days', ({ deadline }) => deadline !== null && deadline.dueOn <= dueWithin(3)],
  ['due=10-days', ({ deadline }) => deadline !== null && deadline.dueOn <= dueWithin(10)],
  ['state=withheld', ({ state }) => state === 'withheld'],
  [
    'mine=role',
    ({ state, waitsFor }) =>
      ['solicitorReview', 'awaitingSignOff'].includes(state) ||
      (state === 'triage' && !waitsFor.includes('case-officer')),
  ],
  ['words=axon-0004', ({ nativeFilename }) => nativeFilename.startsWith('AXON-0004')],
  ['words=%20officer%207%20', ({ cameraLabel }) => cameraLabel === 'Officer 7'],
  ['due=overdue&state=triage', ({ state, deadline }) => state === 'triage' && deadline!.overdue],
];

it.each(FILTERS)('filters by %s', async (query, belongs) => {
  const found = await everyPage(staff.solicitor, query);
  expect(found.length).toBeGreaterThan(0);
  expect(ids(found)).toEqual(ids(all.filter(belongs)));
});

type Board = Views['BoardView'];

const boardOf = async (by: Asker, query: string): Promise<Board['columns']> =>
  json<Board>(await ask(by, 'GET', `/clips/board?${query}`)).columns;

/** Ids of every page of a column, in its order. */
async function wholeColumn(by: Asker, query: string, { state, clips, next }: Board['columns'][number]) {
  const found = [...clips];
  const rest = new URLSearchParams(query);
  rest.set('state', state);
  for (let after = next; after !== null;) {
    const later = await page(by, `${rest.toString()}&after=${after}`);
    found.push(...later.clips);
    after = later.next;
  }
  return found.map(({ id }) => id);
}

it.each(['', 'due=overdue', 'mine=role', 'state=withheld', 'words=axon-0004'])(
  'the board holds the same clips as the list: %s',
  async (query) => {
    const listed = Map.groupBy(await everyPage(staff.solicitor, query), ({ state }) => state);
    const columns = await boardOf(staff.solicitor, query);
    expect(columns.map(({ state }) => state)).toEqual(Object.keys(determinationWorkflow.states));
    for (const column of columns) {
      const known = (listed.get(column.state) ?? []).map(({ id }) => id);
      expect(column.total).toBe(known.length);
      expect(column.clips.length).toBe(Math.min(known.length, 10));
      expect(await wholeColumn(staff.solicitor, query, column)).toEqual(known);
    }
  },
);

it('the board shows to each what is theirs to see, and refuses what is no filter', async () => {
  const redactor = staff['redaction-technician'];
  const columns = await boardOf(redactor, 'most=200');
  expect(ids(columns.flatMap(({ clips }) => clips))).toEqual(ids(await everyPage(redactor)));
  expect(columns.reduce((sum, { total }) => sum + total, 0)).toBe(COUNT / 5);
  for (const query of ['after=abc', 'most=201', 'state=lost', 'view=board'])
    expect(problem(await ask(staff.solicitor, 'GET', `/clips/board?${query}`)).status).toBe(400);
});

it('filters by incident', async () => {
  const { incidentId } = all[0]!;
  const found = await everyPage(staff.solicitor, `incident=${incidentId}`);
  expect(ids(found)).toEqual(ids(all.filter((clip) => clip.incidentId === incidentId)));
});

it('shows to each what is theirs to see, and what is assigned to them', async () => {
  const redactor = staff['redaction-technician'];
  const seen = await everyPage(redactor);
  expect(seen).toHaveLength(COUNT / 5);
  const mine = await everyPage(redactor, 'mine=assigned');
  expect(ids(mine)).toEqual(ids(seen.filter(({ isAssigned }) => isAssigned)));
  expect(mine).toHaveLength(COUNT / 10);
  expect((await page(staff['evidence-technician'], '')).total).toBe(0);
  expect((await page(staff.solicitor, 'mine=assigned')).total).toBe(0);
});

it('says who does what next', () => {
  const inTriage = all
    .filter(({ state }) => state === 'triage')
    .map(({ nextAction, waitsFor }) => ({ nextAction, waitsFor }));
  expect(inTriage).toContainEqual({
    nextAction: 'Decide whether the order covers it',
    waitsFor: ['assistant-solicitor', 'solicitor'],
  });
  expect(inTriage).toContainEqual({
    nextAction: 'Say in the record what it shows, and who did it',
    waitsFor: ['case-officer'],
  });
  expect(all.find(({ state }) => state === 'published')).toMatchObject({ waitsFor: [] });
});

it('goes on after a place, whatever has come or gone since, and refuses what is no filter', async () => {
  const first = await page(staff.solicitor, 'most=3');
  expect(first.clips).toEqual(all.slice(0, 3));
  expect((await page(staff.solicitor, `most=2&after=${first.next}`)).clips).toEqual(all.slice(3, 5));
  for (const query of [
    'due=soon',
    'state=lost',
    'mine=all',
    'most=201',
    'most=0',
    'after=%20',
    'incident=1',
    'other=1',
  ])
    expect(problem(await ask(staff.solicitor, 'GET', `/clips?${query}`)).status).toBe(400);
});

it('shows what has become of one clip at once, and the others as they were', async () => {
  const [before] = all.filter(({ state, flags }) => state === 'solicitorReview' && flags.length === 0);
  const raised = await ask(staff.solicitor, 'POST', `/clips/${before!.id}/flags`, {
    json: { flag: 'juvenile', raised: true, reason: 'A minor is shown.' },
  });
  expect(raised.status).toBe(204);
  const after = await everyPage(staff.solicitor);
  expect(after.find(({ id }) => id === before!.id)).toEqual({ ...before, flags: ['juvenile'] });
  expect(after.filter(({ id }) => id !== before!.id)).toEqual(all.filter(({ id }) => id !== before!.id));
});

describe('a saved filter', () => {
  const save = (by: StaffSession, name: string, query: string): ReturnType<typeof ask> =>
    ask(by, 'POST', '/saved-filters', { json: { name, query } });

  it('is kept for its owner alone, replaced by its name, and forgotten by its owner alone', async () => {
    const { solicitor, auditor } = staff;
    await save(solicitor, 'Late', 'due=overdue');
    const [kept] = json<{ id: string }[]>(await save(solicitor, 'Late', 'due=overdue&mine=role'));
    expect(json(await ask(solicitor, 'GET', '/saved-filters'))).toEqual([
      { id: kept!.id, name: 'Late', query: 'due=overdue&mine=role' },
    ]);
    expect(json(await ask(auditor, 'GET', '/saved-filters'))).toEqual([]);
    expect((await ask(auditor, 'DELETE', `/saved-filters/${kept!.id}`)).status).toBe(404);
    expect((await ask(solicitor, 'DELETE', `/saved-filters/${kept!.id}`)).status).toBe(204);
    expect(json(await ask(solicitor, 'GET', '/saved-filters'))).toEqual([]);
  });

  it('has a name and is no address of elsewhere, and there are fifty at most', async () => {
    const { liaison } = staff;
    expect((await save(liaison, '', 'due=today')).status).toBe(400);
    expect((await save(liaison, 'Odd', 'https://example.org/')).status).toBe(400);
    for (let i = 0; i < 50; i++) expect((await save(liaison, `Filter ${i}`, 'due=today')).status).toBe(200);
    expect(problem(await save(liaison, 'One more', '')).detail).toMatch(/At most 50/);
  });
});
