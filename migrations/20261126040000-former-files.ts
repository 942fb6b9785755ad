import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = `
  -- Files that were public and are not any more: name and hash, so that whoever kept a copy can tell.
  CREATE VIEW public_former_file WITH (security_barrier = true) AS
    SELECT p.release_id, p.version, f.role, f.sha256
      FROM publication_file f JOIN publication p ON p.id = f.publication_id
     WHERE p.state <> 'published';
  GRANT SELECT ON public_former_file TO daylight_portal;
`;

/** Lets the public site name the files of versions that were replaced or taken down. */
export class FormerFiles20261126040000 implements MigrationInterface {
  readonly name = 'FormerFiles20261126040000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(SCHEMA);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}
