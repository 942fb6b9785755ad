import { type DeterminationContent, EMPTY_CONTENT, ELEMENTS_OF_F, type Outcome } from '@app/determinations/domain';
import type { Field } from '../record/field';

/** The content of a determination, as the api takes it. */
export type Content = Readonly<Record<string, unknown>>;

/** The two findings of the Executive Order, which are not the elements of the exemption. */
export const FINDINGS = {
  findingNoPrejudice: 'Release will not prejudice the possibility of effective law enforcement (Executive Order § 3.A)',
  findingPublicInterest: 'Release is in the public interest (Executive Order § 3.A)',
} as const;

/** What says which questions a draft has to answer. */
export interface Asking {
  readonly outcome: Outcome;
  readonly content: Content;
  /** Of the clip, and the version of its determination. */
  readonly flags: readonly string[];
  readonly version: number;
  /** The field to which somebody was led from a list of what stands in the way; empty when to none. */
  readonly ledTo: string;
}

/** A question, and when it is asked; without a word on that, always. */
interface Question extends Field {
  readonly asked?: (draft: Asking) => boolean;
}

const isWithheld = ({ outcome }: Asking): boolean => outcome === 'withhold';
const isReleased = ({ outcome }: Asking): boolean => outcome === 'release' || outcome === 'release-redacted';
/** Only there does citing (c) need a word. G.L. c. 4, § 7(26)(c), proviso. */
const isMisconduct = ({ flags }: Asking): boolean => flags.includes('misconduct-investigation');
const isReplacement = ({ version }: Asking): boolean => version > 1;

/** Texts on the whole of it, and the one date. */
export const TEXTS: readonly Question[] = [
  { name: 'specificHarm', label: 'Specific harm of release', hint: '“none” where there is none', kind: 'long' },
  { name: 'publicInterestFactors', label: 'What speaks for the public interest', kind: 'long' },
  { name: 'priorDisclosure', label: 'What the public has seen already', kind: 'long' },
  { name: 'alternativesConsidered', label: 'Less restrictive alternatives that were considered', kind: 'long' },
  { name: 'segregability', label: 'Why no portion can be released', kind: 'long', asked: isWithheld },
  { name: 'soundClearance', label: 'Why the sound may be used', hint: 'Where no visible microphone recorded it: G.L. c. 272, § 99', kind: 'long', asked: isReleased },
  { name: 'exemptionCOverride', label: 'Why (c) is cited although it relates to a misconduct investigation', kind: 'long', asked: isMisconduct },
  { name: 'publicReasons', label: 'What the public will read', hint: 'Neutral; no fact that defeats a redaction', kind: 'long' },
  { name: 'replacementReason', label: 'Why this version replaces the one that is public', hint: 'The public reads it beside the old one', kind: 'long', asked: isReplacement },
  { name: 'nextReviewOn', label: 'When a withholding is looked at again', kind: 'date', asked: isWithheld },
]; // prettier-ignore

export const DEFERRAL: readonly Field[] = [
  { name: 'basis', label: 'Deferral: why not now', kind: 'long' },
  { name: 'facts', label: 'Deferral: the facts', kind: 'long' },
  { name: 'estimatedOn', label: 'Deferral: when disclosure is expected', kind: 'date' },
  { name: 'nextReviewOn', label: 'Deferral: looked at again at the latest on', kind: 'date' },
];

const isWritten = (value: unknown): boolean => value !== null && value !== undefined && value !== '';

/** The texts that a draft asks for, and those in which something was written: what is there is never out of sight. */
export const textsOf = (draft: Asking, before: Content): readonly Field[] =>
  TEXTS.filter(
    ({ name, asked }) =>
      (asked?.(draft) ?? true) || name === draft.ledTo || isWritten(draft.content[name]) || isWritten(before[name]),
  );

export const asksForDeferral = ({ outcome, content, ledTo }: Asking, before: Content): boolean =>
  outcome === 'defer' ||
  ledTo.startsWith('deferral') ||
  isWritten(content['deferral']) ||
  isWritten(before['deferral']);

/** What somebody has begun to write, as far as it shows. */
export function outcomeBegun(content: Content): Outcome {
  if (isWritten(content['deferral'])) return 'defer';
  return isWritten(content['segregability']) || isWritten(content['nextReviewOn']) ? 'withhold' : 'release-redacted';
}

/** Field names as people know them: in lists of what is missing, and of what a colleague has written. */
export const LABELS: Readonly<Record<string, string>> = {
  ...ELEMENTS_OF_F,
  ...FINDINGS,
  ...Object.fromEntries(TEXTS.map(({ name, label }) => [name, label])),
  exemptions: 'Exemptions cited',
  orders: 'Redactions ordered',
  deferral: 'Deferral',
  ...Object.fromEntries(DEFERRAL.map(({ name, label }) => [`deferral.${name}`, label])),
  cite: 'Exemptions cited',
  order: 'Redactions ordered',
};

/** The whole of it, as the domain knows it. An answer that says neither yes nor no is none yet. */
export const contentOf = (content: Content): DeterminationContent => ({
  ...EMPTY_CONTENT,
  ...(content as Partial<DeterminationContent>),
});
