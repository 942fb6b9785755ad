import { isFilled } from '@app/kernel';
import type { Basis, Channel, SubjectClass } from '@app/redactions/domain';

/** An answer with its reasons; null where it has not been given. */
export interface Answer {
  readonly holds: boolean;
  readonly why: string;
}

/** One exemption relied on. Letter and statute alone are not enough: "and say why" (SPR18/1570). */
export interface CitedExemption {
  /** Letter of G.L. c. 4, § 7(26), for instance `(f)`. */
  readonly letter: string;
  /** The statute behind (a); else the clause itself. */
  readonly statute: string;
  readonly why: string;
}

export interface Deferral {
  /** Why not now, specifically. */
  readonly basis: string;
  readonly facts: string;
  /** `YYYY-MM-DD`: when disclosure is expected. */
  readonly estimatedOn: string;
  /** `YYYY-MM-DD`: when it is looked at again, at the latest. */
  readonly nextReviewOn: string;
}

export interface OrderedRedaction {
  readonly subject: SubjectClass;
  readonly channel: Channel;
  readonly basis: Basis;
  readonly instruction: string;
}

/**
 * What the Solicitor's office writes on one clip (reference: law, § 13). The Executive Order's two findings and the
 * four elements of exemption (f) are separate questions: a clip can fail the first and still not be exempt.
 */
export interface DeterminationContent {
  /** Elements of G.L. c. 4, § 7(26)(f), in the statute's order. */
  readonly investigatory: Answer | null;
  readonly compiledOutOfPublicView: Answer | null;
  readonly wouldPrejudice: Answer | null;
  readonly notInPublicInterest: Answer | null;
  /** Harm to witnesses, techniques, arrest, or trial; "none" when there is none. */
  readonly specificHarm: string | null;
  readonly publicInterestFactors: string | null;
  readonly priorDisclosure: string | null;
  readonly alternativesConsidered: string | null;
  /** Executive Order § 3.A: release will not prejudice the possibility of effective law enforcement. */
  readonly findingNoPrejudice: Answer | null;
  /** Executive Order § 3.A: release is in the public interest. */
  readonly findingPublicInterest: Answer | null;
  readonly exemptions: readonly CitedExemption[];
  /** Why no portion can be released (R4). */
  readonly segregability: string | null;
  readonly deferral: Deferral | null;
  /** `YYYY-MM-DD`: when a withholding is looked at again. */
  readonly nextReviewOn: string | null;
  readonly orders: readonly OrderedRedaction[];
  /** Why (c) is cited although the clip relates to a misconduct investigation (Mack). */
  readonly exemptionCOverride: string | null;
  /** Why sound that no visible microphone recorded may be used (G.L. c. 272, § 99). */
  readonly soundClearance: string | null;
  /** What the public reads of the reasons: neutral, no fact that defeats a redaction. */
  readonly publicReasons: string | null;
  /** Why this version takes the place of the one that is public: the public reads it beside the old one. Absent in early contents. */
  readonly replacementReason?: string | null;
}

export const EMPTY_CONTENT: DeterminationContent = {
  investigatory: null,
  compiledOutOfPublicView: null,
  wouldPrejudice: null,
  notInPublicInterest: null,
  specificHarm: null,
  publicInterestFactors: null,
  priorDisclosure: null,
  alternativesConsidered: null,
  findingNoPrejudice: null,
  findingPublicInterest: null,
  exemptions: [],
  segregability: null,
  deferral: null,
  nextReviewOn: null,
  orders: [],
  exemptionCOverride: null,
  soundClearance: null,
  publicReasons: null,
  replacementReason: null,
};

/** The four elements, with the words of the statute: G.L. c. 4, § 7(26)(f). */
export const ELEMENTS_OF_F = {
  investigatory: 'The footage is investigatory material.',
  compiledOutOfPublicView: 'It was necessarily compiled out of the public view.',
  wouldPrejudice: 'Disclosure would probably so prejudice the possibility of effective law enforcement …',
  notInPublicInterest: '… that such disclosure would not be in the public interest.',
} as const satisfies Partial<Record<keyof DeterminationContent, string>>;

export const elementsOf = (content: DeterminationContent): readonly (Answer | null)[] =>
  (Object.keys(ELEMENTS_OF_F) as (keyof typeof ELEMENTS_OF_F)[]).map((element) => content[element]);

/** What was decided. */
export const OUTCOMES = {
  release: 'Released in whole',
  'release-redacted': 'Released with parts hidden',
  defer: 'Deferred',
  withhold: 'Withheld',
  'public-on-request': 'Not released under the order; available by a public records request',
} as const;

export type Outcome = keyof typeof OUTCOMES;

/** Free text says something of this clip: shorter answers are templates (reference: law, § 13). */
const LEAST_REASON = 40;
export const isReason = (text: string | null | undefined): boolean =>
  isFilled(text) &&
  text.trim().length >= LEAST_REASON &&
  !/\[(?:[^\]]*(?:fill|reason|todo|text)[^\]]*)\]|lorem ipsum/i.test(text);

/** Whether a public text has one of the names in it that no public line on what is withheld may have. */
export const namesOneOf = (text: string, names: readonly string[]): boolean =>
  names.some((name) => wholeWords(name.trim()).test(text));

/** Matches the name where it stands by itself: “Lee” is not in “fleeing”. */
const wholeWords = (name: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])${name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'iu');
