import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = `
  -- Ended, never deleted: with what key something was signed must stay known.
  CREATE TABLE staff_passkey (
    id            uuid PRIMARY KEY,
    staff_id      uuid NOT NULL REFERENCES staff,
    credential_id text NOT NULL UNIQUE CHECK (credential_id ~ '^[A-Za-z0-9_-]+$' AND length(credential_id) BETWEEN 16 AND 1364),
    public_key    bytea NOT NULL CHECK (octet_length(public_key) BETWEEN 32 AND 4096),
    counter       bigint NOT NULL CHECK (counter BETWEEN 0 AND 4294967295),
    transports    text[] NOT NULL,
    name          text NOT NULL CHECK (name ~ '\\S' AND length(name) <= 60),
    created_at    timestamptz NOT NULL,
    last_used_at  timestamptz,
    removed_at    timestamptz,
    removed_by    uuid REFERENCES staff,
    ledger_index  bigint NOT NULL REFERENCES ledger_entry,
    UNIQUE (credential_id, staff_id),
    CONSTRAINT removed_by_somebody CHECK ((removed_at IS NULL) = (removed_by IS NULL))
  );
  CREATE INDEX staff_passkey_held ON staff_passkey (staff_id) WHERE removed_at IS NULL;
  CREATE TRIGGER staff_passkey_logged BEFORE INSERT OR UPDATE ON staff_passkey
    FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();
  CREATE TRIGGER staff_passkey_stays BEFORE DELETE OR TRUNCATE ON staff_passkey
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

  -- A key is what was registered; its counter goes on, and once removed it stays so. Somebody else's is removed by two people.
  CREATE FUNCTION staff_passkey_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.counter < OLD.counter
       OR (NEW.id, NEW.staff_id, NEW.credential_id, NEW.public_key, NEW.transports, NEW.created_at, OLD.removed_at)
          IS DISTINCT FROM
          (OLD.id, OLD.staff_id, OLD.credential_id, OLD.public_key, OLD.transports, OLD.created_at, NULL::timestamptz) THEN
      RAISE EXCEPTION 'a passkey is what was registered, its counter goes on, and once removed it stays removed'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'staff_passkey_is_fixed';
    END IF;
    IF NEW.removed_by <> NEW.staff_id AND NOT EXISTS (
      SELECT 1 FROM staff_change
       WHERE ledger_index = NEW.ledger_index AND decision = 'approved' AND kind = 'remove-passkeys'
         AND staff_id = NEW.staff_id AND decided_by = NEW.removed_by) THEN
      RAISE EXCEPTION 'two people remove the passkeys of a third: one proposes, another approves'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'staff_passkey_removal_was_approved';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER staff_passkey_is_fixed BEFORE UPDATE ON staff_passkey
    FOR EACH ROW EXECUTE FUNCTION staff_passkey_is_fixed();

  ALTER TABLE staff_change DROP CONSTRAINT staff_change_kind_check, ADD CONSTRAINT staff_change_kind_check CHECK (kind IN (
    'open-account', 'grant-roles', 'revoke-roles', 'suspend', 'reinstate', 'renew-enrolment', 'remove-passkeys'));

  -- What somebody is asked to sign with a passkey: once, in the session that asked, within five minutes. No act on evidence.
  CREATE TABLE passkey_challenge (
    challenge  text PRIMARY KEY,
    subject    text NOT NULL,
    nonce      text NOT NULL,
    session_id text NOT NULL,
    made_at    timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT challenge_is_of_its_subject CHECK (challenge = rtrim(translate(
      encode(sha256(convert_to(subject || ' ' || nonce, 'UTF8')), 'base64'), '+/', '-_'), '=')),
    CONSTRAINT challenge_is_short_lived CHECK (expires_at <= made_at + interval '5 minutes')
  );
  CREATE INDEX passkey_challenge_expires ON passkey_challenge (expires_at);

  -- With what a text was signed: a passkey of the signer, or (both NULL) the password.
  ALTER TABLE signed_text
    ADD COLUMN credential_id text,
    ADD COLUMN assertion jsonb,
    ADD FOREIGN KEY (credential_id, signed_by) REFERENCES staff_passkey (credential_id, staff_id),
    ADD CONSTRAINT assertion_of_a_passkey CHECK ((credential_id IS NULL) = (assertion IS NULL)),
    -- The assertion signs this very text: its challenge is the hash of the text's hash and of the nonce.
    ADD CONSTRAINT assertion_is_of_the_text CHECK (assertion IS NULL OR coalesce(
      ((assertion->>'clientDataJSON')::json->>'challenge') = rtrim(translate(
        encode(sha256(convert_to('sign ' || text_sha256 || ' ' || (assertion->>'nonce'), 'UTF8')), 'base64'), '+/', '-_'), '='),
      false));

  -- Whoever has a passkey signs with it, and with none that was removed.
  CREATE FUNCTION signed_with_their_passkey() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (CASE WHEN NEW.credential_id IS NULL
             THEN EXISTS (SELECT 1 FROM staff_passkey WHERE staff_id = NEW.signed_by AND removed_at IS NULL)
             ELSE NOT EXISTS (SELECT 1 FROM staff_passkey WHERE credential_id = NEW.credential_id AND removed_at IS NULL) END) THEN
      RAISE EXCEPTION 'whoever has a passkey signs with it'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'signed_with_their_passkey';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER signed_with_their_passkey BEFORE INSERT ON signed_text
    FOR EACH ROW EXECUTE FUNCTION signed_with_their_passkey();

  GRANT SELECT, INSERT, UPDATE ON staff_passkey TO daylight_app;
  GRANT SELECT, INSERT, DELETE ON passkey_challenge TO daylight_app;
`;

/** Passkeys of staff: to sign in with, and to sign with. */
export class Passkeys20261126090000 implements MigrationInterface {
  readonly name = 'Passkeys20261126090000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(SCHEMA);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}
