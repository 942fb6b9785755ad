import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The docket’s lines by what they are filtered by and by month: where a page begins is known without a look at what comes before it. */
const DOCKET = `
  CREATE VIEW docket_to_months AS
    SELECT left(listed_on, 7) AS month, coalesce(outcome, '') AS outcome, prongs, count(*)::int AS lines
      FROM docket_entry GROUP BY 1, 2, 3;
  CREATE TABLE public_docket_month (
    -- \`YYYY-MM\` of the day under which a line is listed. Null where there is none: no page can list such a line.
    month   text,
    outcome text NOT NULL,
    prongs  text[] NOT NULL,
    lines   integer NOT NULL CHECK (lines > 0),
    UNIQUE NULLS NOT DISTINCT (month, outcome, prongs)
  );

  CREATE FUNCTION docket_months_are_counted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE each integer := TG_ARGV[0];
  BEGIN
    LOCK TABLE public_docket_month IN SHARE ROW EXCLUSIVE MODE;
    MERGE INTO public_docket_month AS known USING (
      SELECT left(listed_on, 7) AS month, coalesce(outcome, '') AS outcome, prongs, (each * count(*))::int AS change
        FROM changed GROUP BY 1, 2, 3) AS delta
       ON (known.outcome, known.prongs) = (delta.outcome, delta.prongs) AND known.month IS NOT DISTINCT FROM delta.month
    WHEN MATCHED AND known.lines + delta.change = 0 THEN DELETE
    WHEN MATCHED THEN UPDATE SET lines = known.lines + delta.change
    WHEN NOT MATCHED THEN INSERT VALUES (delta.month, delta.outcome, delta.prongs, delta.change);
    RETURN NULL;
  END $$;
  REVOKE EXECUTE ON FUNCTION docket_months_are_counted() FROM PUBLIC;
  -- By their names after those of public_docket_tally: whoever writes lines locks both tables in one order.
  CREATE TRIGGER docket_entry_totals AFTER INSERT ON docket_entry
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION docket_months_are_counted('1');
  CREATE TRIGGER docket_entry_totals_less AFTER UPDATE ON docket_entry
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION docket_months_are_counted('-1');
  CREATE TRIGGER docket_entry_totals_more AFTER UPDATE ON docket_entry
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION docket_months_are_counted('1');

  INSERT INTO public_docket_month SELECT * FROM docket_to_months;
  GRANT SELECT ON public_docket_month TO daylight_portal;
`;

/** How many clips stand in each state: the figures of the first page are a sum of a few rows. */
const STANDING = `
  CREATE TABLE standing_tally (
    state text PRIMARY KEY,
    clips integer NOT NULL CHECK (clips > 0)
  );
  CREATE FUNCTION standing_is_tallied() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE each integer := TG_ARGV[0];
  BEGIN
    LOCK TABLE standing_tally IN SHARE ROW EXCLUSIVE MODE;
    MERGE INTO standing_tally AS known USING (SELECT state, (each * count(*))::int AS change FROM changed GROUP BY state) AS delta
       ON known.state = delta.state
    WHEN MATCHED AND known.clips + delta.change = 0 THEN DELETE
    WHEN MATCHED THEN UPDATE SET clips = known.clips + delta.change
    WHEN NOT MATCHED THEN INSERT VALUES (delta.state, delta.change);
    RETURN NULL;
  END $$;
  REVOKE EXECUTE ON FUNCTION standing_is_tallied() FROM PUBLIC;
  CREATE TRIGGER standing_is_tallied AFTER INSERT ON standing
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION standing_is_tallied('1');
  -- In the order of their names: where a clip stood goes before where it stands.
  CREATE TRIGGER standing_tallies_less AFTER UPDATE ON standing
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION standing_is_tallied('-1');
  CREATE TRIGGER standing_tallies_more AFTER UPDATE ON standing
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION standing_is_tallied('1');
  INSERT INTO standing_tally SELECT state, count(*) FROM standing GROUP BY state;
  DROP INDEX standing_state;

  CREATE OR REPLACE VIEW public_counts WITH (security_barrier = true) AS
    SELECT coalesce(sum(clips), 0)::int AS received,
           coalesce(sum(clips) FILTER (WHERE state IN ('preserved', 'triage', 'gatheringFacts', 'solicitorReview', 'redacting', 'qualityCheck', 'accessibility', 'awaitingSignOff', 'scheduled')), 0)::int AS in_review,
           coalesce(sum(clips) FILTER (WHERE state = 'published'), 0)::int AS released,
           coalesce(sum(clips) FILTER (WHERE state = 'withheld'), 0)::int AS withheld,
           coalesce(sum(clips) FILTER (WHERE state = 'deferred'), 0)::int AS deferred,
           coalesce(sum(clips) FILTER (WHERE state = 'unpublished'), 0)::int AS taken_down,
           coalesce(sum(clips) FILTER (WHERE state IN ('outOfScope', 'publicOnRequest')), 0)::int AS outside
      FROM standing_tally;
`;

/** The docket’s middle pages and the first page’s figures, without a look at every line and clip. */
export class Months20261126170000 implements MigrationInterface {
  readonly name = 'Months20261126170000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(DOCKET);
    await db.query(STANDING);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}
