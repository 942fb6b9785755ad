import type { Reason } from '@app/kernel';
import { whyNotEditable } from '../editable';
import { certificate } from './certificate.report';
import { custodyReport } from './custody.report';
import type { ReportDocument } from './document';
import { exemptionIndex } from './exemptions.report';
import type { ReportFacts } from './facts';
import { determinationMemo, lastDetermination } from './memo.report';

export { type Block, type Fact, type ReportDocument } from './document';
export type { LedgerState, RecordedAct, ReportFacts, Signature } from './facts';

/** The reports that can be drawn of a clip, and what one must be able to read for each. */
export const REPORTS = {
  custody: {
    title: 'Custody report',
    says: 'Everything that was done to the recording: who, what, when, why.',
    reads: 'Clip',
  },
  determination: {
    title: 'Determination memo',
    says: 'What was determined, in the words that were signed. Not for publication.',
    reads: 'Determination',
  },
  exemptions: {
    title: 'Exemption index',
    says: 'Every portion that is hidden or withheld, with law and reason, for a response to a records request.',
    reads: 'Determination',
  },
  certificate: {
    title: 'Certificate under FRE 902(14)',
    says: 'Identifies the original by its hash, for a qualified person to complete and sign.',
    reads: 'Clip',
  },
} as const satisfies Record<string, { title: string; says: string; reads: 'Clip' | 'Determination' }>;

export type ReportKind = keyof typeof REPORTS;

export const isReportKind = (text: unknown): text is ReportKind =>
  typeof text === 'string' && Object.hasOwn(REPORTS, text);

type Standing = Pick<ReportFacts, 'signatures' | 'hidden' | 'determination'>;

const NOTHING_SIGNED: Reason = {
  code: 'nothing-determined',
  says: 'A determination on this clip has been signed.',
  authority: 'Executive Order § 3.A',
};
const BEING_DECIDED: Reason = {
  code: 'being-decided',
  says: 'The determination stands: nobody has reopened it.',
  authority: 'G.L. c. 66, § 10(b)(iv)',
};
const NOT_RENDERED: Reason = {
  code: 'not-rendered',
  says: 'What is hidden has been rendered as the plan stands, and the rendering was verified.',
  authority: 'G.L. c. 66, § 10(b)(iv); SPR18/1570: the reason is stated for the portion',
};

/** What would have to be true for that report to be drawn; null when nothing stands in the way. */
export function whyNotDrawn(kind: ReportKind, { signatures, hidden, determination }: Standing): Reason | null {
  if (REPORTS[kind].reads === 'Clip') return null;
  if (!lastDetermination(signatures)) return NOTHING_SIGNED;
  if (kind === 'determination') return null;
  if (determination.outcome === null || whyNotEditable('draft', determination.state) === null) return BEING_DECIDED;
  return determination.outcome === 'release-redacted' && hidden === null ? NOT_RENDERED : null;
}

/** The report of those facts; null when it cannot be drawn yet (`whyNotDrawn` says why). */
export function reportOf(kind: ReportKind, known: ReportFacts): ReportDocument | null {
  if (whyNotDrawn(kind, known)) return null;
  switch (kind) {
    case 'custody':
      return custodyReport(known);
    case 'certificate':
      return certificate(known);
    case 'determination': {
      const signed = lastDetermination(known.signatures);
      return signed && determinationMemo(known, signed);
    }
    case 'exemptions': {
      const { outcome } = known.determination;
      return outcome && exemptionIndex(known, outcome);
    }
  }
}
