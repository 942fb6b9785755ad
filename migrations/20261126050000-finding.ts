import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What readers search: one row for each release that is public now, made of its public record and nothing else. */
const SEARCH = `
  CREATE TABLE public_search (
    release_id    uuid PRIMARY KEY,
    version       integer NOT NULL,
    published_at  timestamptz NOT NULL,
    title         text NOT NULL,
    summary       text NOT NULL,
    incident_id   uuid,
    incident_date text NOT NULL,
    neighbourhood text NOT NULL,
    camera        text NOT NULL,
    outcome       text NOT NULL,
    agencies      text[] NOT NULL,
    described     boolean NOT NULL,
    duration      double precision NOT NULL,
    hidden        integer NOT NULL,
    said          text NOT NULL,
    words         tsvector NOT NULL
  );
  -- Newest first, with all that filters ask for: a count or a page far back reads this index and no row.
  CREATE INDEX public_search_newest ON public_search (published_at DESC, release_id)
    INCLUDE (incident_date, neighbourhood, camera, outcome, described, agencies);
  CREATE INDEX public_search_words ON public_search USING gin (words);
  CREATE INDEX public_search_incident ON public_search (incident_id);
  DROP INDEX publication_search;

  -- How many releases there are of each kind, so that nobody counts them all for one page.
  CREATE TABLE public_facet (
    facet    text NOT NULL CHECK (facet IN ('all', 'agency', 'neighbourhood')),
    value    text NOT NULL,
    releases integer NOT NULL CHECK (releases > 0),
    PRIMARY KEY (facet, value)
  );

  CREATE VIEW publication_to_search AS
    SELECT id, release_id, version, published_at,
           coalesce(record->>'title', '') AS title,
           coalesce(record->>'summary', '') AS summary,
           (record->'incident'->>'id')::uuid AS incident_id,
           coalesce(record->'incident'->>'date', '') AS incident_date,
           coalesce(record->'incident'->>'neighbourhood', '') AS neighbourhood,
           coalesce(record->'camera'->>'kind', '') AS camera,
           coalesce(record->'determination'->>'outcome', '') AS outcome,
           ARRAY(SELECT jsonb_array_elements_text(coalesce(record->'incident'->'agencies', '[]'))) AS agencies,
           jsonb_path_exists(manifest, '$.files[*] ? (@.role == "video-described")') AS described,
           coalesce((record->'video'->>'duration')::double precision, 0) AS duration,
           coalesce(jsonb_array_length(record->'hidden'), 0) AS hidden,
           coalesce((SELECT string_agg(line->>'text', ' ' ORDER BY n)
                       FROM jsonb_array_elements(record->'transcript') WITH ORDINALITY AS spoken(line, n)), '') AS said,
           search AS words
      FROM publication WHERE state = 'published';

  -- With the owner's rights: what can be found is what is published, and no process writes it any other way.
  CREATE FUNCTION publication_is_found() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    DELETE FROM public_search WHERE release_id = NEW.release_id AND version = NEW.version;
    INSERT INTO public_search
      SELECT release_id, version, published_at, title, summary, incident_id, incident_date, neighbourhood, camera, outcome,
             agencies, described, duration, hidden, said, words
        FROM publication_to_search WHERE id = NEW.id;
    RETURN NULL;
  END $$;
  REVOKE EXECUTE ON FUNCTION publication_is_found() FROM PUBLIC;
  CREATE TRIGGER publication_is_found AFTER INSERT OR UPDATE OF state ON publication
    FOR EACH ROW EXECUTE FUNCTION publication_is_found();

  CREATE FUNCTION public_search_counts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE each integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
  BEGIN
    LOCK TABLE public_facet IN SHARE ROW EXCLUSIVE MODE;
    MERGE INTO public_facet AS known USING (
      SELECT facet, value, (each * count(*))::int AS change FROM (
        SELECT 'all' AS facet, '' AS value FROM changed
        UNION ALL SELECT 'neighbourhood', neighbourhood FROM changed
        UNION ALL SELECT 'agency', agency FROM changed, unnest(agencies) AS agency) AS one
       GROUP BY facet, value) AS delta ON known.facet = delta.facet AND known.value = delta.value
    WHEN MATCHED AND known.releases + delta.change = 0 THEN DELETE
    WHEN MATCHED THEN UPDATE SET releases = known.releases + delta.change
    WHEN NOT MATCHED THEN INSERT VALUES (delta.facet, delta.value, delta.change);
    RETURN NULL;
  END $$;
  REVOKE EXECUTE ON FUNCTION public_search_counts() FROM PUBLIC;
  CREATE TRIGGER public_search_counts_more AFTER INSERT ON public_search
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public_search_counts();
  CREATE TRIGGER public_search_counts_less AFTER DELETE ON public_search
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public_search_counts();

  INSERT INTO public_search
    SELECT release_id, version, published_at, title, summary, incident_id, incident_date, neighbourhood, camera, outcome,
           agencies, described, duration, hidden, said, words
      FROM publication_to_search;
  GRANT SELECT ON public_search, public_facet TO daylight_portal;
  -- Many readers at once are served best by one process each.
  ALTER TABLE public_search SET (parallel_workers = 0);
`;

/** The docket's columns by which it is put in order, filtered and counted; each is read out of the signed entry. */
const DOCKET = `
  CREATE FUNCTION docket_prongs(entry jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT prong->>'letter' ORDER BY prong->>'letter'), '{}')
      FROM jsonb_array_elements(coalesce(entry->'prongs', '[]')) AS prong
  $$;
  ALTER TABLE docket_entry
    ADD COLUMN outcome    text GENERATED ALWAYS AS (entry->>'outcome') STORED,
    -- What is not decided yet stands where its incident stands.
    ADD COLUMN listed_on  text GENERATED ALWAYS AS (coalesce(entry->>'decidedOn', entry->>'incidentDate')) STORED,
    ADD COLUMN decided_on text GENERATED ALWAYS AS (entry->>'decidedOn') STORED,
    ADD COLUMN started_on text GENERATED ALWAYS AS (entry->'clock'->>'startedOn') STORED,
    ADD COLUMN due_on     text GENERATED ALWAYS AS (entry->'clock'->>'dueOn') STORED,
    ADD COLUMN review_on  text GENERATED ALWAYS AS (entry->>'nextReviewOn') STORED,
    ADD COLUMN prongs     text[] GENERATED ALWAYS AS (docket_prongs(entry)) STORED;
  CREATE INDEX docket_entry_newest ON docket_entry (listed_on DESC, id)
    INCLUDE (outcome, decided_on, due_on, review_on, prongs);
  CREATE INDEX docket_entry_outcome ON docket_entry (outcome, listed_on DESC, id) INCLUDE (prongs);
  CREATE INDEX docket_entry_undecided ON docket_entry (due_on) WHERE decided_on IS NULL;
  CREATE INDEX docket_entry_review ON docket_entry (review_on) WHERE decided_on IS NOT NULL;
  ALTER TABLE docket_entry SET (parallel_workers = 0);

  -- Every line is public and the view has no condition: there is no row that a barrier could keep a function from.
  CREATE OR REPLACE VIEW public_docket AS
    SELECT id, entry, signed, outcome, listed_on, decided_on, started_on, due_on, review_on, prongs FROM docket_entry;
  ALTER VIEW public_docket RESET (security_barrier);
`;

/** How each clip stands, one row for each, so that the public figures need no look at every version of every one. */
const FIGURES = `
  CREATE TABLE standing (
    clip_id uuid PRIMARY KEY REFERENCES clip,
    state   text NOT NULL
  );
  CREATE INDEX standing_state ON standing (state);
  ALTER TABLE standing SET (parallel_workers = 0);
  CREATE FUNCTION determination_stands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM determination WHERE clip_id = NEW.clip_id AND version > NEW.version) THEN
      INSERT INTO standing VALUES (NEW.clip_id, NEW.state)
        ON CONFLICT (clip_id) DO UPDATE SET state = EXCLUDED.state;
    END IF;
    RETURN NULL;
  END $$;
  REVOKE EXECUTE ON FUNCTION determination_stands() FROM PUBLIC;
  CREATE TRIGGER determination_stands AFTER INSERT OR UPDATE OF state ON determination
    FOR EACH ROW EXECUTE FUNCTION determination_stands();
  INSERT INTO standing SELECT DISTINCT ON (clip_id) clip_id, state FROM determination ORDER BY clip_id, version DESC;

  CREATE OR REPLACE VIEW public_counts WITH (security_barrier = true) AS
    WITH stand AS (SELECT state, count(*)::int AS clips FROM standing GROUP BY state)
    SELECT coalesce(sum(clips), 0)::int AS received,
           coalesce(sum(clips) FILTER (WHERE state IN ('preserved', 'triage', 'gatheringFacts', 'solicitorReview', 'redacting', 'qualityCheck', 'accessibility', 'awaitingSignOff', 'scheduled')), 0)::int AS in_review,
           coalesce(sum(clips) FILTER (WHERE state = 'published'), 0)::int AS released,
           coalesce(sum(clips) FILTER (WHERE state = 'withheld'), 0)::int AS withheld,
           coalesce(sum(clips) FILTER (WHERE state = 'deferred'), 0)::int AS deferred,
           coalesce(sum(clips) FILTER (WHERE state = 'unpublished'), 0)::int AS taken_down,
           coalesce(sum(clips) FILTER (WHERE state IN ('outOfScope', 'publicOnRequest')), 0)::int AS outside
      FROM stand;

  -- Aggregates of what the docket says of each decision anyway (reference: law, § 18). Late is counted by date, never stored.
  CREATE VIEW public_decisions WITH (security_barrier = true) AS
    SELECT outcome, coalesce(left(decided_on, 4), '') AS year, count(*)::int AS decisions,
           (count(*) FILTER (WHERE coalesce(decided_on, (now() AT TIME ZONE 'America/New_York')::date::text) > due_on))::int AS late
      FROM docket_entry GROUP BY 1, 2;
  CREATE VIEW public_prongs WITH (security_barrier = true) AS
    SELECT outcome, prong, count(*)::int AS decisions
      FROM docket_entry, unnest(prongs) AS prong WHERE outcome IN ('withheld', 'deferred') GROUP BY 1, 2;
  CREATE VIEW public_pace WITH (security_barrier = true) AS
    SELECT count(*)::int AS decisions,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY decided_on::date - started_on::date) AS median_days
      FROM docket_entry WHERE decided_on IS NOT NULL AND started_on IS NOT NULL;
  GRANT SELECT ON public_decisions, public_prongs, public_pace TO daylight_portal;
`;

/** What the public searches, lists and counts, quick also when there are a hundred thousand of it. */
export class Finding20261126050000 implements MigrationInterface {
  readonly name = 'Finding20261126050000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(SEARCH);
    await db.query(DOCKET);
    await db.query(FIGURES);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}
