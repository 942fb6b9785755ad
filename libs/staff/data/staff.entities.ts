import type { Role } from '@app/access';
import type { StaffId } from '@app/kernel';
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

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
