import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Dated words on a line of the docket: extension, lateness, appeal. */
const NOTES = `
  CREATE TABLE docket_note (
    id               uuid PRIMARY KEY,
    determination_id uuid NOT NULL REFERENCES determination,
    kind             text NOT NULL CHECK (kind IN ('extension', 'lateness', 'appeal', 'appeal-decided')),
    noted_on         date NOT NULL,
    until            date,
    says             text NOT NULL CHECK (length(says) BETWEEN 20 AND 1000),
    noted_by         uuid NOT NULL REFERENCES staff,
    ledger_index     bigint NOT NULL REFERENCES ledger_entry,
    CONSTRAINT extension_has_end CHECK ((kind = 'extension') = (until IS NOT NULL)),
    CONSTRAINT extension_ends_later CHECK (until > noted_on)
  );
  CREATE UNIQUE INDEX one_extension ON docket_note (determination_id) WHERE kind = 'extension';
  CREATE INDEX docket_note_determination ON docket_note (determination_id);
  CREATE TRIGGER docket_note_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON docket_note
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER docket_note_logged BEFORE INSERT ON docket_note
    FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();
  GRANT SELECT, INSERT ON docket_note TO daylight_app;
`;

/**
 * What readers ask for. The portal's role may put a row in and can never read one; staff take it in, with a ledger
 * entry, as a task that is answered or closed with a reason.
 */
const ASKS = `
  CREATE TABLE public_ask (
    receipt    text PRIMARY KEY CHECK (receipt ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
    release_id uuid NOT NULL,
    version    integer NOT NULL,
    span       integer CHECK (span > 0),
    kind       text NOT NULL CHECK (kind IN ('less-redaction', 'privacy')),
    says       text NOT NULL CHECK (length(says) BETWEEN 1 AND 4000),
    reply_to   text CHECK (length(reply_to) BETWEEN 3 AND 254),
    asked_at   timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  CREATE TRIGGER public_ask_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON public_ask
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

  -- As whoever writes it: the portal's role sees what is public, and of nothing else can anybody ask.
  CREATE FUNCTION public_ask_is_of_a_release() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM public_release
                    WHERE release_id = NEW.release_id AND version = NEW.version AND state = 'published'
                      AND coalesce(NEW.span, 0) <= coalesce(jsonb_array_length(record->'hidden'), 0)) THEN
      RAISE EXCEPTION 'there is nothing public to ask about'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'public_ask_is_of_a_release';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER public_ask_is_of_a_release BEFORE INSERT ON public_ask
    FOR EACH ROW EXECUTE FUNCTION public_ask_is_of_a_release();
  GRANT INSERT (receipt, release_id, version, span, kind, says, reply_to) ON public_ask TO daylight_portal;
  GRANT SELECT ON public_ask TO daylight_app;

  CREATE TABLE ask_task (
    receipt      text PRIMARY KEY REFERENCES public_ask,
    received_at  timestamptz NOT NULL,
    state        text NOT NULL CHECK (state IN ('open', 'answered', 'closed')),
    outcome      text CHECK (length(outcome) BETWEEN 10 AND 4000),
    ended_by     uuid REFERENCES staff,
    ended_at     timestamptz,
    ledger_index bigint NOT NULL REFERENCES ledger_entry,
    CONSTRAINT ended_says_why CHECK (
      (state = 'open') = (outcome IS NULL) AND (state = 'open') = (ended_by IS NULL) AND (state = 'open') = (ended_at IS NULL))
  );
  CREATE INDEX ask_task_open ON ask_task (received_at) WHERE state = 'open';
  CREATE TRIGGER ask_task_logged BEFORE INSERT OR UPDATE ON ask_task
    FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();
  CREATE FUNCTION ask_task_ends_once() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.state <> 'open' OR (NEW.receipt, NEW.received_at) IS DISTINCT FROM (OLD.receipt, OLD.received_at) THEN
      RAISE EXCEPTION 'what was answered or closed stays so'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'ask_task_ends_once';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER ask_task_ends_once BEFORE UPDATE ON ask_task FOR EACH ROW EXECUTE FUNCTION ask_task_ends_once();
  GRANT SELECT, INSERT, UPDATE ON ask_task TO daylight_app;
`;

/** What staff add to a line of the docket, and what readers ask for. */
export class Asking20261126050100 implements MigrationInterface {
  readonly name = 'Asking20261126050100';

  async up(db: QueryRunner): Promise<void> {
    await db.query(NOTES);
    await db.query(ASKS);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}
