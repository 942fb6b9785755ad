import type { Reason } from '@app/kernel';
import type { DeterminationState } from './determination.workflow';

interface Editable {
  readonly in: readonly DeterminationState[];
  readonly says: string;
  readonly authority: string;
}

/** In which states a part of a case may be worked on. Signed parts are changed only by going back. */
export const EDITABLE = {
  facts: {
    in: ['preserved', 'triage', 'outOfScope', 'gatheringFacts', 'solicitorReview'],
    says: 'Facts are changed before the determination is signed; after that, the Solicitor returns or reopens it.',
    authority: 'City policy R1',
  },
  draft: {
    in: ['gatheringFacts', 'solicitorReview'],
    says: 'A determination is drafted while the facts are gathered and while the Solicitor is deciding.',
    authority: 'City policy R1',
  },
  redactions: {
    in: ['redacting'],
    says: 'Redactions are edited while the determination is being carried out, before they are submitted.',
    authority: 'City policy R7',
  },
  rendering: {
    in: ['redacting', 'accessibility'],
    says: 'A rendering is asked for while the redactions are made, or again before captions are finished.',
    authority: 'City policy R1',
  },
  review: {
    in: ['qualityCheck'],
    says: 'A rendering is watched, and issues are pinned to it and verified, while it is being checked.',
    authority: 'City policy R7',
  },
  accessibility: {
    in: ['accessibility'],
    says: 'Captions, description and warnings are made on the checked cut, before the sign-off.',
    authority: '28 C.F.R. § 35.200; City policy R1',
  },
} as const satisfies Record<string, Editable>;

/** Why that part may not be changed now; null when it may. */
export function whyNotEditable(part: keyof typeof EDITABLE, state: DeterminationState): Reason | null {
  const { in: states, says, authority } = EDITABLE[part];
  return (states as readonly string[]).includes(state) ? null : { code: 'wrong-state', says, authority };
}
