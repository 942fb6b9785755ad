import type { Rule } from '@app/kernel';
import type { CaseFacts } from './case-facts';
import { isReason, namesOneOf } from './content';

type CaseRule = Rule<CaseFacts>;

export const theReplacementIsExplained: CaseRule = {
  code: 'replacement-unexplained',
  says: 'Where a version will replace the one that is public, the public reads why, in words that name no place, no person and no number of the records.',
  authority: 'City policy R6: corrections say what was replaced, when and why',
  holds: ({ content, replacesPublished, unnamed }) =>
    !replacesPublished ||
    (isReason(content.replacementReason) && !namesOneOf(content.replacementReason ?? '', unnamed)),
};

export const aNewerVersionIsPublished: CaseRule = {
  code: 'no-newer-version',
  says: 'A newer version is being published in its place.',
  authority: 'City policy R1',
  holds: ({ newerVersionPublished }) => newerVersionPublished,
};

export const noOtherVersionIsOpen: CaseRule = {
  code: 'version-open',
  says: 'No other version of the clip is being worked on.',
  authority: 'City policy',
  holds: ({ anotherVersionOpen }) => !anotherVersionOpen,
};
