import { asWords } from '@app/kernel';
import { type Block, facts, heading, paragraph, table } from './document';
import type { ReportFacts } from './facts';
import { bytes, count, moment, momentOr, or } from './words';

// What several reports say in the same words.

/** Which recording this is about, as received. */
export const recording = ({ clip, reception, incident, nameOf }: ReportFacts): Block =>
  facts(
    ['Clip', clip.id],
    ['CPD case', or(incident.caseNumber)],
    ['File, as it was named', clip.nativeFilename],
    ['SHA-256 of the original', clip.originalSha256],
    ['Size of the original', bytes(reception.size)],
    ['Received', moment(clip.receivedAt)],
    ['Received from', nameOf(clip.uploadedBy)],
  );

/** The device and how the recording came from it. */
export const device = ({ clip }: ReportFacts): Block =>
  facts(
    ['Camera', asWords(clip.source)],
    ['Device number', or(clip.deviceId)],
    ['Who had the recording', or(clip.custodian)],
    ['How it was taken from the device', or(clip.acquisitionMethod)],
    ['When the device says recording began', momentOr(clip.claimedStart)],
    ['Seconds by which its clock was ahead', or(clip.clockOffset)],
  );

/** Whether the log that all of this is taken from holds, and the hash by which anybody finds out later. */
export function ledger({ ledger: log, at, drawnBy }: ReportFacts): Block[] {
  const checked = `The log was recomputed when this report was drawn: every entry against its own hash and against the act that it commits to, and the whole against ${count(log.checkpoints, 'checkpoint')}.`;
  const unsigned = log.signaturesChecked
    ? ''
    : ' The signatures of the checkpoints were not checked: this server was not given the public key of the log.';
  const result =
    log.faults.length === 0
      ? 'Everything holds.'
      : 'It does not hold. An operator has to look at it before this report is relied on.';
  return [
    heading('The log that this report is taken from'),
    paragraph(`${checked}${unsigned} ${result}`),
    ...(log.faults.length === 0
      ? []
      : [table('What does not hold', ['Place', 'What was found'], log.faults.map((fault, i) => [`${i + 1}`, fault.says]))]), // prettier-ignore
    facts(
      ['Entries in the log', String(log.entries)],
      ['Hash of the head of the log', log.root],
      ['Entries under a signed checkpoint', String(log.sealed)],
      ['Drawn', moment(at)],
      ['Drawn by', drawnBy],
    ),
    paragraph(
      'The hash of the head is the root of the Merkle tree (RFC 6962) over the entries of the log up to then. Nothing among them can be altered, removed or added without another root: “ops verify-log” recomputes it. That this report was drawn is itself an entry of the log, with the SHA-256 of what it says.',
    ),
  ];
}
