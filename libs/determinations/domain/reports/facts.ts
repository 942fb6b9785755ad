import type { ClipFacts } from '@app/footage/domain';
import type { Act } from '@app/ledger/domain';
import type { HiddenSpan, ReleaseRecord } from '@app/publications/domain';
import type { CitedExemption, Deferral, Outcome } from '../content';
import type { DeterminationMove, DeterminationState } from '../determination.workflow';

/** All that a report is made from, gathered at one moment. Plain data, but for the names of staff. */
export interface ReportFacts {
  readonly at: Date;
  readonly drawnBy: string;
  /** The name behind a staff id; the id itself for a process, and for a reader who may not know names. */
  readonly nameOf: (actor: string) => string;
  readonly clip: ClipFacts & RecordedClip;
  readonly reception: Reception;
  readonly incident: { readonly caseNumber: string | null; readonly occurredAt: Date | null };
  readonly flags: readonly string[];
  readonly determination: DecidedVersion;
  readonly acts: readonly RecordedAct[];
  readonly copies: readonly Copy[];
  readonly renderings: readonly Rendered[];
  /** Of every version, oldest first. */
  readonly signatures: readonly Signature[];
  readonly publications: readonly PublishedVersion[];
  readonly consultations: readonly Consulted[];
  /** What the verified rendering of the plan as it stands hides; null while there is none. */
  readonly hidden: { readonly spans: readonly HiddenSpan[]; readonly totals: ReleaseRecord['totals'] } | null;
  readonly ledger: LedgerState;
}

interface RecordedClip {
  readonly id: string;
  readonly nativeFilename: string;
  readonly originalSha256: string;
  readonly uploadedBy: string;
  readonly receivedAt: Date;
  readonly verdict: string;
  readonly verdictSays: string | null;
  readonly examination: {
    readonly container: string;
    readonly videoCodec: string;
    readonly audioCodecs: readonly string[];
    readonly width: number;
    readonly height: number;
    readonly frames: number;
    readonly duration: number;
    readonly damage?: readonly { readonly says: string }[];
  } | null;
}

interface Reception {
  readonly size: number;
  readonly storedAt: Date;
  readonly declared: { readonly sha256: string; readonly size: number; readonly at: Date } | null;
}

interface DecidedVersion {
  readonly version: number;
  readonly state: DeterminationState;
  readonly outcome: Outcome | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly releaseId: string;
  readonly nextReviewOn: string | null;
  readonly exemptions: readonly CitedExemption[];
  readonly deferral: Deferral | null;
}

export interface RecordedAct {
  readonly index: number;
  readonly at: Date;
  readonly act: Act;
}

interface Copy {
  readonly kind: string;
  readonly sha256: string;
  readonly size: number;
  readonly madeAt: Date;
  readonly ledgerIndex: number;
}

interface Rendered {
  readonly version: number;
  readonly state: string;
  readonly askedBy: string;
  readonly finishedAt: Date | null;
  readonly outputSha256: string | null;
  /** Hash of the original as the rendering read it. */
  readonly sourceSha256: string | null;
  readonly ledgerIndex: number;
}

export interface Signature {
  readonly version: number;
  readonly move: DeterminationMove;
  readonly text: string;
  readonly textSha256: string;
  readonly signedBy: string;
  readonly signedAs: readonly string[];
  readonly signedAt: Date;
  readonly policyVersion: number;
  /** Passkey with which it was signed; null: with the password. */
  readonly credentialId: string | null;
  readonly ledgerIndex: number;
}

interface PublishedVersion {
  readonly version: number;
  readonly state: string;
  readonly publishedAt: Date;
  readonly manifestSha256: string;
  readonly takenDown: string | null;
  readonly ledgerIndex: number;
}

interface Consulted {
  readonly party: string;
  readonly sentOn: string | null;
  readonly repliedOn: string | null;
  readonly position: string | null;
  readonly reason: string | null;
}

export interface LedgerState {
  readonly entries: number;
  readonly checkpoints: number;
  readonly sealed: number;
  readonly signaturesChecked: boolean;
  readonly root: string;
  readonly faults: readonly { readonly from: number; readonly to: number; readonly says: string }[];
}
