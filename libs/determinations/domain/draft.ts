import type { FieldFault } from '@app/kernel';
import { type Answer, type DeterminationContent, ELEMENTS_OF_F, isReason, type Outcome } from './content';
import type { DeterminationMove } from './determination.workflow';

/** The move by which each outcome is determined. */
export const OUTCOME_MOVES = {
  release: 'releaseWhole',
  'release-redacted': 'releaseRedacted',
  defer: 'defer',
  withhold: 'withhold',
  'public-on-request': 'leaveToRecordsRequest',
} as const satisfies Record<Outcome, DeterminationMove>;

const ELEMENTS = Object.keys(ELEMENTS_OF_F) as (keyof typeof ELEMENTS_OF_F)[];
const REASON = 'needs a reason of its own, in at least 40 characters';

function ofAnswer(name: string, answer: Answer | null): FieldFault[] {
  if (answer === null) return [{ field: `${name}.holds`, says: 'is not answered' }];
  return isReason(answer.why) ? [] : [{ field: `${name}.why`, says: REASON }];
}

/**
 * What stands between a draft and its signature, field by field. The rules of the workflow decide; they do not name
 * fields, and whoever writes wants to be led to them.
 */
export function draftFaults(content: DeterminationContent, outcome: Outcome): FieldFault[] {
  const reason = (field: 'publicReasons' | 'segregability'): FieldFault[] =>
    isReason(content[field]) ? [] : [{ field, says: REASON }];
  const faults = [...ELEMENTS.flatMap((name) => ofAnswer(name, content[name])), ...reason('publicReasons')];
  switch (outcome) {
    case 'release':
    case 'release-redacted':
      return [
        ...faults,
        ...(['findingNoPrejudice', 'findingPublicInterest'] as const).flatMap((name) => ofAnswer(name, content[name])),
      ];
    case 'withhold':
      return [
        ...faults,
        ...(content.exemptions.length === 0 ? [{ field: 'cite', says: 'no exemption is cited yet' }] : []),
        ...content.exemptions.flatMap(({ why }, i) =>
          isReason(why) ? [] : [{ field: `exemptions.${i}.why`, says: REASON }],
        ),
        ...reason('segregability'),
        ...(content.nextReviewOn === null ? [{ field: 'nextReviewOn', says: 'is a date to come' }] : []),
      ];
    case 'defer':
      return [
        ...faults,
        ...(content.deferral === null ? [{ field: 'deferral.basis', says: 'is not written yet' }] : []),
      ];
    case 'public-on-request':
      return faults;
  }
}
