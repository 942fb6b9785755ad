import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What of the log is public: checkpoints whose tiles are in the public bucket, with the cosignatures of witnesses. */
export class PublicLog20261126060000 implements MigrationInterface {
  readonly name = 'PublicLog20261126060000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(SCHEMA);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}

const SCHEMA = `
  -- One row once every tile of a log of that size is in the public bucket.
  CREATE TABLE ledger_tiling (
    size bigint PRIMARY KEY REFERENCES ledger_checkpoint,
    at   timestamptz NOT NULL
  );
  CREATE TRIGGER ledger_tiling_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_tiling
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

  -- A line as it stands below the checkpoint: an em dash, the witness's name, key id, time and signature in base64.
  CREATE TABLE ledger_cosignature (
    size    bigint NOT NULL REFERENCES ledger_checkpoint,
    witness text NOT NULL,
    line    text NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (size, witness),
    CONSTRAINT cosignature_is_one_line CHECK (line ~ '^— [^ +\\n]+ [A-Za-z0-9+/]+=*\\n$' AND split_part(line, ' ', 2) = witness)
  );
  CREATE TRIGGER ledger_cosignature_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_cosignature
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

  GRANT SELECT, INSERT ON ledger_tiling, ledger_cosignature TO daylight_app;

  CREATE OR REPLACE VIEW public_checkpoint WITH (security_barrier = true) AS
    SELECT c.size,
           c.note || coalesce((SELECT string_agg(s.line, '' ORDER BY s.witness) FROM ledger_cosignature s WHERE s.size = c.size), '') AS note
      FROM ledger_checkpoint c
     WHERE EXISTS (SELECT 1 FROM ledger_tiling t WHERE t.size = c.size);
`;
