import type { StaffId } from '@app/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AskEnd, AskKind } from '../domain';

/** What a reader asked for, as the public site put it in; never changed. */
@Entity('public_ask')
export class PublicAsk {
  @PrimaryColumn({ type: 'text' })
  receipt!: string;

  @Column({ type: 'uuid' })
  releaseId!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'integer', nullable: true })
  span!: number | null;

  @Column({ type: 'text' })
  kind!: AskKind;

  @Column({ type: 'text' })
  says!: string;

  @Column({ type: 'text', nullable: true })
  replyTo!: string | null;

  @Column({ type: 'timestamptz' })
  askedAt!: Date;
}

/** What staff do about it. */
@Entity('ask_task')
export class AskTask {
  @PrimaryColumn({ type: 'text' })
  receipt!: string;

  @Column({ type: 'timestamptz' })
  receivedAt!: Date;

  @Column({ type: 'text' })
  state!: 'open' | AskEnd;

  /** The answer, or why there is none. */
  @Column({ type: 'text', nullable: true })
  outcome!: string | null;

  @Column({ type: 'uuid', nullable: true })
  endedBy!: StaffId | null;

  @Column({ type: 'timestamptz', nullable: true })
  endedAt!: Date | null;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}
