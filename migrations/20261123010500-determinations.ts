import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = `
  CREATE TABLE determination (
    id             uuid PRIMARY KEY,
    clip_id        uuid NOT NULL REFERENCES clip,
    version        integer NOT NULL CHECK (version > 0),
    release_id     uuid NOT NULL CHECK (release_id <> clip_id AND release_id <> id),
    state          text NOT NULL CHECK (state IN (
      'preserved', 'triage', 'outOfScope', 'gatheringFacts', 'solicitorReview', 'deferred', 'withheld', 'publicOnRequest',
      'redacting', 'qualityCheck', 'accessibility', 'awaitingSignOff', 'scheduled', 'published', 'superseded', 'unpublished')),
    content        jsonb NOT NULL,
    revision       integer NOT NULL CHECK (revision > 0),
    opened_at      timestamptz NOT NULL,
    outcome        text CHECK (outcome IN ('release', 'release-redacted', 'defer', 'withhold', 'public-on-request')),
    decided_by     uuid REFERENCES staff,
    decided_at     timestamptz,
    checked_by     uuid REFERENCES staff,
    accessible_at  timestamptz,
    next_review_on date,
    notice_ends_at timestamptz,
    ledger_index   bigint NOT NULL REFERENCES ledger_entry,
    UNIQUE (clip_id, version),
    CONSTRAINT decision_has_signer CHECK ((outcome IS NULL) = (decided_by IS NULL)),
    CONSTRAINT deferral_has_review CHECK (state <> 'deferred' OR next_review_on IS NOT NULL)
  );
  CREATE UNIQUE INDEX one_published_version ON determination (clip_id) WHERE state = 'published';
  CREATE UNIQUE INDEX one_open_version ON determination (clip_id)
    WHERE state NOT IN ('published', 'superseded', 'unpublished');
  CREATE INDEX determination_review ON determination (next_review_on) WHERE state = 'deferred';
  CREATE TRIGGER determination_logged BEFORE INSERT OR UPDATE ON determination
    FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();
  CREATE TRIGGER determination_stays BEFORE DELETE OR TRUNCATE ON determination
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

  -- The workflow's edges once more, so that the database alone refuses any other (a test holds the two together).
  CREATE TABLE workflow_edge (from_state text NOT NULL, to_state text NOT NULL, PRIMARY KEY (from_state, to_state));
  INSERT INTO workflow_edge VALUES
    ('preserved', 'triage'), ('triage', 'gatheringFacts'), ('triage', 'outOfScope'), ('outOfScope', 'triage'),
    ('gatheringFacts', 'solicitorReview'), ('solicitorReview', 'gatheringFacts'),
    ('solicitorReview', 'accessibility'), ('solicitorReview', 'redacting'), ('solicitorReview', 'deferred'),
    ('solicitorReview', 'withheld'), ('solicitorReview', 'publicOnRequest'),
    ('deferred', 'solicitorReview'), ('withheld', 'solicitorReview'), ('publicOnRequest', 'solicitorReview'),
    ('redacting', 'qualityCheck'), ('qualityCheck', 'redacting'), ('accessibility', 'redacting'),
    ('awaitingSignOff', 'redacting'), ('qualityCheck', 'accessibility'), ('accessibility', 'awaitingSignOff'),
    ('awaitingSignOff', 'accessibility'), ('awaitingSignOff', 'scheduled'), ('scheduled', 'awaitingSignOff'),
    ('scheduled', 'published'), ('published', 'superseded'), ('published', 'unpublished');

  CREATE FUNCTION determination_follows_workflow() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (NEW.id, NEW.clip_id, NEW.version, NEW.release_id) IS DISTINCT FROM (OLD.id, OLD.clip_id, OLD.version, OLD.release_id) THEN
      RAISE EXCEPTION 'what a determination decides on does not change'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'determination_subject_is_fixed';
    END IF;
    IF NEW.state <> OLD.state AND NOT EXISTS (
      SELECT 1 FROM workflow_edge WHERE from_state = OLD.state AND to_state = NEW.state) THEN
      RAISE EXCEPTION 'no move leads from % to %', OLD.state, NEW.state
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'determination_follows_workflow';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER determination_follows_workflow BEFORE UPDATE ON determination
    FOR EACH ROW EXECUTE FUNCTION determination_follows_workflow();

  CREATE TABLE signed_text (
    id               uuid PRIMARY KEY,
    determination_id uuid NOT NULL REFERENCES determination,
    move             text NOT NULL,
    text             text NOT NULL,
    text_sha256      char(64) NOT NULL,
    signed_by        uuid NOT NULL REFERENCES staff,
    signed_as        text[] NOT NULL,
    signed_at        timestamptz NOT NULL,
    policy_version   integer NOT NULL,
    statement        jsonb NOT NULL,
    ledger_index     bigint NOT NULL REFERENCES ledger_entry,
    CONSTRAINT hash_is_of_the_text CHECK (text_sha256 = encode(sha256(convert_to(text, 'UTF8')), 'hex'))
  );
  CREATE INDEX signed_text_determination ON signed_text (determination_id);
  CREATE TRIGGER signed_text_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON signed_text
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER signed_text_logged BEFORE INSERT ON signed_text
    FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();

  CREATE TABLE policy_setting (
    version      integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    key          text NOT NULL,
    value        jsonb NOT NULL,
    approved_by  text NOT NULL CHECK (approved_by <> ''),
    reason       text NOT NULL CHECK (reason <> ''),
    effective_at timestamptz NOT NULL,
    ledger_index bigint NOT NULL REFERENCES ledger_entry
  );
  CREATE TRIGGER policy_setting_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON policy_setting
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER policy_setting_logged BEFORE INSERT ON policy_setting
    FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();

  CREATE TABLE consultation (
    id           uuid PRIMARY KEY,
    clip_id      uuid NOT NULL REFERENCES clip,
    party        text NOT NULL,
    sent_on      date,
    replied_on   date,
    position     text CHECK (position IN ('no-objection', 'objection', 'no-reply')),
    reason       text,
    entered_by   uuid NOT NULL REFERENCES staff,
    ledger_index bigint NOT NULL REFERENCES ledger_entry
  );
  CREATE TRIGGER consultation_logged BEFORE INSERT OR UPDATE ON consultation
    FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();

  CREATE TABLE notice (
    id           uuid PRIMARY KEY,
    clip_id      uuid NOT NULL REFERENCES clip,
    person_class text NOT NULL CHECK (person_class IN ('subject', 'victim', 'family', 'witness', 'officer')),
    channel      text NOT NULL,
    language     text NOT NULL,
    result       text NOT NULL,
    consent      text NOT NULL CHECK (consent IN ('yes', 'no', 'unable', 'family', 'not-asked')),
    given_at     timestamptz NOT NULL,
    entered_by   uuid NOT NULL REFERENCES staff,
    ledger_index bigint NOT NULL REFERENCES ledger_entry
  );
  CREATE TRIGGER notice_logged BEFORE INSERT OR UPDATE ON notice
    FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();

  CREATE TABLE records_request (
    id           uuid PRIMARY KEY,
    number       text NOT NULL UNIQUE,
    received     date NOT NULL,
    answered     date,
    asks_for     text NOT NULL,
    entered_by   uuid NOT NULL REFERENCES staff,
    ledger_index bigint NOT NULL REFERENCES ledger_entry,
    CONSTRAINT answered_after_received CHECK (answered >= received)
  );
  CREATE TRIGGER records_request_logged BEFORE INSERT OR UPDATE ON records_request
    FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();
  CREATE TABLE records_request_clip (
    request_id uuid NOT NULL REFERENCES records_request,
    clip_id    uuid NOT NULL REFERENCES clip,
    PRIMARY KEY (request_id, clip_id)
  );

  GRANT SELECT ON workflow_edge TO daylight_app;
  GRANT SELECT, INSERT ON signed_text, policy_setting, notice TO daylight_app;
  GRANT SELECT, INSERT, UPDATE ON determination, consultation, records_request, records_request_clip TO daylight_app;
`;

/** The decision on a clip, who signed what, and the edges along which a state may change. */
export class Determinations20261123010500 implements MigrationInterface {
  readonly name = 'Determinations20261123010500';

  async up(db: QueryRunner): Promise<void> {
    await db.query(SCHEMA);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}
