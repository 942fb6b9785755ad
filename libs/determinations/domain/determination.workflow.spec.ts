import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROLES } from '@app/access';
import { decide, describe as describeTable, faults } from '@app/kernel';
import { aCase } from '../../../test/factories/case-facts';
import {
  type DeterminationMove,
  type DeterminationState,
  determinationWorkflow as table,
  type LegalRole,
  isScopeUnsaid,
  isUnassigned,
  WAITS_FOR,
  workOn,
} from '.';

type Row = Partial<Record<LegalRole, readonly DeterminationMove[]>>;

const BOTH_SOLICITORS = (...moves: DeterminationMove[]): Row => ({ 'assistant-solicitor': moves, solicitor: moves });

/**
 * Who may take which step in which state, written by hand (reference: law, §§ 11 and 14). A role that is not named in a
 * state may take no step there. It is not derived from the workflow: that is what makes it a check.
 */
const MATRIX: Record<DeterminationState, Row> = {
  preserved: { intake: ['admit'] },
  triage: BOTH_SOLICITORS('acceptAsInScope', 'rejectAsOutOfScope'),
  outOfScope: BOTH_SOLICITORS('reconsiderScope'),
  gatheringFacts: { 'case-officer': ['submitFacts'] },
  solicitorReview: {
    'assistant-solicitor': ['returnForFacts'],
    solicitor: ['returnForFacts', 'releaseWhole', 'releaseRedacted', 'defer', 'withhold', 'leaveToRecordsRequest'],
  },
  deferred: { ...BOTH_SOLICITORS('reopen'), calendar: ['reopenWhenDue'] },
  withheld: BOTH_SOLICITORS('reopen'),
  publicOnRequest: BOTH_SOLICITORS('reopen'),
  redacting: { 'redaction-technician': ['submitRedactions'] },
  qualityCheck: { 'quality-reviewer': ['returnRedactions', 'passRedactions'], solicitor: ['returnRedactions'] },
  accessibility: {
    'accessibility-editor': ['finishAccessibility'],
    'quality-reviewer': ['returnRedactions'],
    solicitor: ['returnRedactions'],
  },
  awaitingSignOff: {
    'quality-reviewer': ['returnRedactions'],
    solicitor: ['returnRedactions', 'returnToAccessibility', 'signOff'],
  },
  scheduled: { solicitor: ['withdrawSignOff'], publisher: ['voidSignOff', 'publish'] },
  published: {
    'assistant-solicitor': ['prepareNextVersion'],
    solicitor: ['prepareNextVersion', 'unpublish'],
    publisher: ['supersede'],
  },
  superseded: {},
  unpublished: BOTH_SOLICITORS('prepareReplacement'),
};

/** Where each step leads, what follows, and which of them are signed; by hand as well. */
const LEADS_TO: Record<DeterminationMove, string> = {
  admit: 'triage',
  acceptAsInScope: 'gatheringFacts',
  rejectAsOutOfScope: 'outOfScope',
  reconsiderScope: 'triage',
  submitFacts: 'solicitorReview',
  returnForFacts: 'gatheringFacts',
  releaseWhole: 'accessibility, signed, then render-release',
  releaseRedacted: 'redacting, signed, then open-redaction-tasks',
  defer: 'deferred, signed, then schedule-review',
  withhold: 'withheld, signed',
  leaveToRecordsRequest: 'publicOnRequest, signed',
  reopen: 'solicitorReview',
  reopenWhenDue: 'solicitorReview',
  submitRedactions: 'qualityCheck',
  returnRedactions: 'redacting, then reopen-redaction-tasks',
  passRedactions: 'accessibility',
  finishAccessibility: 'awaitingSignOff, then assemble-release',
  returnToAccessibility: 'accessibility',
  signOff: 'scheduled, signed, then record-sign-off, schedule-publication',
  withdrawSignOff: 'awaitingSignOff, then void-sign-off',
  voidSignOff: 'awaitingSignOff, then void-sign-off',
  publish: 'published, then publish-release',
  supersede: 'superseded',
  prepareNextVersion: 'published, then open-next-version',
  prepareReplacement: 'unpublished, then open-next-version',
  unpublish: 'unpublished, signed, then withdraw-release',
};

const STATES = Object.keys(MATRIX) as DeterminationState[];
const MOVES = Object.keys(LEADS_TO) as DeterminationMove[];
const EVERY_ROLE = [...Object.keys(ROLES), 'intake', 'calendar', 'publisher'];

/** The steps that state and role allow, whatever the facts of the case. */
function allowed(state: DeterminationState, role: string): DeterminationMove[] {
  return MOVES.filter((move) => {
    const decision = decide(table, { move, state, roles: [role], facts: aCase() });
    return decision.permitted || !decision.because.some(({ code }) => /^wrong-(state|role)$/.test(code));
  });
}

describe('the workflow', () => {
  it('has the sixteen states and the steps that are written out here, and no other', () => {
    expect(Object.keys(table.states)).toEqual(STATES);
    expect(STATES).toHaveLength(16);
    expect(Object.keys(table.moves)).toEqual(MOVES);
  });

  it.each(STATES)('in state %s allows each role exactly the steps of the matrix', (state) => {
    const found = Object.fromEntries(EVERY_ROLE.map((role) => [role, allowed(state, role)]));
    const wanted = Object.fromEntries(EVERY_ROLE.map((role) => [role, MATRIX[state][role as LegalRole] ?? []]));
    expect(found).toEqual(wanted);
  });

  it('leads each step to the state that is written out here, with the same consequences', () => {
    const found = MOVES.map((move) => {
      const { to, signed, then } = table.moves[move];
      return [
        move,
        [to, ...(signed ? ['signed'] : []), ...(then.length ? [`then ${then.join(', ')}`] : [])].join(', '),
      ];
    });
    expect(Object.fromEntries(found)).toEqual(LEADS_TO);
  });

  it('refuses somebody without a role, in words', () => {
    expect(decide(table, { move: 'publish', state: 'triage', roles: [], facts: aCase() })).toMatchObject({
      permitted: false,
      because: [
        { code: 'wrong-state', says: 'Only while it is: scheduled.', authority: 'Executive Order § 3.A' },
        { code: 'wrong-role', says: 'Only by: publisher.', authority: 'Executive Order § 3.A' },
      ],
    });
  });
});

describe('the table itself', () => {
  it('has no fault: every state is reached and left, every move and rule cites its authority', () => {
    expect(faults(table)).toEqual([]);
  });

  it('lets no role both determine or sign and publish', () => {
    const by = (wanted: (move: DeterminationMove) => boolean) => MOVES.filter(wanted).flatMap((m) => table.moves[m].by);
    const decides = new Set<string>(by((move) => table.moves[move].signed === true));
    expect(by((move) => ['publish', 'supersede'].includes(move)).filter((role) => decides.has(role))).toEqual([]);
  });

  it('is what counsel reads in WORKFLOW.md', () => {
    const page = readFileSync(join(__dirname, '..', 'WORKFLOW.md'), 'utf8');
    expect(page).toBe(describeTable(table));
  });
});

it('whoever a clip waits for may take it further, or drafts what is signed', () => {
  for (const [state, roles] of Object.entries(WAITS_FOR)) {
    for (const role of roles)
      expect({ state, role, moves: MATRIX[state as DeterminationState][role]?.length ?? 0 }).not.toMatchObject({
        moves: 0,
      });
  }
});

/** Nothing is out of the ordinary. */
const SETTLED = { owesDescription: false, isScopeUnsaid: false, isUnassigned: false };

it('a release that owes a described version is work for those who can have one made', () => {
  const waitsFor = (state: DeterminationState, owesDescription: boolean): readonly string[] =>
    workOn({ ...SETTLED, state, owesDescription }).waitsFor;
  expect(waitsFor('published', false)).toEqual([]);
  expect(waitsFor('published', true)).toEqual(['accessibility-editor', 'assistant-solicitor']);
  expect(waitsFor('redacting', true)).toEqual(waitsFor('redacting', false)); // the next version is under way
});

it('footage of which nobody has said what it shows is the officer’s work before it is the Solicitor’s', () => {
  const [yes, no] = [true, false] as const;
  const unsaid = (showsViolence: boolean | null, showsPropertyDamage: boolean | null, byFederalOfficial: boolean | null) =>
    isScopeUnsaid({ showsViolence, showsPropertyDamage, byFederalOfficial }); // prettier-ignore
  expect([unsaid(null, null, null), unsaid(yes, null, null), unsaid(no, null, yes)]).toEqual([true, true, true]);
  expect([unsaid(yes, null, yes), unsaid(null, yes, yes), unsaid(no, no, yes), unsaid(null, null, no)]).not.toContain(
    true,
  );
  const inTriage = { ...SETTLED, state: 'triage' } as const;
  expect(workOn({ ...inTriage, isScopeUnsaid: true }).waitsFor).toEqual(['case-officer']);
  expect(workOn(inTriage).waitsFor).toEqual(['assistant-solicitor', 'solicitor']);
  expect(workOn({ ...SETTLED, state: 'solicitorReview', isScopeUnsaid: true }).waitsFor).not.toContain('case-officer');
});

it('what is ordered to be hidden and is nobody’s work is given out by whoever ordered it', () => {
  const task = (state: string, assignedTo: string | null) => ({ state, assignedTo });
  expect(isUnassigned([task('open', null), task('done', 'remy')])).toBe(true);
  for (const tasks of [[], [task('done', null)], [task('open', null), task('open', 'remy')]])
    expect(isUnassigned(tasks)).toBe(false);
  expect(workOn({ ...SETTLED, state: 'redacting', isUnassigned: true }).waitsFor).toEqual([
    'assistant-solicitor',
    'solicitor',
  ]);
  expect(workOn({ ...SETTLED, state: 'redacting' }).waitsFor).toEqual(['redaction-technician']);
});
