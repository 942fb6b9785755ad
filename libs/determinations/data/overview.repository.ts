import type { Day } from '@app/calendar';
import type { Transaction } from '@app/database';

export interface StateAge {
  readonly state: string;
  readonly clips: number;
  readonly medianDays: number;
  readonly mostDays: number;
}

const NEWEST = `newest AS (SELECT DISTINCT ON (clip_id) * FROM determination ORDER BY clip_id, version DESC)`;
const DAYS = 'extract(epoch FROM $1::timestamptz - received_at)::float8 / 86400';

/** Days since receipt, by the state in which a clip is; the oldest state first. */
export const agesByState = (tx: Transaction): Promise<StateAge[]> =>
  tx.sql(
    `WITH ${NEWEST}
     SELECT newest.state, count(*)::int AS clips, percentile_cont(0.5) WITHIN GROUP (ORDER BY ${DAYS}) AS "medianDays",
            max(${DAYS}) AS "mostDays"
       FROM clip JOIN newest ON newest.clip_id = clip.id
      GROUP BY newest.state ORDER BY 3 DESC, 1`,
    [tx.at],
  );

export interface StageTime {
  readonly stage: string;
  readonly passages: number;
  readonly medianDays: number;
}

/** How long clips stayed in each state that they have left, by the ledger: from one move to the next. */
export const timesByStage = (tx: Transaction): Promise<StageTime[]> =>
  tx.sql(
    `WITH move AS (
       SELECT (act->'object'->>'id')::uuid AS determination, index, at, act->>'before' AS before
         FROM ledger_entry
        WHERE act->'object'->>'type' = 'determination' AND act->>'outcome' = 'done' AND act->>'before' <> act->>'after'
          AND EXISTS (SELECT 1 FROM workflow_edge WHERE from_state = act->>'before' AND to_state = act->>'after')),
     passage AS (
       SELECT move.before AS stage,
              move.at - coalesce(lag(move.at) OVER (PARTITION BY move.determination ORDER BY move.index),
                                 determination.opened_at) AS spent
         FROM move JOIN determination ON determination.id = move.determination)
     SELECT stage, count(*)::int AS passages,
            percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM spent)::float8 / 86400) AS "medianDays"
       FROM passage GROUP BY stage ORDER BY 3 DESC, 1`,
  );

export interface Published {
  readonly releases: number;
  readonly minutes: number;
  /** Minutes of picture in which something is covered. */
  readonly coveredMinutes: number;
  readonly mutedMinutes: number;
}

/** What stands on the public site now, in minutes. */
export async function published(tx: Transaction): Promise<Published> {
  const [row] = await tx.sql<Published>(
    `SELECT count(*)::int AS releases,
            coalesce(sum((record->'video'->>'duration')::float8), 0) / 60 AS minutes,
            coalesce(sum((record->'video'->>'duration')::float8 * (record->'totals'->>'shareOfFramesWithMask')::float8), 0) / 60
              AS "coveredMinutes",
            coalesce(sum((record->'totals'->>'mutedSeconds')::float8), 0) / 60 AS "mutedMinutes"
       FROM publication WHERE state = 'published'`,
  );
  return row ?? { releases: 0, minutes: 0, coveredMinutes: 0, mutedMinutes: 0 };
}

export interface Withheld {
  /** Clips on which somebody has decided. */
  readonly decided: number;
  readonly withheld: number;
  /** Of those withheld, on how many each element of (f) was found to hold. */
  readonly elements: Readonly<Record<string, number>>;
  /** Of those withheld, on how many each exemption is relied on, by its letter. */
  readonly exemptions: Readonly<Record<string, number>>;
}

export async function withheld(tx: Transaction, elements: readonly string[]): Promise<Withheld> {
  const [row] = await tx.sql<Withheld>(
    `WITH ${NEWEST}, refused AS (SELECT id, content FROM newest WHERE state = 'withheld')
     SELECT (SELECT count(*)::int FROM newest WHERE outcome IS NOT NULL) AS decided,
            (SELECT count(*)::int FROM refused) AS withheld,
            (SELECT jsonb_object_agg(element, (SELECT count(*) FROM refused WHERE (content->element->>'holds')::boolean))
               FROM unnest($1::text[]) AS element) AS elements,
            (SELECT coalesce(jsonb_object_agg(letter, found), '{}')
               FROM (SELECT cited->>'letter' AS letter, count(DISTINCT id) AS found
                       FROM refused, jsonb_array_elements(content->'exemptions') AS cited GROUP BY 1) letters) AS exemptions`,
    [elements],
  );
  return row ?? { decided: 0, withheld: 0, elements: {}, exemptions: {} };
}

/** The dates of one clip, or of one records request, on which lateness depends. */
export interface Dated {
  readonly began: Day;
  readonly done: Day | null;
}

const inCambridge = (column: string): string => `((${column}) AT TIME ZONE 'America/New_York')::date::text`;

/** Incident and receipt of every clip whose incident has a date. */
export const receptions = (tx: Transaction): Promise<Dated[]> =>
  tx.sql(
    `SELECT ${inCambridge('occurred_at')} AS began, ${inCambridge('received_at')} AS done
       FROM clip JOIN incident ON incident.id = incident_id WHERE occurred_at IS NOT NULL`,
  );

/** Incident and first decision of every clip that the order covers. */
export const decisions = (tx: Transaction): Promise<Dated[]> =>
  tx.sql(
    `WITH ${NEWEST}, first AS (SELECT clip_id, min(decided_at) AS decided_at FROM determination GROUP BY clip_id)
     SELECT ${inCambridge('occurred_at')} AS began, ${inCambridge('first.decided_at')} AS done
       FROM clip JOIN incident ON incident.id = incident_id JOIN first ON first.clip_id = clip.id
       JOIN newest ON newest.clip_id = clip.id
      WHERE occurred_at IS NOT NULL AND newest.state <> 'outOfScope'`,
  );

/** Receipt and answer of every records request. */
export const answers = (tx: Transaction): Promise<Dated[]> =>
  tx.sql(`SELECT received::text AS began, answered::text AS done FROM records_request`);
