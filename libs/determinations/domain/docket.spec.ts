import type { Day } from '@app/calendar';
import { SUPPRESSIBLE, type SuppressibleField } from '@app/publications/domain';
import { aContent, ORDER_TO_HIDE } from '../../../test/factories/case-facts';
import {
  type DeterminationState,
  docketEntry,
  type DocketFacts,
  docketNoteFault,
  isLateUnexplained,
  type RunningClock,
  suppressedAfter,
  suppressionFault,
} from '.';

/** Words that stand in fields which are never public; none of them may come out. */
const SECRET = 'SECRET-NEVER-PUBLIC';

const CONTENT = aContent({
  findingNoPrejudice: { holds: true, why: SECRET },
  specificHarm: SECRET,
  exemptions: [{ letter: '(f)', statute: 'G.L. c. 4, § 7(26)(f)', why: SECRET }],
  segregability: SECRET,
  deferral: { basis: SECRET, facts: SECRET, estimatedOn: '2027-01-15', nextReviewOn: '2026-12-20' },
  orders: [{ ...ORDER_TO_HIDE, instruction: SECRET }],
  publicReasons: 'What the public reads.',
});
const DOCKET: DocketFacts = {
  state: 'withheld',
  decided: 'withhold',
  decidedOn: '2026-11-20',
  incidentDate: '2026-11-19',
  camera: 'body-worn',
  content: CONTENT,
  clock: null,
  nextReviewOn: '2026-12-20',
  release: 'release-1',
  notes: [],
  suppressed: [],
  today: '2026-11-23',
};
const entry = (change: Partial<DocketFacts> = {}) => docketEntry({ ...DOCKET, ...change })?.('entry-1') ?? null;

/** What the docket says of each state, once something has been decided; by hand. */
const OUTCOMES: Record<DeterminationState, string | null> = {
  preserved: null,
  triage: null,
  outOfScope: null,
  gatheringFacts: 'reopened',
  solicitorReview: 'reopened',
  deferred: 'deferred',
  withheld: 'withheld',
  publicOnRequest: 'public-on-request',
  redacting: 'in-preparation',
  qualityCheck: 'in-preparation',
  accessibility: 'in-preparation',
  awaitingSignOff: 'in-preparation',
  scheduled: 'in-preparation',
  published: 'released-redacted',
  superseded: 'superseded',
  unpublished: 'unpublished',
};

describe('a line of the docket', () => {
  it.each(Object.entries(OUTCOMES))('of state %s says %s', (state, outcome) => {
    expect(entry({ state: state as DeterminationState })?.outcome ?? null).toBe(outcome);
  });

  it('carries nothing that was written for staff, and no link to what is not public', () => {
    for (const state of Object.keys(OUTCOMES) as DeterminationState[]) {
      const line = entry({ state });
      expect(JSON.stringify(line)).not.toContain(SECRET);
      const isShown = ['published', 'superseded', 'unpublished'].includes(state);
      expect(line?.release ?? null).toBe(isShown ? 'release-1' : null);
    }
  });

  it('of a withholding cites the exemptions and the next review, and no reason but the public one', () => {
    expect(entry()).toEqual({
      schema: 'daylight-docket-entry-1',
      id: 'entry-1',
      incidentDate: '2026-11-19',
      camera: 'body-worn',
      outcome: 'withheld',
      prongs: [{ letter: '(f)', statute: 'G.L. c. 4, § 7(26)(f)' }],
      reasons: 'What the public reads.',
      decidedOn: '2026-11-20',
      clock: null,
      nextReviewOn: '2026-12-20',
      estimatedOn: null,
      release: null,
      notes: [],
      updatedOn: '2026-11-23',
    });
    expect(entry({ state: 'deferred' })?.estimatedOn).toBe('2027-01-15');
  });

  it('before anything is decided says that it is pending, with its clock and no word of the draft', () => {
    const clock = { startsWith: 'The incident', startedOn: '2026-11-19', dueOn: '2026-12-19' };
    const pending = entry({ state: 'solicitorReview', decided: null, decidedOn: null, clock });
    expect(pending).toMatchObject({ outcome: 'pending', decidedOn: null, clock, reasons: '', prongs: [] });
    expect(entry({ state: 'triage', decided: null, decidedOn: null })).toBeNull();
    expect(entry({ decidedOn: null })).toBeNull();
    expect(entry({ incidentDate: null })).toBeNull();
  });
});

describe('what the Solicitor keeps back of a line', () => {
  const reason = 'The day would tell the family of the witness who it is that spoke to the police.';
  const incidentDate = { field: 'incidentDate', reason } as const;
  const fromIncident = { startsWith: 'The incident', startedOn: '2026-11-19', dueOn: '2026-12-19' };

  it('is in no field of it: the day not as the start of a clock either', () => {
    const line = entry({ suppressed: [incidentDate], clock: fromIncident });
    expect(line).toMatchObject({ incidentDate: null, clock: null, camera: 'body-worn', suppressed: [incidentDate] });
    expect(JSON.stringify(line)).not.toContain('2026-11-19');
    expect(JSON.stringify(line)).not.toContain('2026-12-19');
    const received = { startsWith: 'Receipt of the footage', startedOn: '2026-11-21', dueOn: '2026-12-21' };
    expect(entry({ suppressed: [incidentDate], clock: received })?.clock).toEqual(received);
    const others = [{ field: 'camera', reason } as const, { field: 'nextReviewOn', reason } as const];
    expect(entry({ suppressed: others })).toMatchObject({
      camera: null,
      nextReviewOn: null,
      incidentDate: '2026-11-19',
    });
  });

  it('is never the exemption, nor the decision and its day', () => {
    const all = (Object.keys(SUPPRESSIBLE) as SuppressibleField[]).map((field) => ({ field, reason }));
    const line = entry({ suppressed: all });
    expect([line?.outcome, line?.decidedOn, line?.prongs.length, line?.reasons]).toEqual([
      ...['withheld', '2026-11-20', 1],
      'What the public reads.',
    ]);
  });

  it('ends where the release itself is public', () => {
    expect(entry({ state: 'published', suppressed: [incidentDate] })).toMatchObject({ incidentDate: '2026-11-19' });
    expect(entry({ state: 'published', suppressed: [incidentDate] })).not.toHaveProperty('suppressed');
  });

  it('is what the newest act on each field says', () => {
    const act = (field: SuppressibleField, suppressed: boolean) => ({ field, suppressed, reason });
    expect(suppressedAfter([])).toEqual([]);
    const acts = [act('camera', true), act('incidentDate', true), act('camera', false)];
    expect(suppressedAfter(acts)).toEqual([incidentDate]);
    expect(suppressedAfter([...acts, act('camera', true)]).map(({ field }) => field)).toEqual([
      'camera',
      'incidentDate',
    ]);
  });

  it.each([
    [{}, [], null],
    [{ suppressed: false }, [incidentDate], null],
    [{}, [incidentDate], 'field'],
    [{ suppressed: false }, [], 'field'],
    [{ reason: 'Because.' }, [], 'reason'],
    [{ reason: `${reason} It was in Riverside.` }, [], 'reason'],
  ] as const)('%j after %j: refused for %s', (change, known, field) => {
    const act = { ...incidentDate, suppressed: true, ...change };
    expect(suppressionFault(act, known, ['Riverside'])?.field ?? null).toBe(field);
  });
});

describe('a note on the docket', () => {
  const SAYS = 'The District Attorney asked for two weeks to hear a witness first.';
  const clock = { dueOn: '2026-12-19', metOn: null } as unknown as RunningClock;
  const fault = (
    note: Partial<Parameters<typeof docketNoteFault>[0]>,
    facts: Partial<Parameters<typeof docketNoteFault>[1]> = {},
  ) =>
    docketNoteFault(
      { kind: 'extension', until: '2027-01-18', says: SAYS, ...note },
      { today: '2026-12-01' as Day, clock, extensionDays: 30, notes: [], unnamed: ['Riverside'], ...facts },
    )?.field ?? null;
  const appeal = { kind: 'appeal', on: '2026-12-01', until: null, says: SAYS } as const;

  it.each<[string, string | null]>([
    ['2026-12-20', null],
    ['2027-01-18', null],
    ['2027-01-19', 'until'],
    ['2026-12-19', 'until'],
    ['2026-13-40', 'until'],
  ])('extends the time to %s, or says %s', (until, field) => expect(fault({ until })).toBe(field));

  it('says why, of this clip; and each kind only where it has its place', () => {
    expect(fault({ says: 'Busy.' })).toBe('says');
    expect(fault({ says: `${SAYS} It was in riverside.` })).toBe('says');
    expect(fault({}, { clock: undefined })).toBe('kind');
    expect(fault({}, { clock: { ...clock, metOn: '2026-12-10' as Day } })).toBe('kind');
    expect(fault({ kind: 'lateness', until: null })).toBe('kind');
    expect(fault({ kind: 'lateness', until: null }, { today: '2026-12-20' as Day })).toBeNull();
    expect(fault({ kind: 'lateness' }, { today: '2026-12-20' as Day })).toBe('until');
    expect(fault({ kind: 'appeal', until: null })).toBeNull();
    expect(fault({ kind: 'appeal', until: null }, { notes: [appeal] })).toBe('kind');
    expect(fault({ kind: 'appeal-decided', until: null })).toBe('kind');
    expect(fault({ kind: 'appeal-decided', until: null }, { notes: [appeal] })).toBeNull();
  });
});

describe('a decision that is late', () => {
  const clock = { dueOn: '2026-12-19' as Day, metOn: null };
  const late = (today: string, notes: Parameters<typeof isLateUnexplained>[1] = []) =>
    isLateUnexplained(clock, notes, today as Day);
  const extended = { kind: 'extension', until: '2027-01-10' } as const;

  it('is one after its day, or after the day to which the time was extended', () => {
    expect([late('2026-12-19'), late('2026-12-20')]).toEqual([false, true]);
    expect([late('2027-01-10', [extended]), late('2027-01-11', [extended])]).toEqual([false, true]);
  });

  it('is explained by a note that says why, and is none where it was made in time or nobody knows its day', () => {
    expect(late('2027-01-11', [extended, { kind: 'lateness', until: null }])).toBe(false);
    expect(late('2027-01-11', [{ kind: 'appeal', until: null }])).toBe(true);
    expect(isLateUnexplained({ ...clock, metOn: '2026-12-10' as Day }, [], '2027-01-11' as Day)).toBe(false);
    expect(isLateUnexplained(undefined, [], '2027-01-11' as Day)).toBe(false);
  });
});
