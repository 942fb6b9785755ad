import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = `
  -- Goes up with every change of what the public sees, in the change's own transaction: a reader who finds it as it was
  -- has what is public now. Its one row is locked at the very end of a transaction, after the ledger's, so that two of
  -- them never wait for each other.
  CREATE TABLE public_revision (
    revision bigint NOT NULL
  );
  CREATE UNIQUE INDEX public_revision_is_one ON public_revision ((true));
  INSERT INTO public_revision (revision) VALUES (1);
  GRANT SELECT ON public_revision TO daylight_portal, daylight_app;

  -- With its owner's right: nobody else counts.
  CREATE FUNCTION count_public_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
  BEGIN
    UPDATE public_revision SET revision = revision + 1;
    RETURN NULL;
  END $$;
  REVOKE EXECUTE ON FUNCTION count_public_change() FROM PUBLIC;

  CREATE CONSTRAINT TRIGGER publication_is_counted AFTER INSERT OR UPDATE ON publication
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_public_change();
  CREATE CONSTRAINT TRIGGER docket_entry_is_counted AFTER INSERT OR UPDATE ON docket_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_public_change();
  -- A checkpoint is public once its tiles are there; a witness's line below it is public at once.
  CREATE CONSTRAINT TRIGGER tiling_is_counted AFTER INSERT ON ledger_tiling
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_public_change();
  CREATE CONSTRAINT TRIGGER cosignature_is_counted AFTER INSERT ON ledger_cosignature
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_public_change();

  -- For the list of corrections: few of all.
  CREATE INDEX publication_corrected ON publication (release_id, version) WHERE state <> 'published';
  -- For sitemaps and open data, which go through all of them in order.
  CREATE INDEX publication_in_order ON publication (published_at, release_id) WHERE state = 'published';
`;

/** Says when what the public sees has changed, to whoever keeps a copy of it: the portal's pages, the export. */
export class PublicRevision20261126070000 implements MigrationInterface {
  readonly name = 'PublicRevision20261126070000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(SCHEMA);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}
