import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The same rows as before; told apart by what they are asked for by, so that those of one release are found without a look at all others. */
const SCHEMA = `
  CREATE OR REPLACE VIEW public_translation WITH (security_barrier = true) AS
    SELECT DISTINCT ON (release_id, version, language)
           release_id, version, language, title, summary, lines, translated_by, translated_on
      FROM release_translation JOIN publication ON publication.id = publication_id
     WHERE state = 'published'
     ORDER BY release_id, version, language, release_translation.ledger_index DESC;
`;

/** Every page of a release names its subtitles: its translations are asked for whatever the language. */
export class Subtitles20261126170100 implements MigrationInterface {
  readonly name = 'Subtitles20261126170100';

  async up(db: QueryRunner): Promise<void> {
    await db.query(SCHEMA);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}
