import { Database } from '@app/database';
import { must } from '@app/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { SignedStatement } from '@app/ledger';
import type { ReleaseManifest, ReleaseRecord, Tombstone } from './domain';

/** A version of a release as the portal's database role can see it: nothing of an unpublished one but its tombstone. */
export interface PublicRelease {
  readonly releaseId: string;
  readonly version: number;
  readonly state: 'published' | 'superseded' | 'unpublished';
  readonly publishedAt: Date;
  readonly manifestSha256: string;
  /** Null unless the version is public. */
  readonly record: ReleaseRecord | null;
  readonly manifest: ReleaseManifest | null;
  readonly signOff: SignedStatement | null;
  readonly cityKey: string | null;
  readonly proof: { index: number; body: string; proof: string[]; checkpoint: string } | null;
  readonly ledgerKey: string | null;
  readonly tombstone: Tombstone | null;
}

export interface PublicFile {
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
}

/** Figures for everyone (reference: law, § 18). */
export interface PublicCounts {
  readonly received: number;
  readonly inReview: number;
  readonly released: number;
  readonly deferred: number;
  readonly withheld: number;
  readonly takenDown: number;
  /** Not covered by the order; a records request may reach them. */
  readonly outside: number;
}

const COLUMNS = `release_id AS "releaseId", version, state, published_at AS "publishedAt", manifest_sha256 AS "manifestSha256",
  record, manifest, sign_off AS "signOff", city_key AS "cityKey", proof, ledger_key AS "ledgerKey", tombstone`;

/** All that the portal asks the database: SELECTs on views of published rows, which is all its role may do. */
@Injectable()
export class PublicSite {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Every version of a release, newest first; empty when there never was one. */
  versions(releaseId: string): Promise<PublicRelease[]> {
    return this.database.read((tx) =>
      tx.sql<PublicRelease>(`SELECT ${COLUMNS} FROM public_release WHERE release_id = $1 ORDER BY version DESC`, [
        releaseId,
      ]),
    );
  }

  /** The release of each camera of an incident. Asked for by their ids: the view’s barrier hides its rows from an index of ours. */
  ofIncident(incidentId: string): Promise<PublicRelease[]> {
    return this.database.read(async (tx) => {
      const found = await tx.sql<{ id: string }>(
        'SELECT release_id AS id FROM public_search WHERE incident_id = $1 ORDER BY published_at, release_id',
        [incidentId],
      );
      return tx.sql<PublicRelease>(
        `SELECT ${COLUMNS} FROM public_release
          WHERE state = 'published' AND release_id = ANY ($1) ORDER BY published_at, release_id`,
        [found.map(({ id }) => id)],
      );
    });
  }

  /** What changed last, taken down included: for feeds and for the list of corrections. */
  changes(count: number): Promise<PublicRelease[]> {
    return this.database.read((tx) =>
      tx.sql<PublicRelease>(
        `SELECT ${COLUMNS} FROM public_release ORDER BY coalesce((tombstone->>'takenDownAt')::timestamptz, published_at) DESC, release_id LIMIT $1`,
        [count],
      ),
    );
  }

  /** A file of a version that is public now. */
  async file(sha256: string): Promise<PublicFile | null> {
    const rows = await this.database.read((tx) =>
      tx.sql<PublicFile>(
        'SELECT sha256, size::float8 AS size, media_type AS "mediaType" FROM public_file WHERE sha256 = $1 LIMIT 1',
        [sha256],
      ),
    );
    return rows[0] ?? null;
  }

  /** Whether bytes with that hash were public once and have been taken down. */
  async wasTakenDown(sha256: string): Promise<boolean> {
    const rows = await this.database.read((tx) =>
      tx.sql("SELECT 1 FROM public_release WHERE tombstone->'formerHashes' ? $1 LIMIT 1", [sha256]),
    );
    return rows.length > 0;
  }

  async checkpoint(): Promise<string | null> {
    const rows = await this.database.read((tx) =>
      tx.sql<{ note: string }>('SELECT note FROM public_checkpoint ORDER BY size DESC LIMIT 1'),
    );
    return rows[0]?.note ?? null;
  }

  /** How many clips there are, and how each of them stands: the figures after the first add up to it. */
  async counts(): Promise<PublicCounts> {
    const [row] = await this.database.read((tx) =>
      tx.sql<PublicCounts>(
        `SELECT received, in_review AS "inReview", released, deferred, withheld, taken_down AS "takenDown", outside
           FROM public_counts`,
      ),
    );
    return must(row, 'the public figures');
  }
}
