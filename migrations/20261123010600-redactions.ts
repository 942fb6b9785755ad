import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = `
  CREATE TABLE redaction_document (
    determination_id uuid PRIMARY KEY REFERENCES determination,
    clip_id          uuid NOT NULL REFERENCES clip,
    revision         integer NOT NULL CHECK (revision > 0),
    plan             jsonb NOT NULL,
    ledger_index     bigint NOT NULL REFERENCES ledger_entry
  );
  CREATE TRIGGER redaction_document_logged BEFORE INSERT OR UPDATE ON redaction_document
    FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();

  CREATE TABLE redaction_edit (
    determination_id uuid NOT NULL REFERENCES redaction_document,
    revision         integer NOT NULL,
    operations       jsonb NOT NULL,
    by               uuid NOT NULL REFERENCES staff,
    at               timestamptz NOT NULL,
    idempotency_key  text NOT NULL,
    PRIMARY KEY (determination_id, revision),
    UNIQUE (determination_id, idempotency_key)
  );
  CREATE TRIGGER redaction_edit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON redaction_edit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

  CREATE TABLE redaction_task (
    id               uuid PRIMARY KEY,
    determination_id uuid NOT NULL REFERENCES determination,
    subject          text NOT NULL,
    channel          text NOT NULL,
    basis            jsonb NOT NULL,
    instruction      text NOT NULL,
    state            text NOT NULL CHECK (state IN ('open', 'done', 'returned')),
    requested_by     uuid NOT NULL REFERENCES staff,
    assigned_to      uuid REFERENCES staff,
    done_by          uuid REFERENCES staff,
    done_at          timestamptz,
    returned_because text,
    ledger_index     bigint NOT NULL REFERENCES ledger_entry,
    CONSTRAINT done_by_somebody CHECK (state <> 'done' OR done_by IS NOT NULL)
  );
  CREATE INDEX redaction_task_determination ON redaction_task (determination_id);
  CREATE TRIGGER redaction_task_logged BEFORE INSERT OR UPDATE ON redaction_task
    FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();

  CREATE TABLE rendering (
    id               uuid PRIMARY KEY,
    determination_id uuid NOT NULL REFERENCES determination,
    clip_id          uuid NOT NULL REFERENCES clip,
    plan_revision    integer NOT NULL,
    plan             jsonb NOT NULL,
    asked_by         text NOT NULL,
    asked_at         timestamptz NOT NULL,
    state            text NOT NULL CHECK (state IN ('asked', 'verified', 'refused', 'failed')),
    output_sha256    char(64),
    output_size      bigint,
    receipt          jsonb,
    verification     jsonb,
    failure          text,
    finished_at      timestamptz,
    ledger_index     bigint NOT NULL REFERENCES ledger_entry,
    CONSTRAINT verified_is_proved CHECK (state <> 'verified' OR (
      output_sha256 IS NOT NULL AND receipt->>'outputSha256' = output_sha256 AND (verification->>'passed')::boolean
      AND jsonb_array_length(verification->'violations') = 0))
  );
  CREATE INDEX rendering_determination ON rendering (determination_id);
  CREATE TRIGGER rendering_logged BEFORE INSERT OR UPDATE ON rendering
    FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();

  -- Everyone who took part in hiding, in this version or in one that it continues.
  CREATE VIEW redactor AS
    SELECT DISTINCT d.id AS determination_id, part.staff_id
      FROM determination d
      JOIN determination earlier ON earlier.clip_id = d.clip_id AND earlier.version <= d.version
      JOIN (SELECT determination_id, by AS staff_id FROM redaction_edit
            UNION SELECT determination_id, done_by FROM redaction_task WHERE done_by IS NOT NULL) part
        ON part.determination_id = earlier.id;

  CREATE FUNCTION holds_role(person uuid, wanted text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM staff_role WHERE staff_id = person AND role = wanted AND revoked_at IS NULL)
       AND EXISTS (SELECT 1 FROM staff WHERE id = person AND disabled_at IS NULL)
  $$;

  -- R7 without the application: whoever decides or checks took no part before.
  CREATE FUNCTION determination_separates_duties() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE uploader uuid := (SELECT uploaded_by FROM clip WHERE id = NEW.clip_id);
  BEGIN
    IF NEW.decided_by IS DISTINCT FROM OLD.decided_by AND NEW.decided_by IS NOT NULL
       AND (NEW.decided_by = uploader OR NOT holds_role(NEW.decided_by, 'solicitor')) THEN
      RAISE EXCEPTION 'only a solicitor who did not upload the footage determines'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'determiner_took_no_part';
    END IF;
    IF NEW.checked_by IS DISTINCT FROM OLD.checked_by AND NEW.checked_by IS NOT NULL
       AND (NEW.checked_by = uploader
            OR NEW.checked_by IN (SELECT staff_id FROM redactor WHERE determination_id = NEW.id)
            OR NOT holds_role(NEW.checked_by, 'quality-reviewer')) THEN
      RAISE EXCEPTION 'nobody checks their own redaction'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'checker_took_no_part';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER determination_separates_duties BEFORE UPDATE ON determination
    FOR EACH ROW EXECUTE FUNCTION determination_separates_duties();

  GRANT SELECT ON redactor TO daylight_app;
  GRANT SELECT, INSERT ON redaction_edit TO daylight_app;
  GRANT SELECT, INSERT, UPDATE ON redaction_document, redaction_task, rendering TO daylight_app;
`;

/** What is hidden, by whom, and the renderings; and the separation of duties that hangs on it. */
export class Redactions20261123010600 implements MigrationInterface {
  readonly name = 'Redactions20261123010600';

  async up(db: QueryRunner): Promise<void> {
    await db.query(SCHEMA);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}
