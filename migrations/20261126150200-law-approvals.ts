import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That the City goes by a table of law as it ships with Daylight: which content, by its hash, and who approved it. */
const APPROVALS = `
  CREATE TABLE law_approval (
    table_name   text NOT NULL CHECK (table_name IN ('redaction-catalogue', 'clocks')),
    sha256       char(64) NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    version      integer NOT NULL CHECK (version > 0),
    approved_by  uuid NOT NULL REFERENCES staff,
    approved_at  timestamptz NOT NULL,
    ledger_index bigint NOT NULL REFERENCES ledger_entry,
    PRIMARY KEY (table_name, sha256)
  );
  CREATE TRIGGER law_approval_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON law_approval
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER law_approval_logged BEFORE INSERT ON law_approval
    FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();
  GRANT SELECT, INSERT ON law_approval TO daylight_app;
`;

/** Approvals of the tables of law. */
export class LawApprovals20261126150200 implements MigrationInterface {
  readonly name = 'LawApprovals20261126150200';

  async up(db: QueryRunner): Promise<void> {
    await db.query(APPROVALS);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}
