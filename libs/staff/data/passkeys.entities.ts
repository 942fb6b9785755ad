import type { StaffId } from '@app/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A key with which somebody signs in and signs. Ended, never deleted: with what something was signed must stay known. */
@Entity('staff_passkey')
export class Passkey {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid' })
  staffId!: StaffId;

  /** As the authenticator names it, in base64url. */
  @Column({ type: 'text', unique: true })
  credentialId!: string;

  /** COSE_Key (RFC 9052). */
  @Column({ type: 'bytea' })
  publicKey!: Buffer;

  /** How often it signed, by its own count; 0 for one that does not count. */
  @Column({ type: 'bigint' })
  counter!: number;

  /** How the browser may reach it. */
  @Column({ type: 'text', array: true })
  transports!: string[];

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'timestamptz' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  lastUsedAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  removedAt!: Date | null;

  @Column({ type: 'uuid', nullable: true })
  removedBy!: StaffId | null;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}

/** Something random that a passkey is asked to sign. Deleted when it comes back, whatever comes of it. */
@Entity('passkey_challenge')
export class PasskeyChallenge {
  /** SHA-256 of subject and nonce, in base64url: whoever signs it signs the subject. */
  @PrimaryColumn({ type: 'text' })
  challenge!: string;

  @Column({ type: 'text' })
  subject!: string;

  @Column({ type: 'text' })
  nonce!: string;

  /** The session in which it was asked for. */
  @Column({ type: 'text' })
  sessionId!: string;

  @Column({ type: 'timestamptz' })
  madeAt!: Date;

  @Column({ type: 'timestamptz' })
  expiresAt!: Date;
}
