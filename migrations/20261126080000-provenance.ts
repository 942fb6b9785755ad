import type { MigrationInterface, QueryRunner } from 'typeorm';

const ANCHORS = `
  -- SHA-256 of the certificates to which the manifests of provenance (C2PA) in its videos lead; none on what was
  -- published before videos carried any.
  ALTER TABLE publication ADD COLUMN provenance_anchors text[] NOT NULL DEFAULT '{}',
    ADD CONSTRAINT provenance_anchors_are_hashes
      CHECK (array_position(provenance_anchors, NULL) IS NULL
             AND array_to_string(provenance_anchors, ' ') ~ '^([0-9a-f]{64}( (?=[0-9a-f])|$))*$');

  CREATE FUNCTION provenance_anchors_are_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'what a publication says of its certificates does not change'
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'provenance_anchors_are_fixed';
  END $$;
  CREATE TRIGGER provenance_anchors_are_fixed BEFORE UPDATE ON publication
    FOR EACH ROW WHEN (NEW.provenance_anchors IS DISTINCT FROM OLD.provenance_anchors)
    EXECUTE FUNCTION provenance_anchors_are_fixed();
`;

/** Columns by name: a new column of a table never appears here by itself. */
const VIEW = `
  CREATE OR REPLACE VIEW public_release WITH (security_barrier = true) AS
    SELECT release_id, version, state, published_at, manifest_sha256,
           CASE WHEN state = 'published' THEN record END AS record,
           CASE WHEN state = 'published' THEN manifest END AS manifest,
           CASE WHEN state = 'published' THEN sign_off END AS sign_off,
           CASE WHEN state = 'published' THEN city_key END AS city_key,
           CASE WHEN state = 'published' THEN proof END AS proof,
           CASE WHEN state = 'published' THEN ledger_key END AS ledger_key,
           CASE WHEN state = 'published' THEN search END AS search,
           tombstone,
           CASE WHEN state = 'published' THEN attestation END AS attestation,
           CASE WHEN state = 'published' THEN provenance_anchors END AS provenance_anchors
      FROM publication;
`;

/** The trust anchors of the videos of a release, beside the City's key. */
export class Provenance20261126080000 implements MigrationInterface {
  readonly name = 'Provenance20261126080000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(ANCHORS);
    await db.query(VIEW);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}
