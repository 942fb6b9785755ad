import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Words of a version of a release in another language. The newest of a language stands, for as long as the version does. */
const SCHEMA = `
  CREATE TABLE release_translation (
    id             uuid PRIMARY KEY,
    publication_id uuid NOT NULL REFERENCES publication,
    language       text NOT NULL CHECK (language IN ('es', 'pt', 'ht', 'am', 'zh-Hans', 'bn', 'ar', 'so')),
    title          text NOT NULL CHECK (length(title) BETWEEN 3 AND 200),
    summary        text NOT NULL CHECK (length(summary) BETWEEN 3 AND 4000),
    lines          text[] NOT NULL,
    translated_by  text NOT NULL CHECK (length(translated_by) BETWEEN 3 AND 200),
    translated_on  date NOT NULL,
    recorded_by    uuid NOT NULL REFERENCES staff,
    ledger_index   bigint NOT NULL REFERENCES ledger_entry
  );
  CREATE INDEX release_translation_of ON release_translation (publication_id, language, ledger_index DESC);
  CREATE TRIGGER release_translation_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON release_translation
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER release_translation_logged BEFORE INSERT ON release_translation
    FOR EACH ROW EXECUTE FUNCTION require_ledger_entry();
  CREATE CONSTRAINT TRIGGER release_translation_is_counted AFTER INSERT ON release_translation
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_public_change();
  GRANT SELECT, INSERT ON release_translation TO daylight_app;

  CREATE VIEW public_translation WITH (security_barrier = true) AS
    SELECT DISTINCT ON (publication_id, language)
           release_id, version, language, title, summary, lines, translated_by, translated_on
      FROM release_translation JOIN publication ON publication.id = publication_id
     WHERE state = 'published'
     ORDER BY publication_id, language, release_translation.ledger_index DESC;
  GRANT SELECT ON public_translation TO daylight_portal;
`;

/** What the public reads of a release in its own language. */
export class Translations20261126150000 implements MigrationInterface {
  readonly name = 'Translations20261126150000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(SCHEMA);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}
