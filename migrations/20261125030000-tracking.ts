import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = `
  CREATE TABLE suggested_track (
    id                 uuid PRIMARY KEY,
    determination_id   uuid NOT NULL REFERENCES determination,
    clip_id            uuid NOT NULL REFERENCES clip,
    track              text NOT NULL,
    shape              text NOT NULL CHECK (shape IN ('rectangle', 'ellipse')),
    subject            text NOT NULL,
    basis              jsonb NOT NULL,
    frame              integer NOT NULL,
    pts                bigint NOT NULL,
    box                jsonb NOT NULL,
    from_frame         integer NOT NULL,
    to_frame           integer NOT NULL,
    source_sha256      char(64) NOT NULL CHECK (source_sha256 ~ '^[0-9a-f]{64}$'),
    frame_index_sha256 char(64) NOT NULL CHECK (frame_index_sha256 ~ '^[0-9a-f]{64}$'),
    state              text NOT NULL CHECK (state IN ('asked', 'ready', 'accepted', 'rejected', 'cancelled', 'failed')),
    result             jsonb,
    failure            text,
    asked_by           uuid NOT NULL REFERENCES staff,
    asked_at           timestamptz NOT NULL,
    finished_at        timestamptz,
    decided_by         uuid REFERENCES staff,
    ledger_index       bigint NOT NULL REFERENCES ledger_entry,
    CONSTRAINT drawn_within_range CHECK (0 <= from_frame AND from_frame <= frame AND frame < to_frame),
    CONSTRAINT suggests_something CHECK ((result IS NOT NULL) = (state IN ('ready', 'accepted', 'rejected'))),
    CONSTRAINT failure_says_why CHECK ((coalesce(failure, '') <> '') = (state = 'failed')),
    CONSTRAINT decided_by_a_person CHECK ((decided_by IS NOT NULL) = (state IN ('accepted', 'rejected', 'cancelled')))
  );
  CREATE INDEX suggested_track_determination ON suggested_track (determination_id);
  -- One mask is tracked once at a time.
  CREATE UNIQUE INDEX tracked_once_at_a_time ON suggested_track (determination_id, track) WHERE state = 'asked';
  CREATE TRIGGER suggested_track_logged BEFORE INSERT OR UPDATE ON suggested_track
    FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();

  -- What was asked and what was found stays as it was; what was cancelled or failed is not taken up again.
  CREATE FUNCTION suggested_track_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (NEW.id, NEW.determination_id, NEW.clip_id, NEW.track, NEW.shape, NEW.subject, NEW.basis, NEW.frame, NEW.pts, NEW.box,
        NEW.from_frame, NEW.to_frame, NEW.source_sha256, NEW.frame_index_sha256, NEW.asked_by, NEW.asked_at)
       IS DISTINCT FROM
       (OLD.id, OLD.determination_id, OLD.clip_id, OLD.track, OLD.shape, OLD.subject, OLD.basis, OLD.frame, OLD.pts, OLD.box,
        OLD.from_frame, OLD.to_frame, OLD.source_sha256, OLD.frame_index_sha256, OLD.asked_by, OLD.asked_at)
       OR (OLD.result IS NOT NULL AND NEW.result IS DISTINCT FROM OLD.result)
       OR OLD.state IN ('cancelled', 'failed')
       OR (OLD.state <> 'asked' AND NEW.state = 'asked') THEN
      RAISE EXCEPTION 'what tracking was asked and found does not change'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'suggested_track_is_fixed';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER suggested_track_is_fixed BEFORE UPDATE ON suggested_track
    FOR EACH ROW EXECUTE FUNCTION suggested_track_is_fixed();

  CREATE TABLE tracking_progress (
    suggestion_id uuid PRIMARY KEY REFERENCES suggested_track,
    done          integer NOT NULL,
    total         integer NOT NULL,
    CONSTRAINT no_more_than_all CHECK (0 <= done AND done <= total)
  );

  GRANT SELECT, INSERT, UPDATE ON suggested_track, tracking_progress TO daylight_app;
`;

/** Masks that are tracked: what was asked, how far a worker is, what it suggests, what a person decided. */
export class Tracking20261125030000 implements MigrationInterface {
  readonly name = 'Tracking20261125030000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(SCHEMA);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}
