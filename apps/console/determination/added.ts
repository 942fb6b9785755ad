import {
  BY_STATUTE,
  type CitedExemption,
  EXEMPTIONS,
  type ExemptionLetter,
  type OrderedRedaction,
} from '@app/determinations/domain';
import type { FieldFault } from '@app/kernel';
import { citationOf } from '@app/publications/domain';
import { type Basis, CATALOGUE, type CatalogueRow, mayBeHidden, type SubjectClass } from '@app/redactions/domain';
import type { Field } from '../record/field';

/** What has been typed and chosen so far of what is added to a draft: nothing is chosen before a person does. */
export type Typed = Readonly<Record<string, string>>;

/** What is still missing, or what is added. */
export type Added<T> = { readonly faults: readonly FieldFault[] } | { readonly added: T };

const CHOOSE = 'Choose one';
const UNCHOSEN = 'is not chosen yet';
const UNSAID = 'is not said yet';

const rowOf = (subject: string | undefined): CatalogueRow | null => (mayBeHidden(subject) ? CATALOGUE[subject] : null);

const inWords = (basis: Basis): string =>
  basis.type === 'policy' ? `City policy: ${basis.why}` : `${basis.letter}, ${basis.statute}: ${basis.why}`;

/** Classes of the catalogue of which a redaction may be ordered. */
const MAY_BE_ORDERED = Object.keys(CATALOGUE).filter(mayBeHidden);

/** What is never to be redacted, and who says so. */
export const NEVER_HIDDEN: readonly CatalogueRow[] = Object.entries(CATALOGUE)
  .filter(([code]) => !mayBeHidden(code))
  .map(([, row]) => row);

/** The fields of an order: where and on which basis are those of the class that is chosen. */
export function orderFields({ subject }: Typed): Field[] {
  const row = rowOf(subject);
  const bases = Object.fromEntries((row?.bases ?? []).map((basis, i) => [String(i), inWords(basis)]));
  const shared = { kind: 'choice', unchosen: row ? CHOOSE : 'Choose first what is hidden' } as const;
  return [
    {
      ...{ name: 'subject', label: 'What is hidden', kind: 'choice', unchosen: CHOOSE, options: MAY_BE_ORDERED },
      called: Object.fromEntries(MAY_BE_ORDERED.map((code) => [code, CATALOGUE[code].title])),
      ...(row && { hint: `${row.says} (${row.authority})` }),
    },
    { ...shared, name: 'channel', label: 'Where', options: row?.channels ?? [] },
    { ...shared, name: 'basis', label: 'On which basis', options: Object.keys(bases), called: bases },
    { name: 'instruction', label: 'What exactly, and where', kind: 'long' },
  ];
}

/** The order as it is typed; what is chosen of another class no longer counts. */
export function orderOf({ subject, channel, basis, instruction = '' }: Typed): Added<OrderedRedaction> {
  const row = rowOf(subject);
  const where = row?.channels.find((one) => one === channel);
  const ground = basis ? row?.bases[Number(basis)] : undefined;
  const what = instruction.trim();
  if (row && where && ground && what !== '')
    return { added: { subject: subject as SubjectClass, channel: where, basis: ground, instruction: what } };
  return {
    faults: [
      ...(row ? [] : [{ field: 'subject', says: UNCHOSEN }]),
      ...(where ? [] : [{ field: 'channel', says: UNCHOSEN }]),
      ...(ground ? [] : [{ field: 'basis', says: UNCHOSEN }]),
      ...(what === '' ? [{ field: 'instruction', says: UNSAID }] : []),
    ],
  };
}

/** The fields of a citation; the statute is asked for only where the letter stands on another one. */
export const exemptionFields = ({ letter }: Typed): Field[] => [
  {
    ...{ name: 'letter', label: 'Exemption of G.L. c. 4, § 7(26)', kind: 'choice', unchosen: CHOOSE },
    options: Object.keys(EXEMPTIONS),
    called: Object.fromEntries(Object.entries(EXEMPTIONS).map(([one, says]) => [one, `${one} ${says}`])),
  },
  ...(letter === BY_STATUTE
    ? [{ name: 'statute', label: 'The statute', hint: 'For instance G.L. c. 41, § 97D', kind: 'text' } as const]
    : []),
  { name: 'why', label: 'Why it applies', hint: 'Letter and statute alone are not enough', kind: 'long' },
];

const isLetter = (text: string | undefined): text is ExemptionLetter => Object.hasOwn(EXEMPTIONS, text ?? '');

/** The citation as it is typed. */
export function exemptionOf({ letter, statute = '', why = '' }: Typed): Added<CitedExemption> {
  const behind = isLetter(letter) && letter !== BY_STATUTE ? citationOf(letter) : statute.trim();
  const reason = why.trim();
  if (isLetter(letter) && behind !== '' && reason !== '') return { added: { letter, statute: behind, why: reason } };
  return {
    faults: [
      ...(isLetter(letter) ? [] : [{ field: 'letter', says: UNCHOSEN }]),
      ...(letter === BY_STATUTE && behind === '' ? [{ field: 'statute', says: 'is not named yet' }] : []),
      ...(reason === '' ? [{ field: 'why', says: UNSAID }] : []),
    ],
  };
}
