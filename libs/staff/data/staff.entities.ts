import type { Role } from '@app/access';
import type { StaffId } from '@app/kernel';
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { StaffChangeKind, StaffDecision } from '../domain';
import { Passkey, PasskeyChallenge } from './passkeys.entities';

@Entity('staff')
export class Staff {
  @PrimaryColumn({ type: 'uuid' })
  id!: StaffId;

  /** Lower case, NFKC: two spellings that look alike are one account. */
  @Column({ type: 'text', unique: true })
  userName!: string;

  @Column({ type: 'text' })
  displayName!: string;

  /** argon2id, in PHC string format. */
  @Column({ type: 'text' })
  passwordHash!: string;

  @Column({ type: 'timestamptz', nullable: true })
  disabledAt!: Date | null;

  /** Wrong passwords since `firstFailedAt`. */
  @Column({ type: 'smallint' })
  failedTries!: number;

  @Column({ type: 'timestamptz', nullable: true })
  firstFailedAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  lockedUntil!: Date | null;

  @Column({ type: 'timestamptz' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  lastSignedInAt!: Date | null;

  /** SHA-256 of the code with which the person chooses a password; until then the account has none that anybody knows. */
  @Column({ type: 'character', length: 64, nullable: true })
  enrolmentSha256!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  enrolmentUntil!: Date | null;
}

/** One period in which somebody held a role. Ended, never deleted: the role at the time of a signature must stay known. */
@Entity('staff_role')
export class StaffRole {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: number;

  @Column({ type: 'uuid' })
  staffId!: StaffId;

  @Column({ type: 'text' })
  role!: Role;

  /** A staff id, or `ops` for the operator at the machine. */
  @Column({ type: 'text' })
  grantedBy!: string;

  @Column({ type: 'timestamptz' })
  grantedAt!: Date;

  @Column({ type: 'text', nullable: true })
  revokedBy!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}

/** Something that one person proposes about an account and another decides. Kept for good, decided once. */
@Entity('staff_change')
export class StaffChange {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  kind!: StaffChangeKind;

  /** Whom it is about; of an account to be opened, the id that it will have. */
  @Column({ type: 'uuid' })
  staffId!: StaffId;

  @Column({ type: 'text', nullable: true })
  userName!: string | null;

  @Column({ type: 'text', nullable: true })
  displayName!: string | null;

  @Column({ type: 'text', array: true })
  roles!: Role[];

  @Column({ type: 'text' })
  reason!: string;

  @Column({ type: 'uuid' })
  proposedBy!: StaffId;

  @Column({ type: 'timestamptz' })
  proposedAt!: Date;

  @Column({ type: 'text', nullable: true })
  decision!: StaffDecision | null;

  @Column({ type: 'uuid', nullable: true })
  decidedBy!: StaffId | null;

  @Column({ type: 'timestamptz', nullable: true })
  decidedAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  decisionReason!: string | null;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}

/** A filter of the queue that somebody keeps under a name: what stands behind the `?` of its address. */
@Entity('saved_filter')
export class SavedFilter {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid' })
  staffId!: StaffId;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  query!: string;

  @Column({ type: 'timestamptz' })
  savedAt!: Date;
}

export const STAFF_ENTITIES = [Staff, StaffRole, StaffChange, SavedFilter, Passkey, PasskeyChallenge];
