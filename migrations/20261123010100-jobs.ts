import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = `
  CREATE TABLE job_fence (
    subject text PRIMARY KEY,
    token   bigint NOT NULL
  );
  GRANT SELECT, INSERT, UPDATE ON job_fence TO daylight_app;
`;

/** Fences of jobs; pg-boss makes its own schema (libs/jobs/install.ts). */
export class Jobs20261123010100 implements MigrationInterface {
  readonly name = 'Jobs20261123010100';

  async up(db: QueryRunner): Promise<void> {
    await db.query(SCHEMA);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}
