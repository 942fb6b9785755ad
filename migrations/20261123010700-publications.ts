import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sign-off, publication, and the views that are all the portal's role can read. */
export class Publications20261123010700 implements MigrationInterface {
  readonly name = 'Publications20261123010700';

  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
    await db.query(GUARDS);
    await db.query(PORTAL_VIEWS);
    await db.query(`
      GRANT SELECT, INSERT, UPDATE ON accessibility, assembled_release, publication, docket_entry TO daylight_app;
      GRANT SELECT, INSERT ON sign_off, publication_file TO daylight_app;
      GRANT UPDATE (voided_at, ledger_index) ON sign_off TO daylight_app;
      GRANT SELECT ON public_release, public_file, public_docket, public_checkpoint, public_counts TO daylight_portal;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}

const TABLES = `
  CREATE TABLE accessibility (
    determination_id   uuid PRIMARY KEY REFERENCES determination,
    revision           integer NOT NULL CHECK (revision > 0),
    captions           text,
    no_speech          text,
    description_needed boolean,
    description_why    text,
    warnings           text[] NOT NULL,
    reviewed_by        uuid REFERENCES staff,
    ledger_index       bigint NOT NULL REFERENCES ledger_entry,
    CONSTRAINT captions_or_no_speech CHECK (captions IS NULL OR no_speech IS NULL)
  );
  CREATE TRIGGER accessibility_logged BEFORE INSERT OR UPDATE ON accessibility
    FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();

  CREATE TABLE assembled_release (
    determination_id uuid PRIMARY KEY REFERENCES determination,
    manifest_sha256  char(64) NOT NULL,
    manifest         jsonb NOT NULL,
    record           jsonb NOT NULL,
    assembled_at     timestamptz NOT NULL,
    ledger_index     bigint NOT NULL REFERENCES ledger_entry
  );
  CREATE TRIGGER assembled_release_logged BEFORE INSERT OR UPDATE ON assembled_release
    FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();

  CREATE TABLE sign_off (
    id               uuid PRIMARY KEY,
    determination_id uuid NOT NULL REFERENCES determination,
    manifest_sha256  char(64) NOT NULL,
    signed_by        uuid NOT NULL REFERENCES staff,
    signed_at        timestamptz NOT NULL,
    statement        jsonb NOT NULL,
    voided_at        timestamptz,
    ledger_index     bigint NOT NULL REFERENCES ledger_entry
  );
  CREATE UNIQUE INDEX one_standing_sign_off ON sign_off (determination_id) WHERE voided_at IS NULL;
  CREATE TRIGGER sign_off_logged BEFORE INSERT OR UPDATE ON sign_off
    FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();
  CREATE TRIGGER sign_off_stays BEFORE DELETE OR TRUNCATE ON sign_off
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

  CREATE TABLE publication (
    id               uuid PRIMARY KEY,
    release_id       uuid NOT NULL,
    version          integer NOT NULL CHECK (version > 0),
    determination_id uuid NOT NULL UNIQUE REFERENCES determination,
    state            text NOT NULL CHECK (state IN ('published', 'superseded', 'unpublished')),
    manifest_sha256  char(64) NOT NULL,
    manifest         jsonb NOT NULL,
    record           jsonb NOT NULL,
    sign_off         jsonb NOT NULL,
    city_key         text NOT NULL,
    published_by     text NOT NULL CONSTRAINT published_by_a_process CHECK (published_by = 'publisher'),
    published_at     timestamptz NOT NULL,
    tombstone        jsonb,
    proof            jsonb,
    ledger_key       text,
    ledger_index     bigint NOT NULL REFERENCES ledger_entry,
    -- Built from what is published, and nothing else.
    search           tsvector NOT NULL GENERATED ALWAYS AS (
      setweight(to_tsvector('english', coalesce(record->>'title', '')), 'A') ||
      setweight(to_tsvector('english', coalesce(record->>'summary', '')), 'B') ||
      setweight(to_tsvector('english', coalesce(record->'incident'->>'neighbourhood', '')), 'B') ||
      setweight(to_tsvector('english', coalesce(record->'camera'->>'label', '')), 'C') ||
      jsonb_to_tsvector('english', coalesce(record->'incident'->'agencies', '[]'), '["string"]') ||
      jsonb_to_tsvector('english', coalesce(record->'transcript', '[]'), '["string"]')) STORED,
    UNIQUE (release_id, version),
    CONSTRAINT tombstone_when_down CHECK ((state = 'unpublished') = (tombstone IS NOT NULL))
  );
  CREATE UNIQUE INDEX one_public_version ON publication (release_id) WHERE state = 'published';
  CREATE INDEX publication_search ON publication USING gin (search);
  CREATE INDEX publication_recent ON publication (published_at DESC, release_id) WHERE state = 'published';
  CREATE INDEX publication_incident ON publication ((record->'incident'->>'id'));
  CREATE TRIGGER publication_stays BEFORE DELETE OR TRUNCATE ON publication
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

  CREATE TABLE publication_file (
    publication_id uuid NOT NULL REFERENCES publication,
    role           text NOT NULL,
    sha256         char(64) NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    size           bigint NOT NULL,
    media_type     text NOT NULL,
    PRIMARY KEY (publication_id, role)
  );
  CREATE INDEX publication_file_sha256 ON publication_file (sha256);

  CREATE TABLE docket_entry (
    id               uuid PRIMARY KEY,
    determination_id uuid NOT NULL UNIQUE REFERENCES determination CHECK (determination_id <> id),
    entry            jsonb NOT NULL,
    signed           jsonb NOT NULL,
    updated_at       timestamptz NOT NULL,
    ledger_index     bigint NOT NULL REFERENCES ledger_entry
  );
  CREATE TRIGGER docket_entry_logged BEFORE INSERT OR UPDATE ON docket_entry
    FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();
`;

const GUARDS = `
  -- The Solicitor's signature, without the application: a solicitor now, who took no part, on the files as assembled,
  -- whose video is a verified rendering.
  CREATE FUNCTION sign_off_is_lawful() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    uploader uuid; checker uuid; assembled record;
  BEGIN
    SELECT c.uploaded_by, d.checked_by INTO uploader, checker
      FROM determination d JOIN clip c ON c.id = d.clip_id WHERE d.id = NEW.determination_id;
    IF NEW.signed_by = uploader OR NEW.signed_by = checker
       OR NEW.signed_by IN (SELECT staff_id FROM redactor WHERE determination_id = NEW.determination_id)
       OR NOT holds_role(NEW.signed_by, 'solicitor') THEN
      RAISE EXCEPTION 'only a solicitor who took no part signs off'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'signer_took_no_part';
    END IF;
    SELECT manifest_sha256, manifest INTO assembled FROM assembled_release WHERE determination_id = NEW.determination_id;
    IF assembled.manifest_sha256 IS DISTINCT FROM NEW.manifest_sha256 THEN
      RAISE EXCEPTION 'the signature is not on the files as assembled'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'sign_off_on_assembled_files';
    END IF;
    IF NOT EXISTS (
      SELECT 1 FROM rendering r, jsonb_array_elements(assembled.manifest->'files') f
       WHERE r.determination_id = NEW.determination_id AND r.state = 'verified'
         AND f->>'role' = 'video' AND f->>'sha256' = r.output_sha256) THEN
      RAISE EXCEPTION 'the video is not a verified rendering'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'sign_off_on_verified_video';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER sign_off_is_lawful BEFORE INSERT ON sign_off
    FOR EACH ROW EXECUTE FUNCTION sign_off_is_lawful();

  -- A publication is exactly what a standing signature covers.
  CREATE FUNCTION publication_is_signed() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE signature record; determined record;
  BEGIN
    SELECT s.manifest_sha256, s.signed_by, a.manifest, a.record INTO signature
      FROM sign_off s JOIN assembled_release a ON a.determination_id = s.determination_id AND a.manifest_sha256 = s.manifest_sha256
     WHERE s.determination_id = NEW.determination_id AND s.voided_at IS NULL;
    IF signature IS NULL OR signature.manifest_sha256 <> NEW.manifest_sha256
       OR signature.manifest <> NEW.manifest OR signature.record <> NEW.record THEN
      RAISE EXCEPTION 'what is published is not what was signed'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'publication_is_signed';
    END IF;
    SELECT state, release_id, version INTO determined FROM determination WHERE id = NEW.determination_id;
    IF determined.state <> 'scheduled' OR determined.release_id <> NEW.release_id OR determined.version <> NEW.version THEN
      RAISE EXCEPTION 'only a scheduled determination is published'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'publication_is_scheduled';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM ledger_entry WHERE index = NEW.ledger_index AND xact = pg_current_xact_id()::text::bigint) THEN
      RAISE EXCEPTION 'a publication needs its own ledger entry in the same transaction'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'change_without_ledger_entry';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER publication_is_signed BEFORE INSERT ON publication
    FOR EACH ROW EXECUTE FUNCTION publication_is_signed();

  -- Later only its state, its tombstone and its proof may change; never what was signed.
  CREATE FUNCTION publication_content_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (NEW.id, NEW.release_id, NEW.version, NEW.determination_id, NEW.manifest_sha256, NEW.manifest, NEW.record, NEW.sign_off, NEW.published_at)
       IS DISTINCT FROM
       (OLD.id, OLD.release_id, OLD.version, OLD.determination_id, OLD.manifest_sha256, OLD.manifest, OLD.record, OLD.sign_off, OLD.published_at)
       OR (NEW.state <> OLD.state AND OLD.state <> 'published') THEN
      RAISE EXCEPTION 'a publication does not change'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'publication_content_is_fixed';
    END IF;
    IF NEW.state <> OLD.state AND NOT EXISTS (
      SELECT 1 FROM ledger_entry WHERE index = NEW.ledger_index AND xact = pg_current_xact_id()::text::bigint) THEN
      RAISE EXCEPTION 'a change of a publication needs its own ledger entry in the same transaction'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'change_without_ledger_entry';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER publication_content_is_fixed BEFORE UPDATE ON publication
    FOR EACH ROW EXECUTE FUNCTION publication_content_is_fixed();

  -- Published means that there is a publication; and no other way round.
  CREATE FUNCTION published_has_publication() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.state = 'published' AND OLD.state <> 'published'
       AND NOT EXISTS (SELECT 1 FROM publication WHERE determination_id = NEW.id AND state = 'published') THEN
      RAISE EXCEPTION 'nothing was published'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'published_has_publication';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER published_has_publication BEFORE UPDATE ON determination
    FOR EACH ROW EXECUTE FUNCTION published_has_publication();

  CREATE FUNCTION publication_files_are_signed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (
      SELECT 1 FROM publication p, jsonb_array_elements(p.manifest->'files') f
       WHERE p.id = NEW.publication_id AND f->>'role' = NEW.role AND f->>'sha256' = NEW.sha256 AND (f->>'size')::bigint = NEW.size) THEN
      RAISE EXCEPTION 'the file is not in the signed manifest'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'publication_files_are_signed';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER publication_files_are_signed BEFORE INSERT ON publication_file
    FOR EACH ROW EXECUTE FUNCTION publication_files_are_signed();
`;

/** Columns by name: a new column of a table never appears here by itself. */
const PORTAL_VIEWS = `
  CREATE VIEW public_release AS
    SELECT release_id, version, state, published_at, manifest_sha256,
           CASE WHEN state = 'published' THEN record END AS record,
           CASE WHEN state = 'published' THEN manifest END AS manifest,
           CASE WHEN state = 'published' THEN sign_off END AS sign_off,
           CASE WHEN state = 'published' THEN city_key END AS city_key,
           CASE WHEN state = 'published' THEN proof END AS proof,
           CASE WHEN state = 'published' THEN ledger_key END AS ledger_key,
           CASE WHEN state = 'published' THEN search END AS search,
           tombstone
      FROM publication;

  CREATE VIEW public_file AS
    SELECT f.sha256, f.size, f.media_type, f.role, p.release_id, p.version
      FROM publication_file f JOIN publication p ON p.id = f.publication_id
     WHERE p.state = 'published';

  CREATE VIEW public_docket AS SELECT id, entry, signed FROM docket_entry;

  CREATE VIEW public_checkpoint AS SELECT size, note FROM ledger_checkpoint;

  -- Aggregates only (reference: law, § 18).
  CREATE VIEW public_counts AS
    WITH newest AS (SELECT DISTINCT ON (clip_id) clip_id, state FROM determination ORDER BY clip_id, version DESC)
    SELECT count(*)::int AS received,
           (count(*) FILTER (WHERE state IN ('triage', 'gatheringFacts', 'solicitorReview', 'redacting', 'qualityCheck', 'accessibility', 'awaitingSignOff', 'scheduled')))::int AS in_review,
           (count(*) FILTER (WHERE state = 'published'))::int AS released,
           (count(*) FILTER (WHERE state = 'withheld'))::int AS withheld,
           (count(*) FILTER (WHERE state = 'deferred'))::int AS deferred
      FROM newest;
`;
