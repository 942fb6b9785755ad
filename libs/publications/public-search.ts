import { Database, type Transaction } from '@app/database';
import { Inject, Injectable } from '@nestjs/common';
import { type BothWays, Conditions, pageOf, pagesOf } from './conditions';

/** A release as lists and results show it. Everything in it is of its public record. */
export interface FoundRelease {
  readonly releaseId: string;
  readonly version: number;
  readonly publishedAt: Date;
  readonly title: string;
  readonly summary: string;
  /** `YYYY-MM-DD` */
  readonly incidentDate: string;
  readonly neighbourhood: string;
  readonly camera: 'body-worn' | 'city-camera';
  readonly outcome: string;
  readonly described: boolean;
  /** Seconds. */
  readonly duration: number;
  /** How many parts are hidden. */
  readonly hidden: number;
  /** Where the words were found, each between MARK and UNMARK; null where nothing was searched for. */
  readonly excerpt: string | null;
}

export interface ReleaseQuery {
  readonly text?: string;
  readonly neighbourhood?: string;
  readonly agency?: string;
  readonly camera?: string;
  readonly outcome?: string;
  /** Only those with a described version. */
  readonly described?: true;
  /** `YYYY-MM-DD`, of the incident. */
  readonly from?: string;
  readonly to?: string;
  readonly page: number;
}

export interface FoundReleases {
  readonly releases: FoundRelease[];
  readonly total: number;
  /** Whether there are more than the total says: words that are everywhere are not counted to their end. */
  readonly more: boolean;
  readonly pages: number;
}

/** Characters of Unicode’s private use, which no published text has: what lies between is what was searched for. */
export const MARK = '\uE000';
export const UNMARK = '\uE001';

const PAGE = 20;
/** Of words that are in more releases than that, the newest are listed; the page says so. */
const MOST_HITS = 1000;

const COLUMNS = `release_id AS "releaseId", version, published_at AS "publishedAt", title, summary,
  incident_date AS "incidentDate", neighbourhood, camera, outcome, described, duration, hidden`;
const BY_DATE: BothWays = { forth: 'published_at DESC, release_id', back: 'published_at, release_id DESC' };
const NEWEST = `ORDER BY ${BY_DATE.forth}`;
const EXCERPT = `ts_headline('english', translate(concat_ws(' · ', summary, left(said, 20000)), '${MARK}${UNMARK}', ''), query,
  'StartSel=${MARK}, StopSel=${UNMARK}, MaxFragments=2, MinWords=6, MaxWords=18, FragmentDelimiter=" … "')`;

/** What the public searches: the portal’s role may SELECT these rows, each made of one public record. */
@Injectable()
export class PublicSearch {
  constructor(@Inject(Database) private readonly database: Database) {}

  search(query: ReleaseQuery): Promise<FoundReleases> {
    return this.database.read((tx) => (query.text === undefined ? listed(tx, query) : matching(tx, query, query.text)));
  }

  /** Newest first. */
  recent(count: number): Promise<FoundRelease[]> {
    return this.database.read((tx) =>
      tx.sql<FoundRelease>(`SELECT ${COLUMNS}, NULL AS excerpt FROM public_search ${NEWEST} LIMIT $1`, [count]),
    );
  }

  /** How many releases there are of each agency or neighbourhood of which there is one. */
  facet(facet: 'agency' | 'neighbourhood'): Promise<{ value: string; releases: number }[]> {
    return this.database.read((tx) =>
      tx.sql('SELECT value, releases FROM public_facet WHERE facet = $1 ORDER BY value', [facet]),
    );
  }
}

/** The list, or what filters leave of it: a sum of the tally, or between two days a count of their index. */
async function listed(tx: Transaction, query: ReleaseQuery): Promise<FoundReleases> {
  const found = filters(query);
  const counting =
    (query.from ?? query.to) === undefined
      ? 'SELECT coalesce(sum(releases), 0)::int AS total FROM public_search_tally'
      : 'SELECT count(*)::int AS total FROM public_search';
  const [count] = await tx.sql<{ total: number }>(`${counting} ${found.where}`, found.values);
  const total = count?.total ?? 0;
  const page = pageOf(BY_DATE, query.page, PAGE, total);
  const releases = await tx.sql<FoundRelease>(
    `SELECT ${COLUMNS}, NULL AS excerpt FROM public_search
      WHERE release_id IN (SELECT release_id FROM public_search ${found.where} ${page}) ${NEWEST}`,
    found.values,
  );
  return { releases, total, more: false, pages: pagesOf(total, PAGE) };
}

/** Releases with all these words, newest first, with the places where they stand. */
async function matching(tx: Transaction, query: ReleaseQuery, text: string): Promise<FoundReleases> {
  const found = filters(query);
  const words = found.place(text);
  const where = found.and(`words @@ websearch_to_tsquery('english', ${words})`);
  const [count] = await tx.sql<{ total: number }>(
    `SELECT count(*)::int AS total FROM (SELECT 1 FROM public_search ${where} LIMIT ${MOST_HITS + 1}) AS hit`,
    found.values,
  );
  const total = Math.min(count?.total ?? 0, MOST_HITS);
  const more = (count?.total ?? 0) > MOST_HITS;
  // Few hits are put in order when all are there; of many, the newest are met soon along the index of dates.
  const asked = pageOf(BY_DATE, query.page, PAGE, more ? Infinity : total);
  const page = `SELECT release_id FROM public_search ${where} ${asked}`;
  const few = `WITH hit AS MATERIALIZED (SELECT release_id, published_at FROM public_search ${where})
    SELECT release_id FROM hit ${asked}`;
  const releases = await tx.sql<FoundRelease>(
    `SELECT ${COLUMNS}, ${EXCERPT} AS excerpt FROM public_search, websearch_to_tsquery('english', ${words}) AS query
      WHERE release_id IN (${more ? page : few}) ${NEWEST}`,
    found.values,
  );
  const pages = pagesOf(total, PAGE);
  return { releases: query.page > pages ? [] : releases, total, more, pages };
}

function filters(query: ReleaseQuery): Conditions {
  const found = new Conditions();
  found.add((place) => `neighbourhood = ${place}`, query.neighbourhood);
  found.add((place) => `${place} = ANY (agencies)`, query.agency);
  found.add((place) => `camera = ${place}`, query.camera);
  found.add((place) => `outcome = ${place}`, query.outcome);
  found.add((place) => `described = ${place}`, query.described);
  found.add((place) => `incident_date >= ${place}`, query.from);
  found.add((place) => `incident_date <= ${place}`, query.to);
  return found;
}
