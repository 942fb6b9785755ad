import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = `
  CREATE FUNCTION length_of(stretches int4multirange) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(sum(upper(one) - lower(one)), 0) FROM unnest(stretches) AS one
  $$;

  CREATE TABLE watching (
    rendering_id uuid NOT NULL REFERENCES rendering,
    staff_id     uuid NOT NULL REFERENCES staff,
    length_ms    integer NOT NULL CHECK (length_ms > 0),
    stretches    int4multirange NOT NULL,
    credit_ms    integer NOT NULL CHECK (credit_ms >= 0),
    begun_at     timestamptz NOT NULL,
    reported_at  timestamptz NOT NULL,
    completed_at timestamptz,
    ledger_index bigint NOT NULL REFERENCES ledger_entry,
    PRIMARY KEY (rendering_id, staff_id),
    CONSTRAINT watched_within_the_cut CHECK (stretches <@ int4range(0, length_ms)),
    CONSTRAINT watched_in_its_time CHECK (
      length_of(stretches) <= 10000 + 2000 * extract(epoch FROM reported_at - begun_at)),
    CONSTRAINT completed_is_whole CHECK (completed_at IS NULL
      OR stretches @> int4range(least(250, length_ms / 4), length_ms - least(250, length_ms / 4)))
  );
  CREATE TRIGGER watching_begun_logged BEFORE INSERT ON watching
    FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();
  CREATE TRIGGER watching_completed_logged BEFORE UPDATE ON watching
    FOR EACH ROW WHEN (NEW.completed_at IS DISTINCT FROM OLD.completed_at) EXECUTE FUNCTION require_ledger_entry();

  -- What was watched stays watched, from the beginning on, of a cut that stays as long as it is.
  CREATE FUNCTION watching_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (NEW.rendering_id, NEW.staff_id, NEW.length_ms, NEW.begun_at)
       IS DISTINCT FROM (OLD.rendering_id, OLD.staff_id, OLD.length_ms, OLD.begun_at)
       OR NOT NEW.stretches @> OLD.stretches OR NEW.reported_at < OLD.reported_at
       OR (OLD.completed_at IS NOT NULL AND NEW.completed_at IS DISTINCT FROM OLD.completed_at) THEN
      RAISE EXCEPTION 'what was watched stays watched'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'watching_only_grows';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER watching_only_grows BEFORE UPDATE ON watching
    FOR EACH ROW EXECUTE FUNCTION watching_only_grows();

  CREATE TABLE watching_waiver (
    rendering_id uuid PRIMARY KEY REFERENCES rendering,
    reason       text NOT NULL CHECK (length(trim(reason)) >= 10),
    waived_by    uuid NOT NULL REFERENCES staff,
    waived_at    timestamptz NOT NULL,
    ledger_index bigint NOT NULL REFERENCES ledger_entry
  );
  CREATE TRIGGER watching_waiver_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON watching_waiver
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER watching_waiver_logged BEFORE INSERT ON watching_waiver
    FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();

  CREATE TABLE quality_issue (
    id               uuid PRIMARY KEY,
    determination_id uuid NOT NULL REFERENCES determination,
    rendering_id     uuid NOT NULL REFERENCES rendering,
    frame            integer NOT NULL CHECK (frame >= 0),
    pts              bigint NOT NULL,
    x                double precision NOT NULL,
    y                double precision NOT NULL,
    w                double precision NOT NULL,
    h                double precision NOT NULL,
    says             text NOT NULL CHECK (trim(says) <> ''),
    state            text NOT NULL CHECK (state IN ('open', 'fixed', 'verified')),
    opened_by        uuid NOT NULL REFERENCES staff,
    opened_at        timestamptz NOT NULL,
    fixed_by         uuid REFERENCES staff,
    verified_by      uuid REFERENCES staff,
    returned_because text,
    ledger_index     bigint NOT NULL REFERENCES ledger_entry,
    CONSTRAINT box_in_the_picture CHECK (x >= 0 AND y >= 0 AND w > 0 AND h > 0 AND x + w <= 1.000001 AND y + h <= 1.000001),
    CONSTRAINT fixed_by_somebody CHECK ((state = 'open') = (fixed_by IS NULL)),
    CONSTRAINT verified_by_another CHECK ((state = 'verified') = (verified_by IS NOT NULL) AND verified_by <> fixed_by)
  );
  CREATE INDEX quality_issue_determination ON quality_issue (determination_id);
  CREATE TRIGGER quality_issue_logged BEFORE INSERT OR UPDATE ON quality_issue
    FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();
  CREATE TRIGGER quality_issue_stays BEFORE DELETE OR TRUNCATE ON quality_issue
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

  CREATE FUNCTION took_part(person uuid, determination uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM redactor WHERE determination_id = determination AND staff_id = person)
        OR EXISTS (SELECT 1 FROM determination d JOIN clip c ON c.id = d.clip_id WHERE d.id = determination AND c.uploaded_by = person)
  $$;

  -- R7 without the application: only the Solicitor excuses watching, only a reviewer who took no part verifies.
  CREATE FUNCTION waiver_separates_duties() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT holds_role(NEW.waived_by, 'solicitor')
       OR took_part(NEW.waived_by, (SELECT determination_id FROM rendering WHERE id = NEW.rendering_id)) THEN
      RAISE EXCEPTION 'only a solicitor who took no part excuses watching'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'waiver_by_a_solicitor';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER watching_waiver_separates_duties BEFORE INSERT ON watching_waiver
    FOR EACH ROW EXECUTE FUNCTION waiver_separates_duties();

  CREATE FUNCTION issue_only_moves_on() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'UPDATE' AND (
       (NEW.id, NEW.determination_id, NEW.rendering_id, NEW.frame, NEW.pts, NEW.x, NEW.y, NEW.w, NEW.h, NEW.says, NEW.opened_by, NEW.opened_at)
       IS DISTINCT FROM
       (OLD.id, OLD.determination_id, OLD.rendering_id, OLD.frame, OLD.pts, OLD.x, OLD.y, OLD.w, OLD.h, OLD.says, OLD.opened_by, OLD.opened_at)
       OR (OLD.state, NEW.state) NOT IN (('open', 'fixed'), ('fixed', 'verified'), ('fixed', 'open'))) THEN
      RAISE EXCEPTION 'an issue is fixed, then verified or returned, and nothing else about it changes'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'issue_is_fixed_then_verified';
    END IF;
    IF TG_OP = 'INSERT' AND NEW.state <> 'open' THEN
      RAISE EXCEPTION 'an issue begins open'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'issue_is_fixed_then_verified';
    END IF;
    IF NEW.verified_by IS NOT NULL
       AND (took_part(NEW.verified_by, NEW.determination_id) OR NOT holds_role(NEW.verified_by, 'quality-reviewer')) THEN
      RAISE EXCEPTION 'only a reviewer who took no part verifies'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'verifier_took_no_part';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER quality_issue_only_moves_on BEFORE INSERT OR UPDATE ON quality_issue
    FOR EACH ROW EXECUTE FUNCTION issue_only_moves_on();

  -- A cut is passed by somebody who watched it, with nothing left that was seen in it.
  CREATE FUNCTION determination_was_watched() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE cut uuid;
  BEGIN
    IF NOT (OLD.state = 'qualityCheck' AND NEW.state = 'accessibility') THEN
      RETURN NEW;
    END IF;
    SELECT r.id INTO cut FROM rendering r JOIN redaction_document d ON d.determination_id = r.determination_id
     WHERE r.determination_id = NEW.id AND r.state = 'verified' AND r.plan_revision = d.revision
     ORDER BY r.asked_at DESC, r.id LIMIT 1;
    IF NOT EXISTS (SELECT 1 FROM watching WHERE rendering_id = cut AND staff_id = NEW.checked_by AND completed_at IS NOT NULL)
       AND NOT EXISTS (SELECT 1 FROM watching_waiver WHERE rendering_id = cut AND waived_by <> NEW.checked_by) THEN
      RAISE EXCEPTION 'nobody has watched the whole rendering'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'somebody_watched';
    END IF;
    IF EXISTS (SELECT 1 FROM quality_issue WHERE determination_id = NEW.id AND state <> 'verified') THEN
      RAISE EXCEPTION 'an issue is not verified'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'issues_are_verified';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER determination_was_watched BEFORE UPDATE ON determination
    FOR EACH ROW EXECUTE FUNCTION determination_was_watched();

  GRANT SELECT, INSERT, UPDATE ON watching, quality_issue TO daylight_app;
  GRANT SELECT, INSERT ON watching_waiver TO daylight_app;
`;

/** The check of a rendering by another person: what they watched, what they saw, and that nothing is passed without. */
export class Quality20261125020000 implements MigrationInterface {
  readonly name = 'Quality20261125020000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(SCHEMA);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}
