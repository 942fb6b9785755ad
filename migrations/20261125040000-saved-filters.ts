import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = `
  -- A person's own ways of looking at the queue. No act on evidence: it has no entry in the ledger, and may be deleted.
  CREATE TABLE saved_filter (
    id       uuid PRIMARY KEY,
    staff_id uuid NOT NULL REFERENCES staff,
    name     text NOT NULL CHECK (name <> '' AND length(name) <= 60),
    query    text NOT NULL CHECK (length(query) <= 1000),
    saved_at timestamptz NOT NULL,
    UNIQUE (staff_id, name)
  );
  GRANT SELECT, INSERT, UPDATE, DELETE ON saved_filter TO daylight_app;

  -- What the queue asks for every clip.
  CREATE INDEX consultation_clip ON consultation (clip_id);
`;

/** Filters of the queue that people keep under a name. */
export class SavedFilters20261125040000 implements MigrationInterface {
  readonly name = 'SavedFilters20261125040000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(SCHEMA);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}
