import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Places of a rendered plan that look like a mistake, and that a reviewer has looked at and found right. */
const SEEN_DOUBTS = `
  CREATE TABLE seen_doubt (
    rendering_id uuid NOT NULL REFERENCES rendering,
    doubt        text NOT NULL CHECK (length(trim(doubt)) BETWEEN 1 AND 300),
    seen_by      uuid NOT NULL REFERENCES staff,
    seen_at      timestamptz NOT NULL,
    ledger_index bigint NOT NULL REFERENCES ledger_entry,
    PRIMARY KEY (rendering_id, doubt)
  );
  CREATE TRIGGER seen_doubt_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON seen_doubt
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER seen_doubt_logged BEFORE INSERT ON seen_doubt
    FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();

  -- R7 without the application: whoever hid something does not say that it is right.
  CREATE FUNCTION doubt_seen_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT holds_role(NEW.seen_by, 'quality-reviewer')
       OR took_part(NEW.seen_by, (SELECT determination_id FROM rendering WHERE id = NEW.rendering_id)) THEN
      RAISE EXCEPTION 'only a reviewer who took no part finds it right'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'doubt_seen_by_another';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER seen_doubt_separates_duties BEFORE INSERT ON seen_doubt
    FOR EACH ROW EXECUTE FUNCTION doubt_seen_by_another();

  GRANT SELECT, INSERT ON seen_doubt TO daylight_app;
`;

/** What looks like a mistake is looked at before it is passed. */
export class SeenDoubts20261126150400 implements MigrationInterface {
  readonly name = 'SeenDoubts20261126150400';

  async up(db: QueryRunner): Promise<void> {
    await db.query(SEEN_DOUBTS);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}
