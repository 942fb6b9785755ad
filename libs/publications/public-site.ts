import { Database } from '@app/database';
import { must } from '@app/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { LogProof, SignedStatement } from '@app/ledger';
import { pagesOf } from './conditions';
import {
  DESCRIBED_WITHIN_DAYS,
  type FileRole,
  type ReleaseManifest,
  type ReleaseRecord,
  type ReleaseTranslation,
  type Subtitles,
  type Superseded,
  type Tombstone,
} from './domain';

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
  /** SHA-256 of the certificates to which the manifests of provenance (C2PA) in its videos lead. */
  readonly provenanceAnchors: readonly string[] | null;
  readonly attestation: SignedStatement | null;
  readonly proof: LogProof | null;
  /** The log's key when it was published; null unless the version is public. */
  readonly ledgerKey: string | null;
  readonly tombstone: Tombstone | null;
  /** When, by which version and why it was replaced; null unless it was. */
  readonly superseded: Superseded | null;
}

type VersionName = Pick<PublicRelease, 'releaseId' | 'version'>;

/** A version among the newest changes, and when the first version of its release was published. */
export interface ChangedRelease extends PublicRelease {
  readonly firstPublishedAt: Date;
}

export interface PublicFile {
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
}

/** A video of a version that was replaced or taken down: whoever has a copy can tell that it no longer stands. */
export interface FormerFile {
  readonly role: FileRole;
  readonly sha256: string;
}

/** A file that is or was public, for whoever has a copy of it. */
export interface KnownFile {
  readonly sha256: string;
  readonly role: FileRole;
  readonly releaseId: string;
  readonly version: number;
  readonly state: PublicRelease['state'];
  /** Null unless the version is public. */
  readonly title: string | null;
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

const KNOWN = 'sha256, role, release_id AS "releaseId", version, state, title';

const COLUMNS = `release_id AS "releaseId", version, state, published_at AS "publishedAt", manifest_sha256 AS "manifestSha256",
  record, manifest, sign_off AS "signOff", city_key AS "cityKey",
  provenance_anchors AS "provenanceAnchors", attestation, proof, ledger_key AS "ledgerKey", tombstone, superseded`;

/** When a version changed last, as far as the public knows. */
const CHANGED = "coalesce((tombstone->>'takenDownAt')::timestamptz, published_at)";
/** When it ceased to stand. */
const CORRECTED = "coalesce(superseded->>'replacedAt', tombstone->>'takenDownAt')::timestamptz";
const CORRECTIONS = 50;

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

  /** The version whose manifest has that hash, public or not any more; null when none ever had it. */
  async versionOfManifest(manifestSha256: string): Promise<PublicRelease | null> {
    const [found] = await this.database.read((tx) =>
      tx.sql<PublicRelease>(`SELECT ${COLUMNS} FROM public_release WHERE manifest_sha256 = $1 LIMIT 1`, [
        manifestSha256,
      ]),
    );
    return found ?? null;
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

  /** Ids of the releases of an incident, the oldest publication first. */
  async idsOfIncident(incidentId: string): Promise<string[]> {
    const found = await this.database.read((tx) =>
      tx.sql<{ id: string }>(
        'SELECT release_id AS id FROM public_search WHERE incident_id = $1 ORDER BY published_at, release_id',
        [incidentId],
      ),
    );
    return found.map(({ id }) => id);
  }

  /** One page of everything that was replaced or taken down, what changed last coming first. */
  corrections(page: number): Promise<{ changed: PublicRelease[]; pages: number }> {
    return this.database.read(async (tx) => {
      const [count] = await tx.sql<{ total: number }>(
        `SELECT count(*)::int AS total FROM public_release WHERE state <> 'published'`,
      );
      const changed = await tx.sql<PublicRelease>(
        `SELECT ${COLUMNS} FROM public_release WHERE state <> 'published' ORDER BY ${CORRECTED} DESC, release_id, version
          LIMIT ${CORRECTIONS} OFFSET ${(page - 1) * CORRECTIONS}`,
      );
      return { changed, pages: pagesOf(count?.total ?? 0, CORRECTIONS) };
    });
  }

  /** What changed last, taken down included: for feeds. */
  changes(count: number): Promise<ChangedRelease[]> {
    return this.database.read((tx) =>
      tx.sql<ChangedRelease>(
        `SELECT ${COLUMNS}, (SELECT min(one.published_at) FROM public_release one
                              WHERE one.release_id = newest.release_id) AS "firstPublishedAt"
           FROM (SELECT *, ${CHANGED} AS changed FROM public_release ORDER BY changed DESC, release_id LIMIT $1) newest
          ORDER BY changed DESC, release_id`,
        [count],
      ),
    );
  }

  /** The words of a public version in that language; null where nobody has translated them. */
  async translation({ releaseId, version }: VersionName, language: string): Promise<ReleaseTranslation | null> {
    const [found] = await this.database.read((tx) =>
      tx.sql<ReleaseTranslation>(
        `SELECT language, title, summary, lines, translated_by AS "translatedBy", translated_on::text AS "translatedOn"
           FROM public_translation WHERE release_id = $1 AND version = $2 AND language = $3`,
        [releaseId, version, language],
      ),
    );
    return found ?? null;
  }

  /** In which languages the transcript of a public version can be read. */
  subtitles({ releaseId, version }: VersionName): Promise<Subtitles[]> {
    return this.database.read((tx) =>
      tx.sql<Subtitles>(
        `SELECT language, translated_by AS "translatedBy", translated_on::text AS "translatedOn" FROM public_translation
          WHERE release_id = $1 AND version = $2 AND cardinality(lines) > 0 ORDER BY language`,
        [releaseId, version],
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

  /** Whether a video with that hash was public once, and is not any more: replaced or taken down. */
  async wasPublic(sha256: string): Promise<boolean> {
    const rows = await this.database.read((tx) =>
      tx.sql("SELECT 1 FROM public_known_file WHERE sha256 = $1 AND state <> 'published' LIMIT 1", [sha256]),
    );
    return rows.length > 0;
  }

  /** The videos of a version that does not stand any more. */
  formerFiles(releaseId: string, version: number): Promise<FormerFile[]> {
    return this.database.read((tx) =>
      tx.sql<FormerFile>(
        "SELECT role, sha256 FROM public_known_file WHERE release_id = $1 AND version = $2 AND state <> 'published' ORDER BY role, sha256",
        [releaseId, version],
      ),
    );
  }

  /** The files of the newest versions, whether they stand or not; and whether that is all there are. */
  async newestKnownFiles(versions: number): Promise<{ files: KnownFile[]; complete: boolean }> {
    return this.database.read(async (tx) => {
      const newest = await tx.sql<{ id: string }>(
        'SELECT release_id AS id FROM public_release ORDER BY published_at DESC LIMIT $1 + 1',
        [versions],
      );
      const files = await tx.sql<KnownFile>(
        `SELECT ${KNOWN} FROM public_known_file
          WHERE (release_id, version) IN
                (SELECT release_id, version FROM public_release ORDER BY published_at DESC LIMIT $1)
          ORDER BY published_at DESC, release_id, version, role`,
        [versions],
      );
      return { files, complete: newest.length <= versions };
    });
  }

  /** Every file whose hash begins with these digits. */
  knownFilesFrom(digits: string): Promise<KnownFile[]> {
    // "g" follows every digit.
    return this.database.read((tx) =>
      tx.sql<KnownFile>(
        `SELECT ${KNOWN} FROM public_known_file WHERE sha256 >= $1 AND sha256 < $2
          ORDER BY sha256, published_at DESC, release_id, version`,
        [digits, `${digits}g`],
      ),
    );
  }

  /** Within how many days a described version follows, where one is needed. */
  async describedWithinDays(): Promise<number> {
    const rows = await this.database.read((tx) =>
      tx.sql<{ value: number }>("SELECT value FROM public_policy WHERE key = 'a11y.described_days'"),
    );
    return rows[0]?.value ?? DESCRIBED_WITHIN_DAYS;
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
