import type { CaseFile, ClipSummary } from '@app/determinations';
import { type DeterminationState, type RunningClock, WAITS_FOR } from '@app/determinations/domain';

export class ClipSummaryView {
  id!: string;
  incidentId!: string;
  state!: string;
  /** Roles whose work it is now; empty where it rests, or a process or a date is waited for. */
  waitsFor!: string[];
  version!: number;
  source!: string;
  nativeFilename!: string;
  receivedAt!: string;
  verdict!: string;
  cameraLabel!: string | null;
  /** Seconds; null until examined. */
  duration!: number | null;
}

/** A stretch of a clip that is not as it was recorded: frame numbers and seconds, both half-open. */
export class DamageView {
  /** picture or sound */
  part!: string;
  /** missing, faulty or ends-early */
  kind!: string;
  from!: number;
  to!: number;
  start!: number;
  end!: number;
  says!: string;
}

export class ClipView extends ClipSummaryView {
  revision!: number;
  determinationRevision!: number;
  sha256!: string;
  uploadedBy!: string;
  verdictCode!: string | null;
  verdictSays!: string | null;
  examination!: Record<string, unknown> | null;
  /** What of the recording is missing or faulty, span by span; empty for one that is whole. */
  damage!: DamageView[];
  facts!: Record<string, unknown>;
  flags!: string[];
  /** What is still missing before the facts can be submitted. */
  missing!: { incident: { field: string; says: string }[]; clip: { field: string; says: string }[] };
  outcome!: string | null;
  noticeEndsAt!: string | null;
  nextReviewOn!: string | null;
  /** Public id of the release, once something of the clip is public. */
  releaseId!: string | null;
  manifestSha256!: string | null;
}

export class ClockView {
  id!: string;
  name!: string;
  startsWith!: string;
  startedOn!: string | null;
  dueOn!: string | null;
  dueAt!: string | null;
  metOn!: string | null;
  state!: string;
  businessDaysLeft!: number | null;
  authority!: string;
  note!: string | null;
}

export class CustodyView {
  ledgerIndex!: number;
  at!: string;
  actor!: string;
  roles!: string[];
  action!: string;
  outcome!: string;
  before!: string | null;
  after!: string | null;
  reason!: string | null;
  with!: Record<string, unknown> | null;
}

export const summaryView = ({ clip, state, version }: ClipSummary): ClipSummaryView => ({
  id: clip.id,
  incidentId: clip.incidentId,
  state,
  waitsFor: [...WAITS_FOR[state as DeterminationState]],
  version,
  source: clip.source,
  nativeFilename: clip.nativeFilename,
  receivedAt: clip.receivedAt.toISOString(),
  verdict: clip.verdict,
  cameraLabel: clip.cameraLabel,
  duration: clip.examination?.duration ?? null,
});

export function clipView(file: CaseFile, missing: ClipView['missing']): ClipView {
  const { clip, determination, flags, assembled } = file;
  const { deviceId, wearer, custodian, acquisitionMethod, claimedStart, clockOffset, priorDisclosure } = clip;
  const {
    audioSource,
    showsViolence,
    showsPropertyDamage,
    byFederalOfficial,
    scopeBasis,
    investigation,
    cameraLabel,
    source,
  } = clip;
  const everPublic =
    ['published', 'superseded', 'unpublished'].includes(determination.state) || determination.version > 1;
  return {
    ...summaryView({ clip, state: determination.state, version: determination.version }),
    revision: clip.revision,
    determinationRevision: determination.revision,
    sha256: clip.originalSha256,
    uploadedBy: clip.uploadedBy,
    verdictCode: clip.verdictCode,
    verdictSays: clip.verdictSays,
    examination: clip.examination && { ...clip.examination },
    damage: (clip.examination?.damage ?? []).map((span) => ({ ...span })),
    facts: {
      source,
      deviceId,
      wearer,
      custodian,
      acquisitionMethod,
      claimedStart,
      clockOffset,
      priorDisclosure,
      audioSource,
      showsViolence,
      showsPropertyDamage,
      byFederalOfficial,
      scopeBasis,
      investigation,
      cameraLabel,
    },
    flags: [...flags],
    missing,
    outcome: determination.outcome,
    noticeEndsAt: determination.noticeEndsAt?.toISOString() ?? null,
    nextReviewOn: determination.nextReviewOn,
    releaseId: everPublic ? determination.releaseId : null,
    manifestSha256: assembled?.manifestSha256 ?? null,
  };
}

export const clockView = (clock: RunningClock): ClockView => ({ ...clock, dueAt: clock.dueAt?.toISOString() ?? null });
