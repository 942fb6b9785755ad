import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = `
  REVOKE CREATE ON SCHEMA public FROM PUBLIC;
  REVOKE ALL ON SCHEMA public FROM daylight_portal;
  GRANT USAGE ON SCHEMA public TO daylight_app, daylight_portal;

  CREATE TABLE ledger_entry (
    index     bigint PRIMARY KEY CHECK (index >= 0),
    body      bytea NOT NULL,
    leaf_hash bytea NOT NULL,
    salt      bytea NOT NULL CHECK (length(salt) = 32),
    act       json NOT NULL,
    at        timestamptz NOT NULL,
    xact      bigint NOT NULL,
    CONSTRAINT leaf_hash_is_rfc_6962 CHECK (leaf_hash = sha256('\\x00'::bytea || body))
  );
  CREATE INDEX ledger_entry_object ON ledger_entry ((act->'object'->>'type'), (act->'object'->>'id'));

  CREATE TABLE ledger_checkpoint (
    size     bigint PRIMARY KEY CHECK (size > 0),
    root     bytea NOT NULL CHECK (length(root) = 32),
    subtrees bytea[] NOT NULL,
    note     text NOT NULL,
    at       timestamptz NOT NULL
  );

  -- Originals, the ledger and signatures are added to, never changed. Applies to the owner as well.
  CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_TABLE_NAME || '_append_only';
  END $$;

  CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER ledger_checkpoint_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

  -- No gaps: entry n exists before entry n + 1.
  CREATE FUNCTION ledger_entry_is_next() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.index <> (SELECT coalesce(max(index) + 1, 0) FROM ledger_entry) THEN
      RAISE EXCEPTION 'entry % does not follow the last one', NEW.index
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'ledger_entry_is_next';
    END IF;
    NEW.xact := pg_current_xact_id()::text::bigint;
    RETURN NEW;
  END $$;
  CREATE TRIGGER ledger_entry_is_next BEFORE INSERT ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_entry_is_next();

  -- For any table with a ledger_index: a row that is written names an entry written in the same transaction.
  CREATE FUNCTION require_ledger_entry() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM ledger_entry WHERE index = NEW.ledger_index AND xact = pg_current_xact_id()::text::bigint) THEN
      RAISE EXCEPTION 'a change of % needs its own ledger entry in the same transaction', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'change_without_ledger_entry';
    END IF;
    RETURN NEW;
  END $$;

  GRANT SELECT, INSERT ON ledger_entry, ledger_checkpoint TO daylight_app;
`;

/** The append-only log, and the guard that holds every later table's state changes against it. */
export class Ledger20261123010000 implements MigrationInterface {
  readonly name = 'Ledger20261123010000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(SCHEMA);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}
