import type { StaffId } from '@app/kernel';
import { Column, Entity, PrimaryColumn, type ValueTransformer } from 'typeorm';
import type { IssueState, Stretch } from '../domain';

/** Stretches as Postgres writes a multirange: `{[0,2000),[3000,4000)}`. */
const asMultirange: ValueTransformer = {
  to: (stretches: readonly Stretch[]) => `{${stretches.map(([from, to]) => `[${from},${to})`).join(',')}}`,
  from: (text: string): Stretch[] =>
    [...text.matchAll(/\[(\d+),(\d+)\)/g)].map(([, from, to]) => [Number(from), Number(to)]),
};

/** What one person has watched of one rendering. */
@Entity('watching')
export class Watching {
  @PrimaryColumn({ type: 'uuid' })
  renderingId!: string;

  @PrimaryColumn({ type: 'uuid' })
  staffId!: StaffId;

  @Column({ type: 'integer' })
  lengthMs!: number;

  @Column({ type: 'int4multirange', transformer: asMultirange })
  stretches!: Stretch[];

  @Column({ type: 'integer' })
  creditMs!: number;

  @Column({ type: 'timestamptz' })
  begunAt!: Date;

  @Column({ type: 'timestamptz' })
  reportedAt!: Date;

  /** When the last of it was watched. */
  @Column({ type: 'timestamptz', nullable: true })
  completedAt!: Date | null;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}

/** Why a rendering may be passed by somebody who has not watched all of it. Inserted, never changed. */
@Entity('watching_waiver')
export class WatchingWaiver {
  @PrimaryColumn({ type: 'uuid' })
  renderingId!: string;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ type: 'uuid' })
  waivedBy!: StaffId;

  @Column({ type: 'timestamptz' })
  waivedAt!: Date;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}

/** A place of the plan that looks like a mistake, looked at in a rendering and found right. Inserted, never changed. */
@Entity('seen_doubt')
export class SeenDoubt {
  @PrimaryColumn({ type: 'uuid' })
  renderingId!: string;

  /** Its name (`nameOfDoubt`). */
  @PrimaryColumn({ type: 'text' })
  doubt!: string;

  @Column({ type: 'uuid' })
  seenBy!: StaffId;

  @Column({ type: 'timestamptz' })
  seenAt!: Date;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}

/** Something that a reviewer saw in a rendering and that has to be hidden, pinned to a frame and a part of the picture. */
@Entity('quality_issue')
export class QualityIssue {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid' })
  determinationId!: string;

  @Column({ type: 'uuid' })
  renderingId!: string;

  @Column({ type: 'integer' })
  frame!: number;

  /** Ticks of the original. */
  @Column({ type: 'bigint' })
  pts!: number;

  /** Shares of the picture. */
  @Column({ type: 'double precision' })
  x!: number;

  @Column({ type: 'double precision' })
  y!: number;

  @Column({ type: 'double precision' })
  w!: number;

  @Column({ type: 'double precision' })
  h!: number;

  @Column({ type: 'text' })
  says!: string;

  @Column({ type: 'text' })
  state!: IssueState;

  @Column({ type: 'uuid' })
  openedBy!: StaffId;

  @Column({ type: 'timestamptz' })
  openedAt!: Date;

  @Column({ type: 'uuid', nullable: true })
  fixedBy!: StaffId | null;

  @Column({ type: 'uuid', nullable: true })
  verifiedBy!: StaffId | null;

  /** Why the reviewer does not take it as fixed. */
  @Column({ type: 'text', nullable: true })
  returnedBecause!: string | null;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}
