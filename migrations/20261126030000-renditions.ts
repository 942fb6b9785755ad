import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = `
  CREATE TABLE flash_analysis (
    rendering_id  uuid PRIMARY KEY REFERENCES rendering,
    source_sha256 char(64) NOT NULL,
    flashing      jsonb NOT NULL,
    method        text NOT NULL CHECK (method <> ''),
    analysed_at   timestamptz NOT NULL,
    ledger_index  bigint NOT NULL REFERENCES ledger_entry,
    CONSTRAINT trips_somewhere CHECK (coalesce(
      (flashing->>'trips')::boolean = (jsonb_array_length(flashing->'spans') > 0), false))
  );
  CREATE TRIGGER flash_analysis_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON flash_analysis
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER flash_analysis_logged BEFORE INSERT ON flash_analysis
    FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();

  CREATE TABLE rendition (
    id            uuid PRIMARY KEY,
    rendering_id  uuid NOT NULL REFERENCES rendering,
    role          text NOT NULL CHECK (role IN ('video-small', 'video-reduced-flash', 'video-described')),
    state         text NOT NULL CHECK (state IN ('asked', 'made', 'refused')),
    source_sha256 char(64),
    sound_sha256  char(64) CHECK (sound_sha256 ~ '^[0-9a-f]{64}$'),
    asked_by      text NOT NULL,
    asked_at      timestamptz NOT NULL,
    output_sha256 char(64),
    output_size   bigint,
    receipt       jsonb,
    failure       text,
    finished_at   timestamptz,
    ledger_index  bigint NOT NULL REFERENCES ledger_entry,
    CONSTRAINT described_by_sound CHECK ((role = 'video-described') = (sound_sha256 IS NOT NULL)),
    CONSTRAINT made_is_proved CHECK ((state = 'made') = (output_sha256 IS NOT NULL) AND (state <> 'made' OR coalesce(
      output_size > 0 AND receipt->>'outputSha256' = output_sha256 AND receipt->>'sourceSha256' = source_sha256, false))),
    CONSTRAINT refusal_says_why CHECK ((state = 'refused') = (coalesce(failure, '') <> '')),
    CONSTRAINT finished_unless_asked CHECK ((state = 'asked') = (finished_at IS NULL))
  );
  CREATE UNIQUE INDEX made_once ON rendition (rendering_id, role) WHERE role <> 'video-described';
  -- One described sound is looked at at a time.
  CREATE UNIQUE INDEX described_once_at_a_time ON rendition (rendering_id) WHERE state = 'asked';
  CREATE INDEX rendition_rendering ON rendition (rendering_id);
  CREATE TRIGGER rendition_logged BEFORE INSERT OR UPDATE ON rendition
    FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();
  CREATE TRIGGER rendition_stays BEFORE DELETE OR TRUNCATE ON rendition
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

  -- Nothing is made of anything but what was verified: the rendering, or the reduced-flash copy that was made of it.
  CREATE FUNCTION is_verified_picture(rendering uuid, picture text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM rendering r WHERE r.id = rendering AND r.state = 'verified' AND r.output_sha256 = picture)
        OR EXISTS (SELECT 1 FROM rendition c WHERE c.rendering_id = rendering AND c.role = 'video-reduced-flash'
                      AND c.state = 'made' AND c.output_sha256 = picture)
  $$;

  CREATE FUNCTION flash_analysis_of_verified() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT is_verified_picture(NEW.rendering_id, NEW.source_sha256) THEN
      RAISE EXCEPTION 'these bytes were not verified'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'flash_analysis_of_verified';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER flash_analysis_of_verified BEFORE INSERT ON flash_analysis
    FOR EACH ROW EXECUTE FUNCTION flash_analysis_of_verified();

  CREATE FUNCTION rendition_of_verified() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.state = 'made' AND NOT is_verified_picture(NEW.rendering_id, NEW.source_sha256) THEN
      RAISE EXCEPTION 'a rendition is made of what was verified'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'rendition_of_verified';
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.state <> 'asked'
       OR (NEW.id, NEW.rendering_id, NEW.role, NEW.sound_sha256, NEW.asked_by, NEW.asked_at)
          IS DISTINCT FROM (OLD.id, OLD.rendering_id, OLD.role, OLD.sound_sha256, OLD.asked_by, OLD.asked_at)) THEN
      RAISE EXCEPTION 'what was made or refused does not change'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'rendition_is_fixed';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER rendition_of_verified BEFORE INSERT OR UPDATE ON rendition
    FOR EACH ROW EXECUTE FUNCTION rendition_of_verified();

  -- Whatever other video is signed was made of the rendering that is signed with it.
  CREATE FUNCTION signed_renditions_were_made() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (
      SELECT 1 FROM assembled_release a, jsonb_array_elements(a.manifest->'files') f
       WHERE a.determination_id = NEW.determination_id AND f->>'role' LIKE 'video-%' AND NOT EXISTS (
         SELECT 1 FROM rendition c JOIN rendering r ON r.id = c.rendering_id, jsonb_array_elements(a.manifest->'files') v
          WHERE r.determination_id = NEW.determination_id AND r.state = 'verified'
            AND v->>'role' = 'video' AND v->>'sha256' = r.output_sha256
            AND c.state = 'made' AND c.role = f->>'role' AND c.output_sha256 = f->>'sha256')) THEN
      RAISE EXCEPTION 'a video is no rendition of the one that is signed'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'signed_renditions_were_made';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER signed_renditions_were_made BEFORE INSERT ON sign_off
    FOR EACH ROW EXECUTE FUNCTION signed_renditions_were_made();

  ALTER TABLE accessibility ADD COLUMN description_follows_by date,
    ADD CONSTRAINT only_what_is_needed_follows CHECK (description_follows_by IS NULL OR coalesce(description_needed, false));

  GRANT SELECT, INSERT ON flash_analysis TO daylight_app;
  GRANT SELECT, INSERT, UPDATE ON rendition TO daylight_app;
`;

/** Further forms of a verified rendering, where it flashes, and until when a described version follows. */
export class Renditions20261126030000 implements MigrationInterface {
  readonly name = 'Renditions20261126030000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(SCHEMA);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}
