import { asWords } from '@app/kernel';
import { OUTCOMES } from '../content';
import { SECTIONS } from '../texts';
import { type Block, facts, heading, paragraph, type ReportDocument, table } from './document';
import type { ReportFacts, Signature } from './facts';
import { ledger, recording } from './parts';
import { actionOf, moment, or } from './words';

/** Moves whose signature is on a determination; the others sign a release off or take it down. */
const DETERMINES = ['releaseWhole', 'releaseRedacted', 'defer', 'withhold', 'leaveToRecordsRequest'];

/** The determination that was signed last: a draft that somebody has begun since is none. */
export const lastDetermination = (signatures: readonly Signature[]): Signature | null =>
  signatures.filter(({ move }) => DETERMINES.includes(move)).at(-1) ?? null;

/** What was determined, in the very words that were signed, with who signed what and whom they asked. */
export function determinationMemo(known: ReportFacts, signed: Signature): ReportDocument {
  const { determination, consultations, signatures, nameOf } = known;
  const reopened = determination.outcome === null || determination.version !== signed.version;
  return {
    title: 'Determination memo',
    notice:
      'Internal document of the City’s Law Department: not for publication. Of the reasons, the public reads only what stands under “What the public reads”.',
    blocks: [
      heading('The recording'),
      recording(known),
      heading('What was determined'),
      facts(
        ['Determination', actionOf(signed.move)],
        ...(reopened ? [] : ([['Outcome', OUTCOMES[determination.outcome]]] as const)),
        ['Version', String(signed.version)],
        ['Signed by', `${nameOf(signed.signedBy)} (${signed.signedAs.map(asWords).join(', ')})`],
        ['Signed', moment(signed.signedAt)],
        ['Signed with', meansOf(signed)],
        ['SHA-256 of the signed text', signed.textSha256],
        ['Policies in force', `version ${signed.policyVersion}`],
        ['Entry in the log', String(signed.ledgerIndex)],
        ['State now', asWords(determination.state)],
        ['Looked at again', or(determination.nextReviewOn, 'no date set')],
      ),
      heading('The text that was signed, word for word'),
      ...textOf(signed.text),
      heading('Whom the City asked'),
      table(
        'Consultations',
        ['Party', 'Asked', 'Replied', 'Position', 'Reason'],
        consultations.map((one) => [
          one.party,
          or(one.sentOn, 'not yet'),
          or(one.repliedOn, 'no reply'),
          one.position === null ? 'none' : asWords(one.position),
          or(one.reason, 'none given'),
        ]),
      ),
      heading('Everything that was signed on this clip'),
      table(
        'Signatures',
        ['Entry', 'Version', 'Step', 'Signed by', 'Signed', 'With', 'SHA-256 of the text'],
        signatures.map((one) => [
          String(one.ledgerIndex),
          String(one.version),
          actionOf(one.move),
          nameOf(one.signedBy),
          moment(one.signedAt),
          meansOf(one),
          one.textSha256,
        ]),
      ),
      ...ledger(known),
    ],
  };
}

const meansOf = ({ credentialId }: Signature): string =>
  credentialId === null ? 'the password, given again' : `the passkey ${credentialId}`;

/** A line a paragraph; the lines that head a section of the text head one here. */
const textOf = (text: string): Block[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => (SECTIONS.includes(line) ? heading(line) : paragraph(line)));
