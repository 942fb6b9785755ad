import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = `
  -- Without it, a function in somebody's query could see rows before the view's own condition has left them out.
  ALTER VIEW public_release SET (security_barrier = true);
  ALTER VIEW public_file SET (security_barrier = true);
  ALTER VIEW public_docket SET (security_barrier = true);
  ALTER VIEW public_checkpoint SET (security_barrier = true);

  -- So that the figures add up: every clip is in exactly one of them.
  CREATE OR REPLACE VIEW public_counts WITH (security_barrier = true) AS
    WITH newest AS (SELECT DISTINCT ON (clip_id) clip_id, state FROM determination ORDER BY clip_id, version DESC)
    SELECT count(*)::int AS received,
           (count(*) FILTER (WHERE state IN ('preserved', 'triage', 'gatheringFacts', 'solicitorReview', 'redacting', 'qualityCheck', 'accessibility', 'awaitingSignOff', 'scheduled')))::int AS in_review,
           (count(*) FILTER (WHERE state = 'published'))::int AS released,
           (count(*) FILTER (WHERE state = 'withheld'))::int AS withheld,
           (count(*) FILTER (WHERE state = 'deferred'))::int AS deferred,
           (count(*) FILTER (WHERE state = 'unpublished'))::int AS taken_down,
           (count(*) FILTER (WHERE state IN ('outOfScope', 'publicOnRequest')))::int AS outside
      FROM newest;
`;

/** Closes the public views against hostile queries, and makes the public figures add up. */
export class PublicViews20261123010900 implements MigrationInterface {
  readonly name = 'PublicViews20261123010900';

  async up(db: QueryRunner): Promise<void> {
    await db.query(SCHEMA);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}
