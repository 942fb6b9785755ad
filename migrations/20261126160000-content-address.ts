import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = `
  -- A folder is asked for by the hash of its manifest.
  CREATE INDEX publication_manifest ON publication (manifest_sha256);

  -- What release.json says is fixed when the version becomes public; the log's key was only known later before.
  CREATE FUNCTION log_key_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'the key of the log that a publication names does not change'
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'log_key_is_fixed';
  END $$;
  CREATE TRIGGER log_key_is_fixed BEFORE UPDATE ON publication
    FOR EACH ROW WHEN (OLD.ledger_key IS NOT NULL AND NEW.ledger_key IS DISTINCT FROM OLD.ledger_key)
    EXECUTE FUNCTION log_key_is_fixed();
`;

/** A folder of a release has an address by its content, and a release.json that never changes. */
export class ContentAddress20261126160000 implements MigrationInterface {
  readonly name = 'ContentAddress20261126160000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(SCHEMA);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}
