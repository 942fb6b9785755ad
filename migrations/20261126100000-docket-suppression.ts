import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the City Solicitor keeps back of a clip's lines on the docket, and shows again. The newest act on a field stands. */
const SUPPRESSION = `
  CREATE TABLE docket_suppression (
    id           uuid PRIMARY KEY,
    clip_id      uuid NOT NULL REFERENCES clip,
    field        text NOT NULL CHECK (field IN ('incidentDate', 'camera', 'nextReviewOn')),
    suppressed   boolean NOT NULL,
    reason       text NOT NULL CHECK (length(reason) BETWEEN 20 AND 1000),
    decided_by   uuid NOT NULL REFERENCES staff,
    ledger_index bigint NOT NULL REFERENCES ledger_entry
  );
  CREATE INDEX docket_suppression_clip ON docket_suppression (clip_id);
  CREATE TRIGGER docket_suppression_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON docket_suppression
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER docket_suppression_logged BEFORE INSERT ON docket_suppression
    FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();
  GRANT SELECT, INSERT ON docket_suppression TO daylight_app;

  -- A line has its place also where neither day may be told.
  ALTER TABLE docket_entry ALTER COLUMN listed_on
    SET EXPRESSION AS (coalesce(entry->>'decidedOn', entry->>'incidentDate', entry->>'updatedOn'));
`;

/** Fields of the public docket that are kept back. */
export class DocketSuppression20261126100000 implements MigrationInterface {
  readonly name = 'DocketSuppression20261126100000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(SUPPRESSION);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}
