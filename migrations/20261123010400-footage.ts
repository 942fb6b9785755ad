import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Originals, which nothing can change, and what is known of them. */
export class Footage20261123010400 implements MigrationInterface {
  readonly name = 'Footage20261123010400';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE original (
        sha256       char(64) PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        size         bigint NOT NULL CHECK (size > 0),
        stored_at    timestamptz NOT NULL,
        salt         bytea NOT NULL CHECK (length(salt) = 32),
        ledger_index bigint NOT NULL REFERENCES ledger_entry
      );
      CREATE TRIGGER original_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON original
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER original_logged BEFORE INSERT ON original
        FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();

      CREATE TABLE clip (
        id                    uuid PRIMARY KEY,
        incident_id           uuid NOT NULL REFERENCES incident,
        original_sha256       char(64) NOT NULL REFERENCES original,
        uploaded_by           uuid NOT NULL REFERENCES staff,
        received_at           timestamptz NOT NULL,
        native_filename       text NOT NULL,
        revision              integer NOT NULL CHECK (revision > 0),
        source                text NOT NULL CHECK (source IN ('body-worn', 'city-camera', 'other')),
        device_id             text,
        wearer                text,
        custodian             text,
        acquisition_method    text,
        claimed_start         timestamptz,
        clock_offset          double precision,
        prior_disclosure      text[],
        audio_source          text CHECK (audio_source IN ('open-body-worn', 'fixed-camera', 'none', 'unknown')),
        shows_violence        boolean,
        shows_property_damage boolean,
        by_federal_official   boolean,
        scope_basis           text,
        investigation         jsonb,
        camera_label          text,
        verdict               text NOT NULL CHECK (verdict IN ('pending', 'accepted', 'quarantined')),
        verdict_code          text,
        verdict_says          text,
        examination           jsonb,
        ledger_index          bigint NOT NULL REFERENCES ledger_entry,
        CONSTRAINT accepted_is_examined CHECK (verdict <> 'accepted' OR examination IS NOT NULL),
        CONSTRAINT quarantine_says_why CHECK (verdict <> 'quarantined' OR (verdict_code IS NOT NULL AND verdict_says IS NOT NULL))
      );
      CREATE INDEX clip_incident ON clip (incident_id);
      CREATE INDEX clip_original ON clip (original_sha256);
      CREATE TRIGGER clip_logged BEFORE INSERT OR UPDATE ON clip
        FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();

      -- Whose footage it is, and which bytes, was settled when it was received.
      CREATE FUNCTION clip_custody_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (NEW.id, NEW.incident_id, NEW.original_sha256, NEW.uploaded_by, NEW.received_at, NEW.native_filename)
           IS DISTINCT FROM (OLD.id, OLD.incident_id, OLD.original_sha256, OLD.uploaded_by, OLD.received_at, OLD.native_filename) THEN
          RAISE EXCEPTION 'the custody of a clip does not change'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'clip_custody_is_fixed';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER clip_custody_is_fixed BEFORE UPDATE ON clip
        FOR EACH ROW EXECUTE FUNCTION clip_custody_is_fixed();
      CREATE TRIGGER clip_stays BEFORE DELETE OR TRUNCATE ON clip
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE TABLE derivative (
        clip_id      uuid NOT NULL REFERENCES clip,
        kind         text NOT NULL CHECK (kind IN ('frame-index', 'proxy', 'waveform', 'keyframe-strip')),
        sha256       char(64) NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        size         bigint NOT NULL,
        media_type   text NOT NULL,
        made_at      timestamptz NOT NULL,
        ledger_index bigint NOT NULL REFERENCES ledger_entry,
        PRIMARY KEY (clip_id, kind)
      );
      CREATE TRIGGER derivative_logged BEFORE INSERT OR UPDATE ON derivative
        FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();

      CREATE TABLE upload (
        id              text PRIMARY KEY,
        owner           uuid NOT NULL REFERENCES staff,
        incident_id     uuid NOT NULL REFERENCES incident,
        declared_sha256 char(64) NOT NULL CHECK (declared_sha256 ~ '^[0-9a-f]{64}$'),
        declared_size   bigint NOT NULL CHECK (declared_size > 0),
        native_filename text NOT NULL,
        sidecar         jsonb NOT NULL,
        started_at      timestamptz NOT NULL,
        clip_id         uuid REFERENCES clip,
        receipt         jsonb,
        refusal         text,
        CONSTRAINT receipt_with_clip CHECK ((clip_id IS NULL) = (receipt IS NULL))
      );

      CREATE TABLE clip_flag (
        id           bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
        clip_id      uuid NOT NULL REFERENCES clip,
        flag         text NOT NULL CHECK (flag IN (
          'litigation-hold', 'court-order', 'records-request', 'misconduct-investigation', 'active-investigation',
          'juvenile', 'sexual-or-domestic-victim', 'victim-consent')),
        raised_by    uuid NOT NULL REFERENCES staff,
        raised_at    timestamptz NOT NULL,
        reason       text NOT NULL CHECK (reason <> ''),
        cleared_by   uuid REFERENCES staff,
        cleared_at   timestamptz,
        ledger_index bigint NOT NULL REFERENCES ledger_entry
      );
      CREATE UNIQUE INDEX clip_flag_raised_once ON clip_flag (clip_id, flag) WHERE cleared_at IS NULL;
      CREATE TRIGGER clip_flag_logged BEFORE INSERT OR UPDATE ON clip_flag
        FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();

      GRANT SELECT, INSERT ON original, derivative TO daylight_app;
      GRANT SELECT, INSERT, UPDATE ON clip, upload, clip_flag TO daylight_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}
