import { ELEMENTS_OF_F } from '@app/determinations/domain';
import type { Field } from '../record/field';

/** The two findings of the Executive Order, which are not the elements of the exemption. */
const FINDINGS = {
  findingNoPrejudice: 'Release will not prejudice the possibility of effective law enforcement (Executive Order § 3.A)',
  findingPublicInterest: 'Release is in the public interest (Executive Order § 3.A)',
} as const;

const ANSWERS = { ...ELEMENTS_OF_F, ...FINDINGS } as const;
export const ANSWERED = Object.keys(ANSWERS) as (keyof typeof ANSWERS)[];
export const DEFERRAL = ['basis', 'facts', 'estimatedOn', 'nextReviewOn'] as const;

const answer = ([name, says]: [string, string]): Field[] => [
  { name: `${name}.holds`, label: says, kind: 'yes-no' },
  { name: `${name}.why`, label: 'Why', hint: `For: ${says}`, kind: 'long' },
];

const LETTERS: readonly Field[] = [
  { name: 'specificHarm', label: 'Specific harm of release', hint: '“none” where there is none', kind: 'long' },
  { name: 'publicInterestFactors', label: 'What speaks for the public interest', kind: 'long' },
  { name: 'priorDisclosure', label: 'What the public has seen already', kind: 'long' },
  { name: 'alternativesConsidered', label: 'Less restrictive alternatives that were considered', kind: 'long' },
  { name: 'publicReasons', label: 'What the public will read', hint: 'Neutral; no fact that defeats a redaction', kind: 'long' },
  { name: 'soundClearance', label: 'Why the sound may be used', hint: 'Where no visible microphone recorded it: G.L. c. 272, § 99', kind: 'long' },
  { name: 'segregability', label: 'Why no portion can be released', hint: 'For a withholding', kind: 'long' },
  { name: 'nextReviewOn', label: 'When a withholding is looked at again', kind: 'date' },
  { name: 'exemptionCOverride', label: 'Why (c) is cited although it relates to a misconduct investigation', kind: 'long' },
]; // prettier-ignore

const DEFERRING: readonly Field[] = [
  { name: 'deferral.basis', label: 'Deferral: why not now', kind: 'long' },
  { name: 'deferral.facts', label: 'Deferral: the facts', kind: 'long' },
  { name: 'deferral.estimatedOn', label: 'Deferral: when disclosure is expected', kind: 'date' },
  { name: 'deferral.nextReviewOn', label: 'Deferral: looked at again at the latest on', kind: 'date' },
];

/** Everything that is written once; exemptions and orders are lists and have forms of their own. */
export const CONTENT_FIELDS: readonly Field[] = [...Object.entries(ANSWERS).flatMap(answer), ...LETTERS, ...DEFERRING];

/** The content of a determination, as the api takes it. */
export type Content = Readonly<Record<string, unknown>>;

/** `investigatory: { holds, why }` as `investigatory.holds` and `investigatory.why`. */
export function flattened(content: Content): Content {
  const nested = [...ANSWERED, 'deferral'].flatMap((name) =>
    Object.entries((content[name] ?? {}) as Content).map(([key, value]) => [`${name}.${key}`, value] as const),
  );
  return { ...content, ...Object.fromEntries(nested) };
}

/** The same back, with what was changed; an answer of which nothing is given is none. */
export function withChanges(content: Content, changed: Content): Content {
  const flat = { ...flattened(content), ...changed };
  const own = Object.fromEntries(Object.entries(flat).filter(([name]) => !name.includes('.')));
  const answers = ANSWERED.map((name) => {
    const [holds, why] = [flat[`${name}.holds`] ?? null, flat[`${name}.why`] ?? ''];
    return [name, holds === null ? null : { holds, why }] as const;
  });
  const deferral = Object.fromEntries(DEFERRAL.map((name) => [name, flat[`deferral.${name}`] ?? '']));
  const defers = Object.values(deferral).some((value) => value !== '');
  return { ...own, ...Object.fromEntries(answers), deferral: defers ? deferral : null };
}
