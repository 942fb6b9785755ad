import type { StaffId } from '@app/kernel';
import { endOfDay } from '@app/calendar';
import { type CaseFile, type Queued, workFacts } from '@app/determinations';
import { isScopeUnsaid, isUnassigned, type RunningClock, type WorkFacts, workOn } from '@app/determinations/domain';

export class ClipSummaryView {
  id!: string;
  incidentId!: string;
  state!: string;
  /** Roles whose work it is now; empty where it rests, or a process or a date is waited for. */
  waitsFor!: string[];
  /** What is done next, in words. */
  nextAction!: string;
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

/** The deadline that comes first: computed here, never by whoever reads it. */
export class DeadlineView {
  name!: string;
  /** The event that it is counted from. */
  startsWith!: string;
  startedOn!: string | null;
  dueOn!: string;
  /** The last instant at which it is met. */
  dueAt!: string;
  overdue!: boolean;
  /** Negative when it is overdue. */
  businessDaysLeft!: number;
  authority!: string;
}

export class QueuedClipView extends ClipSummaryView {
  deadline!: DeadlineView | null;
  flags!: string[];
  /** Whether work on it is assigned to whoever asks, and not done. */
  isAssigned!: boolean;
}

export class ClipListView {
  clips!: QueuedClipView[];
  /** How many there are, on all pages. */
  total!: number;
  /** `after` of the next page; null on the last one. */
  next!: string | null;
}

export class ColumnView extends ClipListView {
  state!: string;
}

/** The same clips as a board: a column for each state of the workflow, in its order, and the first page of each. */
export class BoardView {
  columns!: ColumnView[];
}

type Summarised = Pick<
  CaseFile['clip'],
  'id' | 'incidentId' | 'source' | 'nativeFilename' | 'receivedAt' | 'verdict' | 'cameraLabel'
> & { readonly duration: number | null; readonly version: number };

function summaryView(clip: Summarised, facts: WorkFacts): ClipSummaryView {
  const { waitsFor, nextAction } = workOn(facts);
  return {
    id: clip.id,
    incidentId: clip.incidentId,
    state: facts.state,
    waitsFor: [...waitsFor],
    nextAction,
    version: clip.version,
    source: clip.source,
    nativeFilename: clip.nativeFilename,
    receivedAt: clip.receivedAt.toISOString(),
    verdict: clip.verdict,
    cameraLabel: clip.cameraLabel,
    duration: clip.duration,
  };
}

const deadlineView = (clock: RunningClock | null): DeadlineView | null =>
  clock?.dueOn
    ? {
        name: clock.name,
        startsWith: clock.startsWith,
        startedOn: clock.startedOn,
        dueOn: clock.dueOn,
        dueAt: (clock.dueAt ?? endOfDay(clock.dueOn)).toISOString(),
        overdue: clock.state === 'overdue',
        businessDaysLeft: clock.businessDaysLeft ?? 0,
        authority: clock.authority,
      }
    : null;

export const queuedView = ({ row, deadline }: Queued, me: StaffId): QueuedClipView => ({
  ...summaryView(row, workFacts(row)),
  deadline: deadlineView(deadline),
  flags: [...row.flags],
  isAssigned: row.workOf.includes(me),
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
    ...summaryView(
      { ...clip, duration: clip.examination?.duration ?? null, version: determination.version },
      {
        ...{ state: determination.state, owesDescription: file.described !== null },
        ...{ isScopeUnsaid: isScopeUnsaid(clip), isUnassigned: isUnassigned(file.tasks) },
      },
    ),
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
