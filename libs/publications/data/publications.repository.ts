import type { Transaction } from '@app/database';
import { In, Not } from 'typeorm';
import { DocketRow, Publication, PublicationFile, TranslationRow } from './publications.entities';

export const publicationOf = (tx: Transaction, determinationId: string): Promise<Publication | null> =>
  tx.manager.findOneBy(Publication, { determinationId });

export const publicationById = (tx: Transaction, id: string): Promise<Publication | null> =>
  tx.manager.findOneBy(Publication, { id });

/** Newest version first. */
export const versionsOf = (tx: Transaction, releaseId: string): Promise<Publication[]> =>
  tx.manager.find(Publication, { where: { releaseId }, order: { version: 'DESC' } });

/** Ids of the public releases of an incident, by the id under which the public knows it; the oldest first. */
export async function publishedOfIncident(tx: Transaction, publicId: string): Promise<string[]> {
  const found = await tx.sql<{ releaseId: string }>(
    `SELECT release_id AS "releaseId" FROM publication WHERE state = 'published' AND record->'incident'->>'id' = $1
      ORDER BY published_at, release_id`,
    [publicId],
  );
  return found.map(({ releaseId }) => releaseId);
}

export const insertPublication = (tx: Transaction, publication: Publication): Promise<unknown> =>
  tx.manager.insert(Publication, publication);

export const updatePublication = (tx: Transaction, id: string, change: Partial<Publication>): Promise<unknown> =>
  tx.manager.update(Publication, { id }, change);

/** The version that is public; null when none is. */
export const standingVersion = (tx: Transaction, releaseId: string): Promise<Publication | null> =>
  tx.manager.findOneBy(Publication, { releaseId, state: 'published' });

export const insertTranslation = (tx: Transaction, row: TranslationRow): Promise<unknown> =>
  tx.manager.insert(TranslationRow, row);

/** Oldest first. */
export const translationsOf = (tx: Transaction, publicationId: string): Promise<TranslationRow[]> =>
  tx.manager.find(TranslationRow, { where: { publicationId }, order: { ledgerIndex: 'ASC' } });

export const insertFile = (tx: Transaction, file: PublicationFile): Promise<unknown> =>
  tx.manager.insert(PublicationFile, file);

export const filesOf = (tx: Transaction, publicationId: string): Promise<PublicationFile[]> =>
  tx.manager.findBy(PublicationFile, { publicationId });

/** Whether any version that is still public uses these bytes. */
export async function isStillPublic(tx: Transaction, sha256: string, except: string): Promise<boolean> {
  const files = await tx.manager.findBy(PublicationFile, { sha256, publicationId: Not(except) });
  if (files.length === 0) return false;
  return tx.manager.existsBy(Publication, { id: In(files.map((file) => file.publicationId)), state: 'published' });
}

/**
 * Those without a proof and, where `cosigned`, those whose proof ends in a checkpoint that no witness has signed. A proof
 * under another key than the one that a publication names would not be one; those of before name none without a proof.
 */
export const unprovenPublications = (
  tx: Transaction,
  { ledgerKey, cosigned }: { readonly ledgerKey: string; readonly cosigned: boolean },
): Promise<Publication[]> =>
  tx.manager
    .createQueryBuilder(Publication, 'publication')
    .where('coalesce(publication.ledgerKey, :ledgerKey) = :ledgerKey', { ledgerKey })
    .andWhere(`(publication.proof IS NULL OR :cosigned AND publication.proof->>'checkpoint' NOT LIKE E'%\n— %\n— %')`, {
      cosigned,
    })
    .orderBy('publication.ledgerIndex')
    .getMany();

export const docketOf = (tx: Transaction, determinationId: string): Promise<DocketRow | null> =>
  tx.manager.findOneBy(DocketRow, { determinationId });

export const saveDocket = (tx: Transaction, row: DocketRow): Promise<unknown> =>
  tx.manager.upsert(DocketRow, row, ['determinationId']);

export async function publicRevision(tx: Transaction): Promise<string> {
  const [row] = await tx.sql<{ revision: string }>('SELECT revision::text FROM public_revision');
  return row?.revision ?? '0';
}

export const publicReleases = async (tx: Transaction): Promise<string[]> =>
  (await tx.sql<{ id: string }>("SELECT release_id AS id FROM publication WHERE state = 'published'")).map(
    ({ id }) => id,
  );

/** Of every file that is public, and of every manifest, by which its folder is called. */
export const publicHashes = async (tx: Transaction): Promise<string[]> =>
  (
    await tx.sql<{ sha256: string }>(
      `SELECT f.sha256 FROM publication_file f JOIN publication p ON p.id = f.publication_id WHERE p.state = 'published'
        UNION SELECT manifest_sha256 FROM publication WHERE state = 'published'`,
    )
  ).map(({ sha256 }) => sha256);
