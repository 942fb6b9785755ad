import type { Day } from '@app/calendar';
import type { ClipId, StaffId } from '@app/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A public records request. Who made it stays in the records office's own files. */
@Entity('records_request')
export class RecordsRequest {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text', unique: true })
  number!: string;

  @Column({ type: 'date' })
  received!: Day;

  @Column({ type: 'date', nullable: true })
  answered!: Day | null;

  @Column({ type: 'text' })
  asksFor!: string;

  @Column({ type: 'uuid' })
  enteredBy!: StaffId;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}

@Entity('records_request_clip')
export class RecordsRequestClip {
  @PrimaryColumn({ type: 'uuid' })
  requestId!: string;

  @PrimaryColumn({ type: 'uuid' })
  clipId!: ClipId;
}
