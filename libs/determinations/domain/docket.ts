import type { DocketEntry, DocketOutcome } from '@app/publications/domain';
import type { DeterminationContent, Outcome } from './content';
import type { DeterminationState } from './determination.workflow';

/** What the docket says of a state. Null: nothing yet, because nothing has been decided. */
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
      return decided === null ? null : 'reopened';
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
  readonly today: string;
}

/** The public log's line, field by field; null while there is nothing to log in public. */
export function docketEntry(facts: DocketFacts): ((id: string) => DocketEntry) | null {
  const { content, decidedOn, incidentDate } = facts;
  const outcome = outcomeOf(facts.state, facts.decided);
  if (outcome === null || decidedOn === null || incidentDate === null) return null;
  const hides = outcome === 'withheld' || outcome === 'deferred';
  const shown =
    outcome === 'released' || outcome === 'released-redacted' || outcome === 'superseded' || outcome === 'unpublished';
  return (id) => ({
    schema: 'daylight-docket-entry-1',
    id,
    incidentDate,
    camera: facts.camera,
    outcome,
    prongs: hides ? content.exemptions.map(({ letter, statute }) => ({ letter, statute })) : [],
    reasons: content.publicReasons ?? '',
    decidedOn,
    clock: facts.clock,
    nextReviewOn: hides ? facts.nextReviewOn : null,
    estimatedOn: outcome === 'deferred' ? (content.deferral?.estimatedOn ?? null) : null,
    release: shown ? facts.release : null,
    updatedOn: facts.today,
  });
}
