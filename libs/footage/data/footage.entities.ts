import type { ClipId, IncidentId, StaffId } from '@app/kernel';
import type { SignedStatement } from '@app/ledger';
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { ClipFacts, Flag, Verdict } from '../domain';

/** Bytes as received, once for each content. Inserted, never changed, never deleted. */
@Entity('original')
export class Original {
  @PrimaryColumn({ type: 'char', length: 64 })
  sha256!: string;

  @Column({ type: 'bigint' })
  size!: number;

  @Column({ type: 'timestamptz' })
  storedAt!: Date;

  /** With it, and only with it, the public commitment to this original can be opened (reliability T30). */
  @Column({ type: 'bytea' })
  salt!: Buffer;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}

/** One reception of footage: its own custody, even where the bytes are those of another clip. */
@Entity('clip')
export class Clip implements ClipFacts {
  @PrimaryColumn({ type: 'uuid' })
  id!: ClipId;

  @Column({ type: 'uuid' })
  incidentId!: IncidentId;

  @Column({ type: 'char', length: 64 })
  originalSha256!: string;

  @Column({ type: 'uuid' })
  uploadedBy!: StaffId;

  @Column({ type: 'timestamptz' })
  receivedAt!: Date;

  @Column({ type: 'text' })
  nativeFilename!: string;

  @Column({ type: 'integer' })
  revision!: number;

  @Column({ type: 'text' })
  source!: ClipFacts['source'];

  @Column({ type: 'text', nullable: true })
  deviceId!: string | null;

  @Column({ type: 'text', nullable: true })
  wearer!: string | null;

  @Column({ type: 'text', nullable: true })
  custodian!: string | null;

  @Column({ type: 'text', nullable: true })
  acquisitionMethod!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  claimedStart!: Date | null;

  @Column({ type: 'double precision', nullable: true })
  clockOffset!: number | null;

  @Column({ type: 'text', array: true, nullable: true })
  priorDisclosure!: string[] | null;

  @Column({ type: 'text', nullable: true })
  audioSource!: ClipFacts['audioSource'];

  @Column({ type: 'boolean', nullable: true })
  showsViolence!: boolean | null;

  @Column({ type: 'boolean', nullable: true })
  showsPropertyDamage!: boolean | null;

  @Column({ type: 'boolean', nullable: true })
  byFederalOfficial!: boolean | null;

  @Column({ type: 'text', nullable: true })
  scopeBasis!: string | null;

  @Column({ type: 'jsonb', nullable: true })
  investigation!: ClipFacts['investigation'];

  @Column({ type: 'text', nullable: true })
  cameraLabel!: string | null;

  @Column({ type: 'text' })
  verdict!: Verdict;

  @Column({ type: 'text', nullable: true })
  verdictCode!: string | null;

  /** For the person who uploaded it. */
  @Column({ type: 'text', nullable: true })
  verdictSays!: string | null;

  /** What intake found: container, codecs, size, rotation, frames, hidden frames. */
  @Column({ type: 'jsonb', nullable: true })
  examination!: ClipExamination | null;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}

export interface ClipExamination {
  readonly container: string;
  readonly videoCodec: string;
  readonly audioCodecs: readonly string[];
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
  readonly frames: number;
  /** Seconds. */
  readonly duration: number;
  readonly hiddenFrames: number;
  readonly variableFrameRate: boolean;
  /** Span by span what of it is not as it was recorded. Absent in early examinations, which accepted nothing damaged. */
  readonly damage?: readonly ClipDamage[];
}

/** A stretch of a clip that is missing or faulty: frame numbers and seconds, both half-open. */
export interface ClipDamage {
  readonly part: 'picture' | 'sound';
  readonly kind: 'missing' | 'faulty' | 'ends-early';
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
  readonly says: string;
}

export const DERIVATIVES = ['frame-index', 'proxy', 'waveform', 'keyframe-strip'] as const;
export type DerivativeKind = (typeof DERIVATIVES)[number];

/** A staff copy made from an original: for working, never for the public. */
@Entity('derivative')
export class Derivative {
  @PrimaryColumn({ type: 'uuid' })
  clipId!: ClipId;

  @PrimaryColumn({ type: 'text' })
  kind!: DerivativeKind;

  @Column({ type: 'char', length: 64 })
  sha256!: string;

  @Column({ type: 'bigint' })
  size!: number;

  @Column({ type: 'text' })
  mediaType!: string;

  @Column({ type: 'timestamptz' })
  madeAt!: Date;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}

/** An upload in progress, or what became of it. */
@Entity('upload')
export class Upload {
  /** The tus upload's id. */
  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'uuid' })
  owner!: StaffId;

  @Column({ type: 'uuid' })
  incidentId!: IncidentId;

  @Column({ type: 'char', length: 64 })
  declaredSha256!: string;

  @Column({ type: 'bigint' })
  declaredSize!: number;

  @Column({ type: 'text' })
  nativeFilename!: string;

  /** What came along in a sidecar: device, wearer or camera id, claimed start. */
  @Column({ type: 'jsonb' })
  sidecar!: Sidecar;

  @Column({ type: 'timestamptz' })
  startedAt!: Date;

  @Column({ type: 'uuid', nullable: true })
  clipId!: ClipId | null;

  @Column({ type: 'jsonb', nullable: true })
  receipt!: SignedStatement | null;

  /** Why it was not accepted; the bytes are kept where they arrived. */
  @Column({ type: 'text', nullable: true })
  refusal!: string | null;
}

export interface Sidecar {
  readonly source: ClipFacts['source'];
  readonly deviceId?: string;
  readonly wearer?: string;
  readonly custodian?: string;
  readonly acquisitionMethod?: string;
  /** ISO 8601. */
  readonly claimedStart?: string;
}

@Entity('clip_flag')
export class ClipFlag {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: number;

  @Column({ type: 'uuid' })
  clipId!: ClipId;

  @Column({ type: 'text' })
  flag!: Flag;

  @Column({ type: 'uuid' })
  raisedBy!: StaffId;

  @Column({ type: 'timestamptz' })
  raisedAt!: Date;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ type: 'uuid', nullable: true })
  clearedBy!: StaffId | null;

  @Column({ type: 'timestamptz', nullable: true })
  clearedAt!: Date | null;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}
