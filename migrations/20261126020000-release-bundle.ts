import type { MigrationInterface, QueryRunner } from 'typeorm';

const ATTESTATION = `
  -- An in-toto Statement in a DSSE envelope, signed with the City's key. Null on what was published before.
  ALTER TABLE publication ADD COLUMN attestation jsonb;

  -- What is attested is what is published: every file of the manifest, and no other.
  CREATE FUNCTION publication_was_attested() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE statement jsonb;
  BEGIN
    IF NEW.attestation IS NULL OR NEW.attestation->>'payloadType' <> 'application/vnd.in-toto+json' THEN
      RAISE EXCEPTION 'a publication needs its attestation'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'publication_was_attested';
    END IF;
    statement := convert_from(decode(NEW.attestation->>'payload', 'base64'), 'UTF8')::jsonb;
    IF statement->'predicate'->>'manifestSha256' IS DISTINCT FROM NEW.manifest_sha256
       OR (SELECT jsonb_agg(s ORDER BY s->>'name') FROM jsonb_array_elements(statement->'subject') s)
          IS DISTINCT FROM
          (SELECT jsonb_agg(jsonb_build_object('name', f->>'name', 'digest', jsonb_build_object('sha256', f->>'sha256')) ORDER BY f->>'name')
             FROM jsonb_array_elements(NEW.manifest->'files') f) THEN
      RAISE EXCEPTION 'what is attested is not what is published'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'publication_was_attested';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER publication_was_attested BEFORE INSERT ON publication
    FOR EACH ROW EXECUTE FUNCTION publication_was_attested();

  CREATE FUNCTION attestation_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'an attestation does not change'
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'attestation_is_fixed';
  END $$;
  CREATE TRIGGER attestation_is_fixed BEFORE UPDATE ON publication
    FOR EACH ROW WHEN (NEW.attestation IS DISTINCT FROM OLD.attestation) EXECUTE FUNCTION attestation_is_fixed();
`;

/** Columns by name: a new column of a table never appears here by itself. */
const VIEWS = `
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
           CASE WHEN state = 'published' THEN attestation END AS attestation
      FROM publication;

  -- For "is this file yours?". Of a version that is not public any more only its videos: from the hash of a text that
  -- differs in one name, that name could be guessed.
  CREATE VIEW public_known_file WITH (security_barrier = true) AS
    SELECT f.sha256, f.role, p.release_id, p.version, p.state, p.published_at,
           CASE WHEN p.state = 'published' THEN p.record->>'title' END AS title
      FROM publication_file f JOIN publication p ON p.id = f.publication_id
     WHERE p.state = 'published' OR f.media_type = 'video/mp4';
  CREATE INDEX publication_newest ON publication (published_at DESC);
  GRANT SELECT ON public_known_file TO daylight_portal;
`;

/** The attestation of a release, and what the page that checks a file must know. */
export class ReleaseBundle20261126020000 implements MigrationInterface {
  readonly name = 'ReleaseBundle20261126020000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(ATTESTATION);
    await db.query(VIEWS);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}
