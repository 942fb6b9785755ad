import { Database } from '@app/database';
import { Inject, Injectable } from '@nestjs/common';
import type { DocketEntry, ReleaseRow } from './domain';

/** Rows read at once: the memory that an answer of any length takes. */
const BATCH = 2000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Addresses in one sitemap: the protocol allows 50,000. */
const IN_SITEMAP = 10_000;

const RELEASES = `
  SELECT release_id AS release, version, state, published_at AS "publishedAt", manifest_sha256 AS "manifestSha256",
         tombstone->>'takenDownAt' AS "takenDownAt", tombstone->>'reasonClass' AS "reasonClass",
         superseded->>'replacedAt' AS "replacedAt", superseded->>'reason' AS "replacedBecause",
         record->>'title' AS title, record->'incident'->>'id' AS incident, record->'incident'->>'date' AS "incidentDate",
         record->'incident'->>'neighbourhood' AS neighbourhood, record->'camera'->>'kind' AS camera,
         record->'determination'->>'outcome' AS outcome, (record->'video'->>'duration')::float8 AS seconds,
         (record->'totals'->>'mutedSeconds')::float8 AS "mutedSeconds",
         (record->'totals'->>'framesWithMask')::float8 AS "framesWithMask",
         jsonb_path_query_array(record, '$.determination.exemptions[*].letter') AS exemptions,
         jsonb_path_query_first(manifest, '$.files[*] ? (@.role == "video")')->>'sha256' AS "videoSha256",
         (jsonb_path_query_first(manifest, '$.files[*] ? (@.role == "video")')->>'size')::float8 AS "videoBytes"
    FROM public_release WHERE (release_id, version) > ($1::uuid, $2::int) ORDER BY release_id, version LIMIT ${BATCH}`;

/** What is named in a sitemap. */
export interface SitemapPart {
  readonly kind: 'releases' | 'docket';
  readonly number: number;
}

/** What a sitemap says of a release or an entry of the docket. */
export interface Listed {
  readonly id: string;
  readonly changed: Date;
  /** Whether it has a version with audio description. */
  readonly described: boolean;
}

const LISTED = {
  releases: {
    from: "public_release WHERE state = 'published'",
    what: `release_id AS id, published_at AS changed, manifest->'files' @> '[{"role":"video-described"}]' AS described`,
    order: 'published_at, release_id',
  },
  docket: {
    from: 'public_docket',
    what: "id, (entry->>'updatedOn')::timestamptz AS changed, false AS described",
    order: 'id',
  },
} as const;

/** Everything at once: open data and sitemaps, read in batches. */
@Injectable()
export class OpenData {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Goes up with every change of what is public, in the change's own transaction. */
  async revision(): Promise<string> {
    const [row] = await this.database.query<{ revision: string }>('SELECT revision::text FROM public_revision');
    return row?.revision ?? '0';
  }

  /** Every version of every release. */
  async *releases(): AsyncGenerator<ReleaseRow> {
    let last = { release: FIRST_ID, version: 0 };
    for (;;) {
      const rows = await this.database.query<ReleaseRow>(RELEASES, [last.release, last.version]);
      yield* rows;
      const end = rows.at(-1);
      if (!end || rows.length < BATCH) return;
      last = end;
    }
  }

  /** The whole docket. */
  async *docket(): AsyncGenerator<DocketEntry> {
    let last = FIRST_ID;
    for (;;) {
      const rows = await this.database.query<{ id: string; entry: DocketEntry }>(
        `SELECT id, entry FROM public_docket WHERE id > $1 ORDER BY id LIMIT ${BATCH}`,
        [last],
      );
      for (const { entry } of rows) yield entry;
      const end = rows.at(-1);
      if (!end || rows.length < BATCH) return;
      last = end.id;
    }
  }

  async sitemapParts(): Promise<SitemapPart[]> {
    const parts: SitemapPart[] = [];
    for (const kind of ['releases', 'docket'] as const) {
      const [row] = await this.database.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM ${LISTED[kind].from}`,
      );
      const numbers = Math.ceil((row?.count ?? 0) / IN_SITEMAP);
      for (let number = 1; number <= numbers; number++) parts.push({ kind, number });
    }
    return parts;
  }

  listed({ kind, number }: SitemapPart): Promise<Listed[]> {
    const { from, what, order } = LISTED[kind];
    return this.database.query(
      `SELECT ${what} FROM ${from} ORDER BY ${order} LIMIT ${IN_SITEMAP} OFFSET ${(number - 1) * IN_SITEMAP}`,
    );
  }
}
