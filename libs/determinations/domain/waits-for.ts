import type { DeterminationState, LegalRole } from './determination.workflow';

/** Roles of people: Daylight's own processes wait for nobody. */
type StaffRole = Exclude<LegalRole, 'intake' | 'calendar' | 'publisher'>;

/**
 * Whose work a clip is in each state: who takes it further, not everybody who might turn it back. Nobody's where it
 * rests, or where a process or a date is waited for (reference: law, §§ 11 and 14).
 */
export const WAITS_FOR: Readonly<Record<DeterminationState, readonly StaffRole[]>> = {
  preserved: [],
  triage: ['assistant-solicitor', 'solicitor'],
  outOfScope: [],
  gatheringFacts: ['case-officer'],
  solicitorReview: ['assistant-solicitor', 'solicitor'],
  deferred: [],
  withheld: [],
  publicOnRequest: [],
  redacting: ['redaction-technician'],
  qualityCheck: ['quality-reviewer'],
  accessibility: ['accessibility-editor'],
  awaitingSignOff: ['solicitor'],
  scheduled: [],
  published: [],
  superseded: [],
  unpublished: [],
};

interface Work {
  readonly waitsFor: readonly StaffRole[];
  readonly nextAction: string;
}

/** Of a released clip whose described version is still owed: whoever can have it made. */
const OWED_DESCRIPTION: Work = {
  waitsFor: ['accessibility-editor', 'assistant-solicitor'],
  nextAction: 'Have it described, and prepare a next version with it',
};

/** Nobody can be asked whether the order covers what nobody has described. */
const UNSAID_SCOPE: Work = {
  waitsFor: ['case-officer'],
  nextAction: 'Say in the record what it shows, and who did it',
};

/** A redaction technician sees only what they were given. */
const UNASSIGNED: Work = {
  waitsFor: ['assistant-solicitor', 'solicitor'],
  nextAction: 'Say who hides what is ordered',
};

/** What is done next in each state, in the words of whoever does it; where nobody acts, what is waited for. */
const NEXT_ACTION: Readonly<Record<DeterminationState, string>> = {
  preserved: 'Examined by intake',
  triage: 'Decide whether the order covers it',
  outOfScope: 'Nothing: outside the order',
  gatheringFacts: 'Complete the facts and submit them',
  solicitorReview: 'Draft and sign the determination',
  deferred: 'Reviewed when its date comes',
  withheld: 'Nothing until it is reopened',
  publicOnRequest: 'Nothing until a request comes',
  redacting: 'Hide what is ordered, and submit it',
  qualityCheck: 'Check the redactions',
  accessibility: 'Make captions, description and warnings',
  awaitingSignOff: 'Sign off the exact files',
  scheduled: 'Published when the notice period is over',
  published: 'Nothing: it is public',
  superseded: 'Nothing: a newer version is public',
  unpublished: 'Nothing: it was taken down',
};

/** What is known of a clip on which it depends whose work it is. */
export interface WorkFacts {
  readonly state: DeterminationState;
  /** Of what is released. */
  readonly owesDescription: boolean;
  readonly isScopeUnsaid: boolean;
  /** Something is still to be hidden, and all of that is nobody's. */
  readonly isUnassigned: boolean;
}

/** Whose work a clip is, and what they do. */
export function workOn({ state, owesDescription, isScopeUnsaid, isUnassigned }: WorkFacts): Work {
  if (state === 'triage' && isScopeUnsaid) return UNSAID_SCOPE;
  if (state === 'redacting' && isUnassigned) return UNASSIGNED;
  if (state === 'published' && owesDescription) return OWED_DESCRIPTION;
  return { waitsFor: WAITS_FOR[state], nextAction: NEXT_ACTION[state] };
}

/** What the order asks of footage; null until somebody has said it. */
export interface Scope {
  readonly showsViolence: boolean | null;
  readonly showsPropertyDamage: boolean | null;
  readonly byFederalOfficial: boolean | null;
}

/** Whether it cannot be told yet if the order covers the footage, because the record does not say what it shows. */
export function isScopeUnsaid({ showsViolence, showsPropertyDamage, byFederalOfficial }: Scope): boolean {
  if (byFederalOfficial === false) return false;
  const shows = [showsViolence, showsPropertyDamage];
  return byFederalOfficial === null || (!shows.includes(true) && shows.includes(null));
}

/** Of redactions that are ordered: whether some are left, and those are nobody's. */
export function isUnassigned(
  tasks: readonly { readonly state: string; readonly assignedTo: string | null }[],
): boolean {
  const left = tasks.filter(({ state }) => state !== 'done');
  return left.length > 0 && left.every(({ assignedTo }) => assignedTo === null);
}
