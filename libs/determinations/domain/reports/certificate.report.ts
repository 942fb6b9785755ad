import { type Block, blanks, facts, heading, list, paragraph, type ReportDocument, table } from './document';
import type { ReportFacts } from './facts';
import { device, ledger, recording } from './parts';
import { bytes, count, moment } from './words';

/**
 * A certificate under Fed. R. Evid. 902(14), filled in as far as Daylight's own records reach. It certifies nothing by
 * itself: whoever is qualified compares, completes and signs. Conclusions are theirs, so it states the steps (reference:
 * law, § 8: a certificate must not be conclusory).
 */
export function certificate(known: ReportFacts): ReportDocument {
  return {
    title: 'Certificate of data copied from an electronic device, storage medium or file',
    notice:
      'Federal Rules of Evidence 902(14) and 902(11). A form, filled in from the City’s records: without the signature of a qualified person it certifies nothing.',
    blocks: [
      heading('1. The qualified person'),
      blanks('Name', 'Position and employer', 'Training and experience in identifying data by hash'),
      heading('2. The data'),
      recording(known),
      device(known),
      heading('3. How the data was received and kept'),
      list(...steps(known)),
      heading('4. The process of digital identification'),
      paragraph(
        'The data is identified by its SHA-256 (FIPS 180-4), a value of 256 bits that is computed from every byte of a file and from nothing else. The same bytes give the same value each time; a change of any byte gives another. No two different files with the same SHA-256 are known.',
      ),
      ...comparisons(known),
      heading('5. Who has read or copied the data'),
      paragraph(reads(known)),
      heading('6. The copy that is produced with this certificate'),
      blanks(
        'File and medium of the copy',
        'SHA-256 that I computed of the copy',
        'Program and version with which I computed it',
        'Date and time of the computation',
        'Result of comparing it with the SHA-256 under 2',
      ),
      heading('7. Certification'),
      paragraph(
        'I am qualified by my training and experience to make this certificate. I have read parts 2 to 5 against the records from which they were filled in, I have completed parts 1 and 6 myself, and I would so testify.',
      ),
      paragraph(
        'I declare under penalty of perjury under the laws of the United States of America that the foregoing is true and correct (28 U.S.C. § 1746).',
      ),
      blanks('Signature', 'Date', 'Place'),
      paragraph(
        'Rule 902(11) asks the proponent to give an adverse party reasonable written notice before the trial or hearing, and to make record and certificate available for inspection. Whether a court of the Commonwealth takes such a certificate is for counsel to establish.',
      ),
      ...ledger(known),
    ],
  };
}

function steps({ clip, reception, acts, nameOf }: ReportFacts): string[] {
  const received = acts.find(({ act }) => act.action === 'receive-footage');
  const { declared } = reception;
  return [
    ...(declared
      ? [
          `On ${moment(declared.at)}, before sending anything, ${nameOf(clip.uploadedBy)} declared a file of ${bytes(declared.size)} with the SHA-256 ${declared.sha256}.`,
        ]
      : []),
    `Daylight computed the SHA-256 of the bytes that it had received, stored them, and accepted them only because the value was the declared one; other bytes would have been refused. The value was ${clip.originalSha256}.`,
    `The bytes were first stored on ${moment(reception.storedAt)}, under their SHA-256 as their name, in a store that accepts each name once.`,
    ...(received
      ? [
          `The reception was recorded on ${moment(received.at)} as entry ${received.index} of the City’s append-only log, and the City signed a receipt that states the SHA-256.`,
        ]
      : []),
  ];
}

function comparisons({ clip, renderings }: ReportFacts): Block[] {
  const made = renderings.filter((one) => one.sourceSha256 !== null && one.finishedAt !== null);
  return [
    table(
      'Times at which the SHA-256 of the stored original was computed again',
      ['Entry', 'When', 'Occasion', 'Result', 'SHA-256'],
      made.map((one) => [
        String(one.ledgerIndex),
        one.finishedAt ? moment(one.finishedAt) : '',
        `A rendering read the original, version ${one.version}`,
        one.sourceSha256 === clip.originalSha256 ? 'the same' : 'not the same',
        one.sourceSha256 ?? '',
      ]),
      'None since it was stored.',
    ),
    facts(['SHA-256 under which the original is kept', clip.originalSha256]),
  ];
}

function reads({ acts }: ReportFacts): string {
  const ofOriginal = acts.filter(({ act }) => act.action === 'read-original');
  const people = ofOriginal.filter(({ act }) => act.actor !== 'intake').length;
  return `The log holds ${count(acts.length, 'act')} on this clip. The original was read ${count(ofOriginal.length, 'time')}, ${people} of them at the request of a person and the others by Daylight itself, to examine it and to make copies. The custody report lists each with who, when and why.`;
}
