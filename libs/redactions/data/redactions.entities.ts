import type { ClipId, StaffId } from '@app/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  Basis,
  Box,
  BoxTrack,
  Channel,
  Operation,
  RedactionPlan,
  SubjectClass,
  SuggestionState,
  TrackingResult,
} from '../domain';

/** The redaction plan of one version of a determination, as edited so far. */
@Entity('redaction_document')
export class RedactionDocument {
  @PrimaryColumn({ type: 'uuid' })
  determinationId!: string;

  @Column({ type: 'uuid' })
  clipId!: ClipId;

  @Column({ type: 'integer' })
  revision!: number;

  @Column({ type: 'jsonb' })
  plan!: RedactionPlan;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}

/** The batch of edits that led to a revision. Inserted, never changed. */
@Entity('redaction_edit')
export class RedactionEdit {
  @PrimaryColumn({ type: 'uuid' })
  determinationId!: string;

  /** The revision that these operations made. */
  @PrimaryColumn({ type: 'integer' })
  revision!: number;

  @Column({ type: 'jsonb' })
  operations!: Operation[];

  @Column({ type: 'uuid' })
  by!: StaffId;

  @Column({ type: 'timestamptz' })
  at!: Date;

  /** Chosen by the client: the same batch sent twice is one edit. */
  @Column({ type: 'text' })
  idempotencyKey!: string;
}

/** Who is editing a plan just now; it passes by itself. */
@Entity('redaction_lease')
export class RedactionLease {
  @PrimaryColumn({ type: 'uuid' })
  determinationId!: string;

  @Column({ type: 'uuid' })
  heldBy!: StaffId;

  @Column({ type: 'timestamptz' })
  until!: Date;
}

/** What is said in the original, for those who redact it. */
@Entity('redaction_transcript')
export class RedactionTranscript {
  @PrimaryColumn({ type: 'uuid' })
  determinationId!: string;

  @Column({ type: 'integer' })
  revision!: number;

  /** WebVTT. */
  @Column({ type: 'text' })
  vtt!: string;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}

export type TaskState = 'open' | 'done' | 'returned';

/** One thing that the determination orders to be hidden. */
@Entity('redaction_task')
export class RedactionTask {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid' })
  determinationId!: string;

  @Column({ type: 'text' })
  subject!: SubjectClass;

  @Column({ type: 'text' })
  channel!: Channel;

  @Column({ type: 'jsonb' })
  basis!: Basis;

  /** What to hide and where, for the technician. */
  @Column({ type: 'text' })
  instruction!: string;

  @Column({ type: 'text' })
  state!: TaskState;

  @Column({ type: 'uuid' })
  requestedBy!: StaffId;

  @Column({ type: 'uuid', nullable: true })
  assignedTo!: StaffId | null;

  @Column({ type: 'uuid', nullable: true })
  doneBy!: StaffId | null;

  @Column({ type: 'timestamptz', nullable: true })
  doneAt!: Date | null;

  /** Why it came back. */
  @Column({ type: 'text', nullable: true })
  returnedBecause!: string | null;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}

export type RenderingState = 'asked' | 'verified' | 'refused' | 'failed';

/** A release as rendered from one revision of the plan, with the proof that it holds. */
@Entity('rendering')
export class Rendering {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid' })
  determinationId!: string;

  @Column({ type: 'uuid' })
  clipId!: ClipId;

  @Column({ type: 'integer' })
  planRevision!: number;

  @Column({ type: 'jsonb' })
  plan!: RedactionPlan;

  /** A staff id, or `calendar` and the like where the workflow itself asked. */
  @Column({ type: 'text' })
  askedBy!: string;

  @Column({ type: 'timestamptz' })
  askedAt!: Date;

  /** `verified`: made and found good. `refused`: made, and the verifier found a violation. `failed`: could not be made. */
  @Column({ type: 'text' })
  state!: RenderingState;

  @Column({ type: 'char', length: 64, nullable: true })
  outputSha256!: string | null;

  @Column({ type: 'bigint', nullable: true })
  outputSize!: number | null;

  @Column({ type: 'jsonb', nullable: true })
  receipt!: Record<string, unknown> | null;

  @Column({ type: 'jsonb', nullable: true })
  verification!: Record<string, unknown> | null;

  @Column({ type: 'text', nullable: true })
  failure!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  finishedAt!: Date | null;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}

/** A mask that somebody asked to be tracked, what tracking suggests, and what a person decided about it. */
@Entity('suggested_track')
export class Tracking {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid' })
  determinationId!: string;

  @Column({ type: 'uuid' })
  clipId!: ClipId;

  /** The name of the mask that is tracked, in the plan or to be added to it. */
  @Column({ type: 'text' })
  track!: string;

  @Column({ type: 'text' })
  shape!: BoxTrack['shape'];

  @Column({ type: 'text' })
  subject!: string;

  @Column({ type: 'jsonb' })
  basis!: Basis;

  /** The frame on which a person said where the target is, when that is shown, and where it is there. */
  @Column({ type: 'integer' })
  frame!: number;

  @Column({ type: 'bigint' })
  pts!: number;

  @Column({ type: 'jsonb' })
  box!: Box;

  /** Half-open, in frames. */
  @Column({ type: 'integer', name: 'from_frame' })
  from!: number;

  @Column({ type: 'integer', name: 'to_frame' })
  to!: number;

  /** What frames are counted in: the original and its frame index. */
  @Column({ type: 'char', length: 64 })
  sourceSha256!: string;

  @Column({ type: 'char', length: 64 })
  frameIndexSha256!: string;

  @Column({ type: 'text' })
  state!: SuggestionState;

  @Column({ type: 'jsonb', nullable: true })
  result!: TrackingResult | null;

  /** Why it could not be tracked, in plain words. */
  @Column({ type: 'text', nullable: true })
  failure!: string | null;

  @Column({ type: 'uuid' })
  askedBy!: StaffId;

  @Column({ type: 'timestamptz' })
  askedAt!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  finishedAt!: Date | null;

  /** Who accepted, rejected or cancelled it. */
  @Column({ type: 'uuid', nullable: true })
  decidedBy!: StaffId | null;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}

/** How far a worker has come. Tells whoever waits, and decides nothing: the log does not hold it. */
@Entity('tracking_progress')
export class TrackingProgress {
  @PrimaryColumn({ type: 'uuid' })
  suggestionId!: string;

  @Column({ type: 'integer' })
  done!: number;

  @Column({ type: 'integer' })
  total!: number;
}
