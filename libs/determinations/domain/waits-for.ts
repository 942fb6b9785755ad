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
