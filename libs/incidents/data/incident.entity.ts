import type { IncidentId, StaffId } from '@app/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { IncidentFacts, Referral } from '../domain';
import type { Neighbourhood } from '../domain';

@Entity('incident')
export class Incident implements IncidentFacts {
  @PrimaryColumn({ type: 'uuid' })
  id!: IncidentId;

  /** The id in public addresses; nothing leads from one to the other. */
  @Column({ type: 'uuid', unique: true })
  publicId!: string;

  @Column({ type: 'integer' })
  revision!: number;

  @Column({ type: 'uuid' })
  openedBy!: StaffId;

  @Column({ type: 'timestamptz' })
  openedAt!: Date;

  @Column({ type: 'text', nullable: true })
  caseNumber!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  occurredAt!: Date | null;

  @Column({ type: 'text' })
  timeZone!: string;

  @Column({ type: 'text', nullable: true })
  location!: string | null;

  @Column({ type: 'text', nullable: true })
  neighbourhood!: Neighbourhood | null;

  @Column({ type: 'text', nullable: true })
  dispatchNumber!: string | null;

  @Column({ type: 'text', array: true })
  agencies!: string[];

  @Column({ type: 'text', nullable: true })
  verification!: IncidentFacts['verification'];

  @Column({ type: 'text', nullable: true })
  verifiedHow!: string | null;

  @Column({ type: 'text', nullable: true })
  verifiedBy!: string | null;

  @Column({ type: 'text', nullable: true })
  identificationProvided!: string | null;

  @Column({ type: 'text', nullable: true })
  units!: string | null;

  @Column({ type: 'text', nullable: true })
  vehiclesAndPlates!: string | null;

  @Column({ type: 'text', nullable: true })
  entry!: IncidentFacts['entry'];

  @Column({ type: 'text', nullable: true })
  warrant!: IncidentFacts['warrant'];

  @Column({ type: 'text', nullable: true })
  detentions!: string | null;

  @Column({ type: 'text', nullable: true })
  forceUsed!: string | null;

  @Column({ type: 'text', nullable: true })
  injuries!: string | null;

  @Column({ type: 'boolean', nullable: true })
  emsCalled!: boolean | null;

  @Column({ type: 'text', nullable: true })
  propertyDamage!: string | null;

  @Column({ type: 'text', nullable: true })
  intervention!: string | null;

  @Column({ type: 'text', nullable: true })
  reportReference!: string | null;

  @Column({ type: 'jsonb' })
  referrals!: Referral[];

  @Column({ type: 'text', nullable: true })
  trackerId!: string | null;

  @Column({ type: 'text', nullable: true })
  publicTitle!: string | null;

  @Column({ type: 'text', nullable: true })
  publicSummary!: string | null;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}
