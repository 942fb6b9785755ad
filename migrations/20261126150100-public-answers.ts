import type { MigrationInterface, QueryRunner } from 'typeorm';

const SUPERSEDED = `
  -- When a version was replaced, by which, and why, in words for the public.
  ALTER TABLE publication ADD COLUMN superseded jsonb;

  -- Of what was replaced before anybody was asked for a reason, the day is known.
  UPDATE publication old
     SET superseded = jsonb_build_object('replacedAt', to_char(new.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                                         'by', new.version, 'reason', NULL)
    FROM publication new
   WHERE old.state = 'superseded' AND new.release_id = old.release_id
     AND new.version = (SELECT min(version) FROM publication WHERE release_id = old.release_id AND version > old.version);
  SET CONSTRAINTS ALL IMMEDIATE; -- the change is counted before the table is altered

  ALTER TABLE publication
    ADD CONSTRAINT superseded_when_replaced CHECK ((state = 'superseded') = (superseded IS NOT NULL)),
    ADD CONSTRAINT superseded_says_when_and_why CHECK (superseded IS NULL OR coalesce(
      superseded->>'replacedAt' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T' AND (superseded->>'by')::int > version AND superseded ? 'reason'
      AND (superseded->>'reason' IS NULL OR length(btrim(superseded->>'reason')) BETWEEN 40 AND 2000), false));

  CREATE FUNCTION superseded_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'when and why a version was replaced does not change'
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'superseded_is_fixed';
  END $$;
  CREATE TRIGGER superseded_is_fixed BEFORE UPDATE ON publication
    FOR EACH ROW WHEN (OLD.superseded IS NOT NULL AND NEW.superseded IS DISTINCT FROM OLD.superseded)
    EXECUTE FUNCTION superseded_is_fixed();
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
           CASE WHEN state = 'published' THEN provenance_anchors END AS provenance_anchors,
           superseded
      FROM publication;
`;

/** A reader may ask for a translation too (law, § 18). */
const ASKS = `
  ALTER TABLE public_ask DROP CONSTRAINT public_ask_kind_check,
    ADD CONSTRAINT public_ask_kind_check CHECK (kind IN ('less-redaction', 'privacy', 'translation'));
`;

/** What the City has chosen and says on its pages, as it stands; nothing where it has not said otherwise. */
const POLICY = `
  CREATE VIEW public_policy WITH (security_barrier = true) AS
    SELECT DISTINCT ON (key) key, value FROM policy_setting WHERE key = 'a11y.described_days' ORDER BY key, version DESC;
  GRANT SELECT ON public_policy TO daylight_portal;
  CREATE CONSTRAINT TRIGGER policy_setting_is_counted AFTER INSERT ON policy_setting
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.key = 'a11y.described_days')
    EXECUTE FUNCTION count_public_change();
`;

/** For the public: when and why a version was replaced, a form for translations, and a policy in force. */
export class PublicAnswers20261126150100 implements MigrationInterface {
  readonly name = 'PublicAnswers20261126150100';

  async up(db: QueryRunner): Promise<void> {
    await db.query(SUPERSEDED);
    await db.query(VIEW);
    await db.query(ASKS);
    await db.query(POLICY);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}
