import { AppError } from '@app/kernel';
import { CATALOGUE, CATALOGUE_VERSION } from '@app/redactions/domain';
import { type Answer, type DeterminationContent, ELEMENTS_OF_F, type Outcome, OUTCOMES } from './content';

/** Version of the wording below: part of every signed text. */
export const TEXT_VERSION = 2;

/** The version that a signed text names: what was signed before the wording changed keeps its own. */
export function textVersionOf(text: string): number {
  const named = /\(text version (\d+)/.exec(text);
  if (!named) throw new AppError('conflict', 'The signed text names no version of its wording.');
  return Number(named[1]);
}

/** Lines that head a part of a determination. Part of the signed text: whoever changes one changes TEXT_VERSION. */
const HEADS = {
  findings: 'Findings under the Executive Order of February 5, 2026, § 3.A',
  elements: 'Elements of G.L. c. 4, § 7(26)(f)',
  exemptions: 'Exemptions cited',
  deferral: 'Deferral',
  orders: 'Ordered to be hidden',
  public: 'What the public reads',
} as const;

export const SECTIONS: readonly string[] = Object.values(HEADS);

export interface CaseName {
  readonly clipId: string;
  readonly version: number;
  readonly caseNumber: string | null;
  readonly originalSha256: string;
}

/** The exact text that a Solicitor signs. The same answers give the same text, so that its hash names it. */
export function determinationText(
  name: CaseName,
  outcome: Outcome,
  content: DeterminationContent,
  conditions: readonly string[],
): string {
  return lines(
    `DETERMINATION ON FOOTAGE (text version ${TEXT_VERSION}, redaction catalogue version ${CATALOGUE_VERSION.version})`,
    '',
    `Clip ${name.clipId}, version ${name.version} of the determination`,
    `CPD case ${name.caseNumber ?? 'not recorded'}`,
    `SHA-256 of the original ${name.originalSha256}`,
    `Conditions recorded on the clip: ${conditions.join(', ') || 'none'}`,
    '',
    `Outcome: ${OUTCOMES[outcome]}`,
    '',
    HEADS.findings,
    finding('1. Release will not prejudice the possibility of effective law enforcement', content.findingNoPrejudice),
    finding('2. Release is in the public interest', content.findingPublicInterest),
    '',
    HEADS.elements,
    ...Object.entries(ELEMENTS_OF_F).map(([key, says], i) =>
      finding(`${i + 1}. ${says}`, content[key as keyof typeof ELEMENTS_OF_F]),
    ),
    '',
    section('Specific harm', content.specificHarm),
    section('Factors of public interest', content.publicInterestFactors),
    section('Prior disclosure', content.priorDisclosure),
    section('Alternatives and redaction considered', content.alternativesConsidered),
    ...exemptions(content),
    section('Why no portion can be released', content.segregability),
    section(
      'Why exemption (c) is cited although the clip relates to a misconduct investigation',
      content.exemptionCOverride,
    ),
    section('Why the sound may be used', content.soundClearance),
    ...deferral(content),
    section('Next review', content.nextReviewOn),
    ...orders(content),
    '',
    HEADS.public,
    content.publicReasons ?? '—',
    section('Why this version replaces the one that is public', content.replacementReason ?? null),
  );
}

/** The exact text that a Solicitor signs off: these files and no others. */
export const signOffText = (
  name: CaseName,
  manifestSha256: string,
  files: readonly { role: string; sha256: string }[],
): string =>
  lines(
    `SIGN-OFF ON A RELEASE (text version ${TEXT_VERSION})`,
    '',
    `Clip ${name.clipId}, version ${name.version} of the determination`,
    `Manifest ${manifestSha256}`,
    '',
    ...files.map(({ role, sha256 }) => `${role}: ${sha256}`),
    '',
    'I have reviewed these files. They, and nothing else, are to be published when the notice period is over.',
  );

/** The exact text that a Solicitor signs to take a release down. */
export const unpublicationText = (name: CaseName, reasonClass: string, reason: string): string =>
  lines(
    `UNPUBLICATION (text version ${TEXT_VERSION})`,
    '',
    `Clip ${name.clipId}, version ${name.version} of the determination`,
    `Class: ${reasonClass}`,
    `Reason: ${reason}`,
    '',
    'I know that what was public cannot be made unknown: later reliance on exemptions (c) and (f) is weakened (Globe v. Police Comm’r, 419 Mass. 852 (1995)).',
  );

const lines = (...parts: readonly (string | null)[]): string => `${parts.filter((part) => part !== null).join('\n')}\n`;

const finding = (says: string, answer: Answer | null): string =>
  `${says.replace(/\.$/, '')}: ${answer === null ? 'not answered' : `${answer.holds ? 'yes' : 'no'}. ${answer.why}`}`;

const section = (title: string, text: string | null): string | null =>
  text === null || text.trim() === '' ? null : `${title}: ${text}`;

const exemptions = ({ exemptions: cited }: DeterminationContent): string[] =>
  cited.length === 0
    ? []
    : ['', HEADS.exemptions, ...cited.map(({ letter, statute, why }) => `${letter} ${statute}: ${why}`)];

const deferral = ({ deferral: given }: DeterminationContent): string[] =>
  given === null
    ? []
    : [
        '',
        HEADS.deferral,
        `Basis: ${given.basis}`,
        `Facts: ${given.facts}`,
        `Disclosure expected: ${given.estimatedOn}`,
        `Looked at again: ${given.nextReviewOn}`,
      ];

const orders = ({ orders: ordered }: DeterminationContent): string[] =>
  ordered.length === 0
    ? []
    : [
        '',
        HEADS.orders,
        ...ordered.map(({ subject, channel, basis, instruction }) => {
          const ground = basis.type === 'statutory' ? `${basis.letter} ${basis.statute}` : 'City policy';
          return `${CATALOGUE[subject].title} (${channel}), ${ground}: ${basis.why} ${instruction}`;
        }),
      ];
