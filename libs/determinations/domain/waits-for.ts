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

/** Whose work a released clip is whose described version is still owed, and what they do. */
const OWED_DESCRIPTION = {
  waitsFor: ['accessibility-editor', 'assistant-solicitor'],
  nextAction: 'Have it described, and prepare a next version with it',
} as const satisfies { readonly waitsFor: readonly StaffRole[]; readonly nextAction: string };

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

/** Whose work a clip is, and what it is: of what is released and owes a described version, that. */
export const workOn = (
  state: DeterminationState,
  owesDescription: boolean,
): { readonly waitsFor: readonly StaffRole[]; readonly nextAction: string } =>
  state === 'published' && owesDescription
    ? OWED_DESCRIPTION
    : { waitsFor: WAITS_FOR[state], nextAction: NEXT_ACTION[state] };
