import { addDays, type Day, isDay } from '@app/calendar';
import type { FieldFault } from '@app/kernel';
import {
  type DocketEntry,
  type DocketNote,
  type DocketOutcome,
  isUnderAppeal,
  type SuppressibleField,
  type Suppression,
} from '@app/publications/domain';
import { type DeterminationContent, isReason, namesOneOf, type Outcome } from './content';
import type { RunningClock } from './determination.deadlines';
import type { DeterminationState } from './determination.workflow';

/** What the docket says of a state. Null: nothing, because it is not known yet whether the order covers the clip, or it does not. */
function outcomeOf(state: DeterminationState, decided: Outcome | null): DocketOutcome | null {
  switch (state) {
    case 'deferred':
      return 'deferred';
    case 'withheld':
      return 'withheld';
    case 'publicOnRequest':
      return 'public-on-request';
    case 'redacting':
    case 'qualityCheck':
    case 'accessibility':
    case 'awaitingSignOff':
    case 'scheduled':
      return 'in-preparation';
    case 'published':
      return decided === 'release' ? 'released' : 'released-redacted';
    case 'superseded':
      return 'superseded';
    case 'unpublished':
      return 'unpublished';
    case 'solicitorReview':
    case 'gatheringFacts':
      return decided === null ? 'pending' : 'reopened';
    case 'preserved':
    case 'triage':
    case 'outOfScope':
      return null;
  }
}

export interface DocketFacts {
  readonly state: DeterminationState;
  readonly decided: Outcome | null;
  /** `YYYY-MM-DD` */
  readonly decidedOn: string | null;
  readonly incidentDate: string | null;
  readonly camera: DocketEntry['camera'];
  readonly content: DeterminationContent;
  readonly clock: DocketEntry['clock'];
  readonly nextReviewOn: string | null;
  readonly release: string;
  readonly notes: readonly DocketNote[];
  readonly suppressed: readonly Suppression[];
  readonly today: string;
}

/** The public log's line, field by field; null while there is nothing to log in public. */
export function docketEntry(facts: DocketFacts): ((id: string) => DocketEntry) | null {
  const { content, decidedOn, incidentDate } = facts;
  const outcome = outcomeOf(facts.state, facts.decided);
  if (outcome === null || incidentDate === null || (outcome !== 'pending' && decidedOn === null)) return null;
  const hides = outcome === 'withheld' || outcome === 'deferred';
  const shown =
    outcome === 'released' || outcome === 'released-redacted' || outcome === 'superseded' || outcome === 'unpublished';
  const whole = (id: string): DocketEntry => ({
    schema: 'daylight-docket-entry-1',
    id,
    incidentDate,
    camera: facts.camera,
    outcome,
    prongs: hides ? content.exemptions.map(({ letter, statute }) => ({ letter, statute })) : [],
    // A draft says nothing in public: the reasons are those of a decision.
    reasons: outcome === 'pending' ? '' : (content.publicReasons ?? ''),
    decidedOn: outcome === 'pending' ? null : decidedOn,
    clock: facts.clock,
    nextReviewOn: hides ? facts.nextReviewOn : null,
    estimatedOn: outcome === 'deferred' ? (content.deferral?.estimatedOn ?? null) : null,
    release: shown ? facts.release : null,
    notes: facts.notes,
    updatedOn: facts.today,
  });
  return shown || facts.suppressed.length === 0 ? whole : (id) => without(facts.suppressed, whole(id));
}

/** The line without what is kept back. Its release, once there is one, says all of that. */
function without(suppressed: readonly Suppression[], entry: DocketEntry): DocketEntry {
  const hides = (field: SuppressibleField): boolean => suppressed.some((one) => one.field === field);
  const { incidentDate, camera, clock, nextReviewOn } = entry;
  const givesDayAway = hides('incidentDate') && clock?.startedOn === incidentDate;
  return {
    ...entry,
    incidentDate: hides('incidentDate') ? null : incidentDate,
    camera: hides('camera') ? null : camera,
    clock: givesDayAway ? null : clock,
    nextReviewOn: hides('nextReviewOn') ? null : nextReviewOn,
    suppressed,
  };
}

export interface SuppressionAct extends Suppression {
  /** False: it is shown again. */
  readonly suppressed: boolean;
}

/** What is kept back after all these acts, the oldest first. */
export function suppressedAfter(acts: readonly SuppressionAct[]): Suppression[] {
  const last = new Map(acts.map((act) => [act.field, act]));
  return [...last.values()].filter((act) => act.suppressed).map(({ field, reason }) => ({ field, reason }));
}

/** Why a field cannot be kept back, or shown again; null when it can. */
export function suppressionFault(
  { field, suppressed, reason }: SuppressionAct,
  known: readonly Suppression[],
  unnamed: readonly string[],
): FieldFault | null {
  if (known.some((one) => one.field === field) === suppressed)
    return { field: 'field', says: suppressed ? 'is kept back already' : 'is not kept back' };
  const says = publicWordsFault(reason, unnamed);
  return says === null ? null : { field: 'reason', says };
}

/** Why words cannot stand on the docket; null when they can. */
function publicWordsFault(words: string, unnamed: readonly string[]): string | null {
  if (!isReason(words)) return 'says why, of this clip, in at least 40 characters';
  return namesOneOf(words, unnamed) ? 'names no place, no person and no number of the records' : null;
}

/** Whether a decision today comes after its day, with no word on the docket of why or until when the time was extended. */
export const isLateUnexplained = (
  clock: Pick<RunningClock, 'dueOn' | 'metOn'> | undefined,
  notes: readonly Pick<DocketNote, 'kind' | 'until'>[],
  today: Day,
): boolean =>
  clock !== undefined &&
  clock.dueOn !== null &&
  clock.metOn === null &&
  today > (notes.find(({ kind }) => kind === 'extension')?.until ?? clock.dueOn) &&
  !notes.some(({ kind }) => kind === 'lateness');

interface NoteFacts {
  readonly today: Day;
  readonly clock: RunningClock | undefined;
  /** Days by which the one extension may move the date (CL3). */
  readonly extensionDays: number;
  readonly notes: readonly DocketNote[];
  readonly unnamed: readonly string[];
}

/** Why a note cannot be added to a line; null when it can. */
export function docketNoteFault(
  note: Pick<DocketNote, 'kind' | 'until' | 'says'>,
  { today, clock, extensionDays, notes, unnamed }: NoteFacts,
): FieldFault | null {
  const refuse = (field: string, says: string): FieldFault => ({ field, says });
  const words = publicWordsFault(note.says, unnamed);
  if (words !== null) return refuse('says', words);
  if (note.kind === 'appeal-decided' && !isUnderAppeal({ notes }))
    return refuse('kind', 'needs an appeal that is open');
  if (note.kind === 'appeal' && isUnderAppeal({ notes })) return refuse('kind', 'is noted already');
  if (note.kind === 'lateness' && !(clock?.dueOn && (clock.metOn ?? today) > clock.dueOn))
    return refuse('kind', 'is for what is late');
  if (note.kind !== 'extension') return note.until === null ? null : refuse('until', 'belongs to an extension only');
  if (!clock?.dueOn || clock.metOn !== null) return refuse('kind', 'is for a clock that is running');
  const last = addDays(clock.dueOn, extensionDays);
  if (note.until === null || !isDay(note.until) || note.until <= clock.dueOn || note.until > last)
    return refuse('until', `is a day after ${clock.dueOn}, the day on which it is due, and ${last} at the latest`);
  return null;
}
