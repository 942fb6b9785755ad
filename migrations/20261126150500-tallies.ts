import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By what readers filter releases, each combination with how many there are: a list's total is a sum of a few rows. */
const RELEASES = `
  CREATE TABLE public_search_tally (
    neighbourhood text NOT NULL,
    camera        text NOT NULL,
    outcome       text NOT NULL,
    described     boolean NOT NULL,
    agencies      text[] NOT NULL,
    releases      integer NOT NULL CHECK (releases > 0),
    PRIMARY KEY (neighbourhood, camera, outcome, described, agencies)
  );

  CREATE FUNCTION public_search_is_tallied() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE each integer := TG_ARGV[0];
  BEGIN
    LOCK TABLE public_search_tally IN SHARE ROW EXCLUSIVE MODE;
    MERGE INTO public_search_tally AS known USING (
      SELECT neighbourhood, camera, outcome, described, agencies, (each * count(*))::int AS change FROM changed
       GROUP BY 1, 2, 3, 4, 5) AS delta
       ON (known.neighbourhood, known.camera, known.outcome, known.described, known.agencies)
        = (delta.neighbourhood, delta.camera, delta.outcome, delta.described, delta.agencies)
    WHEN MATCHED AND known.releases + delta.change = 0 THEN DELETE
    WHEN MATCHED THEN UPDATE SET releases = known.releases + delta.change
    WHEN NOT MATCHED THEN INSERT VALUES (delta.neighbourhood, delta.camera, delta.outcome, delta.described, delta.agencies, delta.change);
    RETURN NULL;
  END $$;
  REVOKE EXECUTE ON FUNCTION public_search_is_tallied() FROM PUBLIC;
  CREATE TRIGGER public_search_tallies_less AFTER DELETE ON public_search
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public_search_is_tallied('-1');
  CREATE TRIGGER public_search_tallies_more AFTER INSERT ON public_search
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public_search_is_tallied('1');

  INSERT INTO public_search_tally
    SELECT neighbourhood, camera, outcome, described, agencies, count(*) FROM public_search GROUP BY 1, 2, 3, 4, 5;
  GRANT SELECT ON public_search_tally TO daylight_portal;

  -- Days are too many to be tallied: between two of them an index is counted, and no row.
  CREATE INDEX public_search_date ON public_search (incident_date)
    INCLUDE (neighbourhood, camera, outcome, described, agencies);
`;

/** What one line of the docket adds to the tally. */
const TALLIED = (from: string): string => `
  SELECT coalesce(outcome, '') AS outcome, prongs, coalesce(left(listed_on, 4), '') AS year,
         decided_on IS NOT NULL AS decided, coalesce(decided_on > due_on, false) AS late,
         decided_on::date - started_on::date AS days, count(*)::int AS lines
    FROM ${from} GROUP BY 1, 2, 3, 4, 5, 6`;

/** The docket’s lines by what they are filtered and summed up by. What is overdue depends on the day, and is an index. */
const DOCKET = `
  ALTER TABLE docket_entry
    -- By when it should be decided, or be looked at again once it is.
    ADD COLUMN owed_on text GENERATED ALWAYS AS
      (CASE WHEN entry->>'decidedOn' IS NULL THEN entry->'clock'->>'dueOn' ELSE entry->>'nextReviewOn' END) STORED;
  DROP INDEX docket_entry_undecided, docket_entry_review;
  CREATE INDEX docket_entry_owed ON docket_entry (owed_on, listed_on DESC, id) INCLUDE (outcome, decided_on, prongs);
  CREATE OR REPLACE VIEW public_docket AS
    SELECT id, entry, signed, outcome, listed_on, decided_on, started_on, due_on, review_on, prongs, owed_on FROM docket_entry;

  CREATE VIEW docket_to_tally AS ${TALLIED('docket_entry')};
  CREATE TABLE public_docket_tally (
    outcome text NOT NULL,
    prongs  text[] NOT NULL,
    -- Of the decision, or of the incident while there is none.
    year    text NOT NULL,
    decided boolean NOT NULL,
    -- Decided after its day.
    late    boolean NOT NULL,
    -- From the clock’s start to the decision; null where there is none.
    days    integer,
    lines   integer NOT NULL CHECK (lines > 0),
    UNIQUE NULLS NOT DISTINCT (outcome, prongs, year, decided, late, days)
  );

  CREATE FUNCTION docket_is_tallied() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE each integer := TG_ARGV[0];
  BEGIN
    LOCK TABLE public_docket_tally IN SHARE ROW EXCLUSIVE MODE;
    MERGE INTO public_docket_tally AS known USING (${TALLIED('changed')}) AS delta
       ON (known.outcome, known.prongs, known.year, known.decided, known.late)
        = (delta.outcome, delta.prongs, delta.year, delta.decided, delta.late) AND known.days IS NOT DISTINCT FROM delta.days
    WHEN MATCHED AND known.lines + each * delta.lines = 0 THEN DELETE
    WHEN MATCHED THEN UPDATE SET lines = known.lines + each * delta.lines
    WHEN NOT MATCHED THEN INSERT VALUES (delta.outcome, delta.prongs, delta.year, delta.decided, delta.late, delta.days, each * delta.lines);
    RETURN NULL;
  END $$;
  REVOKE EXECUTE ON FUNCTION docket_is_tallied() FROM PUBLIC;
  CREATE TRIGGER docket_entry_is_tallied AFTER INSERT ON docket_entry
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION docket_is_tallied('1');
  -- In the order of their names: what a line was goes before what it has become.
  CREATE TRIGGER docket_entry_tallies_less AFTER UPDATE ON docket_entry
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION docket_is_tallied('-1');
  CREATE TRIGGER docket_entry_tallies_more AFTER UPDATE ON docket_entry
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION docket_is_tallied('1');

  INSERT INTO public_docket_tally SELECT * FROM docket_to_tally;
  GRANT SELECT ON public_docket_tally TO daylight_portal;
`;

/** The public figures, of the tally; the median is that of all lines, as percentile_cont would give it. */
const FIGURES = `
  CREATE OR REPLACE VIEW public_decisions WITH (security_barrier = true) AS
    SELECT outcome, year, sum(decisions)::int AS decisions, sum(late)::int AS late FROM (
      SELECT outcome, CASE WHEN decided THEN year ELSE '' END AS year, lines AS decisions, CASE WHEN late THEN lines ELSE 0 END AS late
        FROM public_docket_tally
      UNION ALL
      SELECT outcome, '', 0, 1 FROM docket_entry
       WHERE decided_on IS NULL AND owed_on < (now() AT TIME ZONE 'America/New_York')::date::text) AS line
     GROUP BY outcome, year;
  CREATE OR REPLACE VIEW public_prongs WITH (security_barrier = true) AS
    SELECT outcome, prong, sum(lines)::int AS decisions
      FROM public_docket_tally, unnest(prongs) AS prong WHERE outcome IN ('withheld', 'deferred') GROUP BY 1, 2;
  CREATE OR REPLACE VIEW public_pace WITH (security_barrier = true) AS
    WITH each AS (SELECT days, sum(lines) AS lines FROM public_docket_tally WHERE days IS NOT NULL GROUP BY days),
         upto AS (SELECT days, sum(lines) OVER (ORDER BY days) AS upto, sum(lines) OVER () AS all_lines FROM each)
    SELECT coalesce(max(all_lines), 0)::int AS decisions,
           ((min(days) FILTER (WHERE upto >= ceil(all_lines / 2)) + min(days) FILTER (WHERE upto >= floor(all_lines / 2) + 1))::double precision / 2)
             AS median_days
      FROM upto;
`;

/** Totals and figures of the public site without a look at every line of it. */
export class Tallies20261126150500 implements MigrationInterface {
  readonly name = 'Tallies20261126150500';

  async up(db: QueryRunner): Promise<void> {
    await db.query(RELEASES);
    await db.query(DOCKET);
    await db.query(FIGURES);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}
