import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = `
  ALTER TABLE staff_role DROP CONSTRAINT staff_role_role_check, ADD CONSTRAINT staff_role_role_check CHECK (role IN (
    'evidence-technician', 'case-officer', 'assistant-solicitor', 'solicitor', 'redaction-technician',
    'quality-reviewer', 'accessibility-editor', 'records-officer', 'liaison', 'auditor', 'administrator'));

  -- A new person chooses a password with a code that is shown once; here is its hash, and until when it is good.
  ALTER TABLE staff
    ADD COLUMN last_signed_in_at timestamptz,
    ADD COLUMN enrolment_sha256 char(64),
    ADD COLUMN enrolment_until timestamptz,
    ADD CONSTRAINT enrolment_has_an_end CHECK ((enrolment_sha256 IS NULL) = (enrolment_until IS NULL));
  UPDATE staff SET last_signed_in_at = (
    SELECT max(at) FROM ledger_entry
     WHERE act->'object'->>'type' = 'staff' AND act->'object'->>'id' = staff.id::text
       AND act->>'action' = 'sign-in' AND act->>'outcome' = 'done');

  CREATE TABLE staff_change (
    id              uuid PRIMARY KEY,
    kind            text NOT NULL CHECK (kind IN (
      'open-account', 'grant-roles', 'revoke-roles', 'suspend', 'reinstate', 'renew-enrolment')),
    staff_id        uuid NOT NULL, -- of an account to be opened: the id that it will have
    user_name       text,
    display_name    text,
    roles           text[] NOT NULL,
    reason          text NOT NULL CHECK (reason <> ''),
    proposed_by     uuid NOT NULL REFERENCES staff,
    proposed_at     timestamptz NOT NULL,
    decision        text CHECK (decision IN ('approved', 'refused', 'withdrawn')),
    decided_by      uuid REFERENCES staff,
    decided_at      timestamptz,
    decision_reason text,
    ledger_index    bigint NOT NULL REFERENCES ledger_entry,
    CONSTRAINT account_is_named CHECK (num_nonnulls(user_name, display_name) = CASE kind WHEN 'open-account' THEN 2 ELSE 0 END),
    CONSTRAINT roles_are_named CHECK ((kind IN ('open-account', 'grant-roles', 'revoke-roles')) = (cardinality(roles) > 0)),
    CONSTRAINT decision_is_whole CHECK (num_nulls(decision, decided_by, decided_at, decision_reason) IN (0, 4)),
    CONSTRAINT another_person_decides CHECK ((decision = 'withdrawn') = (decided_by = proposed_by)),
    CONSTRAINT nobody_decides_on_self CHECK (decision = 'withdrawn' OR decided_by <> staff_id)
  );
  CREATE INDEX staff_change_undecided ON staff_change (proposed_at) WHERE decision IS NULL;
  CREATE TRIGGER staff_change_logged BEFORE INSERT OR UPDATE ON staff_change
    FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();
  CREATE TRIGGER staff_change_stays BEFORE DELETE OR TRUNCATE ON staff_change
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

  -- Proposed and decided by people who may administer; what is approved is what was proposed; decided once.
  CREATE FUNCTION staff_change_was_lawful() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE acting uuid := CASE TG_OP WHEN 'INSERT' THEN NEW.proposed_by ELSE NEW.decided_by END;
  BEGIN
    IF NOT (holds_role(acting, 'administrator') OR holds_role(acting, 'solicitor')) THEN
      RAISE EXCEPTION 'only an administrator or a solicitor changes accounts'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'staff_change_by_those_who_may';
    END IF;
    IF TG_OP = 'INSERT' AND (NEW.decision IS NOT NULL
       OR (NEW.kind = 'open-account') = EXISTS (SELECT 1 FROM staff WHERE id = NEW.staff_id)) THEN
      RAISE EXCEPTION 'a change begins undecided, about an account that is there or is to be opened'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'staff_change_begins_undecided';
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.decision IS NOT NULL
       OR (NEW.id, NEW.kind, NEW.staff_id, NEW.user_name, NEW.display_name, NEW.roles, NEW.reason, NEW.proposed_by, NEW.proposed_at)
          IS DISTINCT FROM
          (OLD.id, OLD.kind, OLD.staff_id, OLD.user_name, OLD.display_name, OLD.roles, OLD.reason, OLD.proposed_by, OLD.proposed_at)) THEN
      RAISE EXCEPTION 'what was proposed does not change, and is decided once'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'staff_change_is_fixed';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER staff_change_was_lawful BEFORE INSERT OR UPDATE ON staff_change
    FOR EACH ROW EXECUTE FUNCTION staff_change_was_lawful();

  -- The application gives and takes roles only with the approval of the same transaction. The operator at the machine
  -- (ops, as owner) makes the first accounts, when there are no two people yet.
  CREATE FUNCTION staff_role_was_approved() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.staff_id, NEW.role, NEW.granted_by, NEW.granted_at, OLD.revoked_at)
       IS DISTINCT FROM (OLD.staff_id, OLD.role, OLD.granted_by, OLD.granted_at, NULL::timestamptz) THEN
      RAISE EXCEPTION 'a role is ended once, and nothing else about it changes'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'staff_role_is_fixed';
    END IF;
    IF current_user = 'daylight_app' AND NOT EXISTS (
      SELECT 1 FROM staff_change
       WHERE ledger_index = NEW.ledger_index AND decision = 'approved' AND staff_id = NEW.staff_id AND NEW.role = ANY (roles)
         AND CASE TG_OP WHEN 'INSERT'
             THEN kind IN ('open-account', 'grant-roles') AND NEW.granted_by = decided_by::text AND NEW.revoked_at IS NULL
             ELSE kind = 'revoke-roles' AND NEW.revoked_by = decided_by::text END) THEN
      RAISE EXCEPTION 'two people change a role: one proposes, another approves'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'staff_role_was_approved';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER staff_role_was_approved BEFORE INSERT OR UPDATE ON staff_role
    FOR EACH ROW EXECUTE FUNCTION staff_role_was_approved();

  -- The same for shutting an account, opening it again, and for a new code; a password changes with a code only.
  CREATE FUNCTION staff_account_was_approved() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    wanted text := CASE
      WHEN NEW.disabled_at IS NOT NULL AND OLD.disabled_at IS DISTINCT FROM NEW.disabled_at THEN 'suspend'
      WHEN OLD.disabled_at IS NOT NULL AND NEW.disabled_at IS NULL THEN 'reinstate'
      WHEN NEW.enrolment_sha256 IS NOT NULL AND OLD.enrolment_sha256 IS DISTINCT FROM NEW.enrolment_sha256 THEN 'renew-enrolment'
      WHEN NEW.password_hash <> OLD.password_hash AND (OLD.enrolment_sha256 IS NULL OR NEW.enrolment_sha256 IS NOT NULL) THEN 'renew-enrolment'
    END;
  BEGIN
    IF wanted IS NOT NULL AND current_user = 'daylight_app' AND NOT EXISTS (
      SELECT 1 FROM staff_change c JOIN ledger_entry e ON e.index = c.ledger_index
       WHERE c.staff_id = NEW.id AND c.kind = wanted AND c.decision = 'approved'
         AND e.xact = pg_current_xact_id()::text::bigint) THEN
      RAISE EXCEPTION 'two people change an account: one proposes, another approves'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'staff_account_was_approved';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER staff_account_was_approved BEFORE UPDATE ON staff
    FOR EACH ROW EXECUTE FUNCTION staff_account_was_approved();

  -- Somebody must be left who can sign in as each of the two, or nobody could put it right. One such change at a time.
  CREATE FUNCTION somebody_remains() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE lost text;
  BEGIN
    PERFORM pg_advisory_xact_lock(7266005);
    SELECT held.role INTO lost FROM staff_role held
     WHERE held.role IN ('solicitor', 'administrator') AND CASE TG_TABLE_NAME
             WHEN 'staff_role' THEN held.id = (to_jsonb(NEW)->>'id')::bigint
             ELSE held.staff_id = (to_jsonb(NEW)->>'id')::uuid AND held.revoked_at IS NULL END
       AND NOT EXISTS (
         SELECT 1 FROM staff_role other JOIN staff ON staff.id = other.staff_id
          WHERE other.role = held.role AND other.revoked_at IS NULL AND disabled_at IS NULL AND enrolment_sha256 IS NULL);
    IF lost IS NOT NULL THEN
      RAISE EXCEPTION 'nobody would be left as %', lost
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'somebody_remains';
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER somebody_remains AFTER UPDATE ON staff_role
    FOR EACH ROW WHEN (OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL) EXECUTE FUNCTION somebody_remains();
  CREATE TRIGGER somebody_remains AFTER UPDATE ON staff
    FOR EACH ROW WHEN (OLD.disabled_at IS NULL AND NEW.disabled_at IS NOT NULL) EXECUTE FUNCTION somebody_remains();

  GRANT SELECT, INSERT, UPDATE ON staff_change TO daylight_app;
`;

/** Two people for every account and every role: proposals, decisions, enrolment, and who must remain. */
export class StaffChanges20261125010000 implements MigrationInterface {
  readonly name = 'StaffChanges20261125010000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(SCHEMA);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}
