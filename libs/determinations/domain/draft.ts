import { isDay } from '@app/calendar';
import { type FieldFault, isFilled } from '@app/kernel';
import {
  type Answer,
  type Deferral,
  type DeterminationContent,
  ELEMENTS_OF_F,
  isReason,
  type Outcome,
} from './content';
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

/** Reasons that only some clips need. Where one is given it has to be one: the rule that asks for it names no length. */
const BEGUN = ['soundClearance', 'exemptionCOverride', 'replacementReason'] as const;
const isBegunOnly = (text: string | null | undefined): boolean => isFilled(text) && !isReason(text);

const DAY = 'is a date to come';

const ofDeferral = ({ basis, facts, estimatedOn, nextReviewOn }: Deferral): FieldFault[] => [
  ...(isReason(basis) ? [] : [{ field: 'deferral.basis', says: REASON }]),
  ...(isReason(facts) ? [] : [{ field: 'deferral.facts', says: REASON }]),
  ...(isDay(estimatedOn) ? [] : [{ field: 'deferral.estimatedOn', says: DAY }]),
  ...(isDay(nextReviewOn) ? [] : [{ field: 'deferral.nextReviewOn', says: DAY }]),
];

const NO_DEFERRAL: Deferral = { basis: '', facts: '', estimatedOn: '', nextReviewOn: '' };

/**
 * What stands between a draft and its signature, field by field. The rules of the workflow decide; they do not name
 * fields, and whoever writes wants to be led to them.
 */
export function draftFaults(content: DeterminationContent, outcome: Outcome): FieldFault[] {
  const reason = (field: 'publicReasons' | 'segregability'): FieldFault[] =>
    isReason(content[field]) ? [] : [{ field, says: REASON }];
  const faults = [
    ...ELEMENTS.flatMap((name) => ofAnswer(name, content[name])),
    ...reason('publicReasons'),
    ...BEGUN.flatMap((field) => (isBegunOnly(content[field]) ? [{ field, says: REASON }] : [])),
  ];
  switch (outcome) {
    case 'release':
    case 'release-redacted':
      return [
        ...faults,
        ...(['findingNoPrejudice', 'findingPublicInterest'] as const).flatMap((name) => ofAnswer(name, content[name])),
        ...(outcome === 'release-redacted' && content.orders.length === 0
          ? [{ field: 'order', says: 'none is ordered yet' }]
          : []),
      ];
    case 'withhold':
      return [
        ...faults,
        ...(content.exemptions.length === 0 ? [{ field: 'cite', says: 'no exemption is cited yet' }] : []),
        ...content.exemptions.flatMap(({ why }, i) =>
          isReason(why) ? [] : [{ field: `exemptions.${i}.why`, says: REASON }],
        ),
        ...reason('segregability'),
        ...(content.nextReviewOn === null ? [{ field: 'nextReviewOn', says: DAY }] : []),
      ];
    case 'defer':
      return [...faults, ...ofDeferral(content.deferral ?? NO_DEFERRAL)];
    case 'public-on-request':
      return faults;
  }
}
