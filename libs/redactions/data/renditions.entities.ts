import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Flashing, RenditionRole } from '../domain';

/** Where a verified rendering flashes. Inserted once, never changed. */
@Entity('flash_analysis')
export class FlashAnalysis {
  @PrimaryColumn({ type: 'uuid' })
  renderingId!: string;

  /** Of the bytes that were looked at. */
  @Column({ type: 'char', length: 64 })
  sourceSha256!: string;

  @Column({ type: 'jsonb' })
  flashing!: Flashing;

  /** How flashes were counted. */
  @Column({ type: 'text' })
  method!: string;

  @Column({ type: 'timestamptz' })
  analysedAt!: Date;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}

export type RenditionState = 'asked' | 'made' | 'refused';

/** A further form of a verified rendering, made or refused, once. Of described sound there may be several tries. */
@Entity('rendition')
export class Rendition {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid' })
  renderingId!: string;

  @Column({ type: 'text' })
  role!: RenditionRole;

  @Column({ type: 'text' })
  state!: RenditionState;

  /** Whose pixels it shows. */
  @Column({ type: 'char', length: 64, nullable: true })
  sourceSha256!: string | null;

  /** The sound that somebody brought, of a described version. */
  @Column({ type: 'char', length: 64, nullable: true })
  soundSha256!: string | null;

  /** A staff id, or the name of a process. */
  @Column({ type: 'text' })
  askedBy!: string;

  @Column({ type: 'timestamptz' })
  askedAt!: Date;

  @Column({ type: 'char', length: 64, nullable: true })
  outputSha256!: string | null;

  @Column({ type: 'bigint', nullable: true })
  outputSize!: number | null;

  @Column({ type: 'jsonb', nullable: true })
  receipt!: Record<string, unknown> | null;

  /** Why it was refused, in plain words. */
  @Column({ type: 'text', nullable: true })
  failure!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  finishedAt!: Date | null;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}
