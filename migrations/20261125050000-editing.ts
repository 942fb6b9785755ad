import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = `
  -- Who is editing a plan just now. It passes by itself: nothing here is evidence, taking it over is in the ledger.
  CREATE TABLE redaction_lease (
    determination_id uuid PRIMARY KEY REFERENCES redaction_document,
    held_by          uuid NOT NULL REFERENCES staff,
    until            timestamptz NOT NULL
  );

  -- What is said in the original, for those who redact it; captions are drawn from it with the muted words taken out.
  CREATE TABLE redaction_transcript (
    determination_id uuid PRIMARY KEY REFERENCES redaction_document,
    revision         integer NOT NULL CHECK (revision > 0),
    vtt              text NOT NULL,
    ledger_index     bigint NOT NULL REFERENCES ledger_entry
  );
  CREATE TRIGGER redaction_transcript_logged BEFORE INSERT OR UPDATE ON redaction_transcript
    FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();

  GRANT SELECT, INSERT, UPDATE ON redaction_lease, redaction_transcript TO daylight_app;
`;

/** What two people need who edit one plan: who has it, and what is said in the clip. */
export class Editing20261125050000 implements MigrationInterface {
  readonly name = 'Editing20261125050000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(SCHEMA);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}
