import type { SignedStatement } from '@app/ledger';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  DocketEntry,
  ReleaseManifest,
  ReleaseRecord,
  Superseded,
  Tombstone,
  TranslationLanguage,
} from '../domain';

export type PublicationState = 'published' | 'superseded' | 'unpublished';

/** One published version of a release. */
@Entity('publication')
export class Publication {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  /** Public id of the release; the same for all its versions. */
  @Column({ type: 'uuid' })
  releaseId!: string;

  @Column({ type: 'integer' })
  version!: number;

  /** What it is a publication of; only the database's own guards look there. */
  @Column({ type: 'uuid' })
  determinationId!: string;

  @Column({ type: 'text' })
  state!: PublicationState;

  @Column({ type: 'char', length: 64 })
  manifestSha256!: string;

  @Column({ type: 'jsonb' })
  manifest!: ReleaseManifest;

  @Column({ type: 'jsonb' })
  record!: ReleaseRecord;

  @Column({ type: 'jsonb' })
  signOff!: SignedStatement;

  @Column({ type: 'text' })
  cityKey!: string;

  /** SHA-256 of the certificates to which the manifests of provenance in its videos lead. */
  @Column({ type: 'text', array: true })
  provenanceAnchors!: string[];

  /** An in-toto Statement on the files, in a DSSE envelope; null on what was published before there were any. */
  @Column({ type: 'jsonb', nullable: true })
  attestation!: SignedStatement | null;

  /** A process, never a person: nobody both determines and publishes. */
  @Column({ type: 'text' })
  publishedBy!: string;

  @Column({ type: 'timestamptz' })
  publishedAt!: Date;

  @Column({ type: 'jsonb', nullable: true })
  tombstone!: Tombstone | null;

  @Column({ type: 'jsonb', nullable: true })
  superseded!: Superseded | null;

  /** Proof that the publication is in the log, once the log has been sealed after it. */
  @Column({ type: 'jsonb', nullable: true })
  proof!: object | null;

  /** The key with which the log's checkpoints are signed; null on what had no proof yet when it was first named. */
  @Column({ type: 'text', nullable: true })
  ledgerKey!: string | null;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}

/** A file of a published version, by its content. */
@Entity('publication_file')
export class PublicationFile {
  @PrimaryColumn({ type: 'uuid' })
  publicationId!: string;

  @PrimaryColumn({ type: 'text' })
  role!: string;

  @Column({ type: 'char', length: 64 })
  sha256!: string;

  @Column({ type: 'bigint' })
  size!: number;

  @Column({ type: 'text' })
  mediaType!: string;
}

/** The public log's line on one determination, signed. */
@Entity('docket_entry')
export class DocketRow {
  /** Public id. */
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', unique: true })
  determinationId!: string;

  @Column({ type: 'jsonb' })
  entry!: DocketEntry;

  @Column({ type: 'jsonb' })
  signed!: SignedStatement;

  @Column({ type: 'timestamptz' })
  updatedAt!: Date;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}

/** Words of a published version in another language; the newest of a language stands. */
@Entity('release_translation')
export class TranslationRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid' })
  publicationId!: string;

  @Column({ type: 'text' })
  language!: TranslationLanguage;

  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'text' })
  summary!: string;

  @Column({ type: 'text', array: true })
  lines!: readonly string[];

  @Column({ type: 'text' })
  translatedBy!: string;

  @Column({ type: 'date' })
  translatedOn!: string;

  @Column({ type: 'uuid' })
  recordedBy!: string;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}
