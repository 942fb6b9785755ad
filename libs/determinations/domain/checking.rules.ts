import type { Rule } from '@app/kernel';
import type { CaseFacts } from './case-facts';

type CaseRule = Rule<CaseFacts>;

export const checkerTookNoPart: CaseRule = {
  code: 'checked-own-redaction',
  says: 'Redactions are checked by someone who neither uploaded the footage nor made any of them.',
  authority: 'City policy R7: separation of duties',
  holds: ({ acting, uploadedBy, redactedBy }) => acting !== uploadedBy && !redactedBy.includes(acting),
};

export const theCheckerWatchedAllOfIt: CaseRule = {
  code: 'not-watched',
  says: 'Whoever passes the redactions has watched every second of this rendering, with its sound; or the Solicitor, as another person, has recorded why that was not needed.',
  authority: 'City policy R7',
  holds: ({ acting, review }) => review.watchedWhole || (review.waivedBy !== null && review.waivedBy !== acting),
};

export const noDoubtIsLeft: CaseRule = {
  code: 'doubts-open',
  says: 'Every place of the plan that looks like a mistake – a mask that jumps, that ends and begins again, that lasts a few frames only – has been looked at in this rendering and found right.',
  authority: 'City policy R7',
  holds: ({ review }) => review.openDoubts === 0,
};

export const noIssueIsLeft: CaseRule = {
  code: 'issues-open',
  says: 'Every issue that was pinned to a frame has been fixed, and the reviewer has verified it.',
  authority: 'City policy R7',
  holds: ({ review }) => review.openIssues === 0,
};
