import { randomUUID } from 'node:crypto';
import type { Person } from '@app/access';
import type { Transaction } from '@app/database';
import { AppError } from '@app/kernel';
import { Ledger, digestOf } from '@app/ledger';
import { Inject, Injectable } from '@nestjs/common';
import type { Publication, TranslationRow } from './data/publications.entities';
import * as rows from './data/publications.repository';
import { linesToKeep, type ReleaseRecord, type ReleaseTranslation, translationFault } from './domain';

/** What stands of a release in other languages, and the English words beside which it stands. */
export interface Translated {
  readonly record: ReleaseRecord | null;
  readonly translations: readonly ReleaseTranslation[];
}

/** Translations of the words of releases that are public: made when somebody asks, or for what many will read. */
@Injectable()
export class Translations {
  constructor(@Inject(Ledger) private readonly ledger: Ledger) {}

  /** The newest of each language, for the version that is public; nothing when none is. */
  async of(releaseId: string, tx: Transaction): Promise<Translated> {
    const publication = await rows.standingVersion(tx, releaseId);
    if (!publication) return { record: null, translations: [] };
    const newest = new Map((await rows.translationsOf(tx, publication.id)).map((row) => [row.language, row]));
    return { record: publication.record, translations: [...newest.values()].map(asPublic) };
  }

  /** Puts a translation beside the version that is public, in place of the one before in that language. */
  async record(releaseId: string, typed: ReleaseTranslation, by: Person, tx: Transaction): Promise<void> {
    const publication = await rows.standingVersion(tx, releaseId);
    if (!publication)
      throw new AppError('conflict', 'No release of this clip is public: there is nothing to translate.');
    const fault = translationFault(typed, publication.record);
    if (fault) throw new AppError('invalid-input', 'The translation cannot be published.', { fields: [fault] });
    const words = { ...typed, lines: linesToKeep(typed.lines, publication.record) };
    const ledgerIndex = await this.log(publication, words, by, tx);
    await rows.insertTranslation(tx, {
      ...{ id: randomUUID(), publicationId: publication.id, recordedBy: by.id, ledgerIndex },
      ...words,
    });
  }

  private log(publication: Publication, words: ReleaseTranslation, by: Person, tx: Transaction): Promise<number> {
    const { releaseId: id, version } = publication;
    const act = { action: 'publish-translation', after: digestOf(words), with: { version, language: words.language } };
    const object = { type: 'release', id } as const;
    return this.ledger.append({ ...act, actor: by.id, roles: by.roles, object, outcome: 'done' }, tx);
  }
}

const asPublic = (row: TranslationRow): ReleaseTranslation => {
  const { language, title, summary, lines, translatedBy, translatedOn } = row;
  return { language, title, summary, lines, translatedBy, translatedOn };
};
