/** The law: states and moves, rules with their authority, clocks, and the exact texts that are signed. */
export type { CaseFacts } from './case-facts';
export {
  type Answer,
  type CitedExemption,
  type Deferral,
  type DeterminationContent,
  ELEMENTS_OF_F,
  EMPTY_CONTENT,
  namesOneOf,
  type OrderedRedaction,
  type Outcome,
  OUTCOMES,
} from './content';
export { type ClockDefinition, CLOCKS, lengthInForce } from './clock-definitions';
export {
  type ClockFacts,
  clocksOf,
  type ClockState,
  nextDeadline,
  reviewInstant,
  type RunningClock,
} from './determination.deadlines';
export * as determinationRules from './determination.rules';
export {
  type DeterminationMove,
  type DeterminationState,
  determinationWorkflow,
  type Effect,
  type LegalRole,
} from './determination.workflow';
export { LAW_TABLES, type LawTableName } from './law-tables';
export { isPolicyKey, POLICIES, type Policies, policiesInForce, policyFault, type PolicyKey } from './policy';
export { type CaseName, determinationText, signOffText, TEXT_VERSION, textVersionOf, unpublicationText } from './texts';
export { hiddenSpans, type PartFigures, partFindings, type RecordFacts, releaseRecord, totals } from './release-record';
export {
  docketEntry,
  type DocketFacts,
  docketNoteFault,
  isLateUnexplained,
  suppressedAfter,
  type SuppressionAct,
  suppressionFault,
} from './docket';
export { CONSENTS, PARTIES, PERSON_CLASSES, POSITIONS } from './contacts';
export { draftFaults, OUTCOME_MOVES } from './draft';
export { BY_STATUTE, type ExemptionLetter, EXEMPTIONS } from './exemptions';
export { EDITABLE, whyNotEditable } from './editable';
export { DUE, type Due, isDue, matchesWords, placeInQueue, type QueuePlace } from './queue';
export { wayToPublication } from './way-to-publication';
export { isScopeUnsaid, isUnassigned, type Scope, WAITS_FOR, type WorkFacts, workOn } from './waits-for';
export {
  type Block,
  isReportKind,
  type LedgerState,
  type RecordedAct,
  type ReportDocument,
  type ReportFacts,
  type ReportKind,
  reportOf,
  REPORTS,
  whyNotDrawn,
} from './reports';
