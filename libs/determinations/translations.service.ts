import type { Person } from '@app/access';
import { dayOf } from '@app/calendar';
import { Database } from '@app/database';
import { AppError, type ClipId } from '@app/kernel';
import { type Translated, Translations } from '@app/publications';
import type { ReleaseTranslation } from '@app/publications/domain';
import { Inject, Injectable } from '@nestjs/common';
import { unnamedOf } from './case-file';
import { CasesService } from './cases.service';
import { namesOneOf } from './domain';

/** Words of a release as they come in; the day is that of the act. */
type NewTranslation = Omit<ReleaseTranslation, 'translatedOn'>;

/** Translations of a clip’s release: public words, for which the Law Department answers as for its notes on the docket. */
@Injectable()
export class TranslationsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CasesService) private readonly cases: CasesService,
    @Inject(Translations) private readonly translations: Translations,
  ) {}

  async of(clipId: ClipId, by: Person): Promise<Translated> {
    return this.database.read(async (tx) => {
      const { determination } = await this.cases.openIn(clipId, by, 'read', 'Determination', tx, false);
      return this.translations.of(determination.releaseId, tx);
    });
  }

  async record(clipId: ClipId, translation: NewTranslation, by: Person): Promise<void> {
    await this.database.inTransaction(async (tx) => {
      const file = await this.cases.openIn(clipId, by, 'create', 'DocketNote', tx, true);
      const { releaseId } = file.determination;
      const { record } = await this.translations.of(releaseId, tx);
      const inPublic = JSON.stringify(record); // the neighbourhood among it
      const unnamed = unnamedOf(file).filter((name) => !namesOneOf(inPublic, [name]));
      const named = namedIn(translation, unnamed);
      if (named !== undefined) {
        const fields = [{ field: named, says: 'names no place, no person and no number of the records' }];
        throw new AppError('invalid-input', 'The translation cannot be published.', { fields });
      }
      await this.translations.record(releaseId, { ...translation, translatedOn: dayOf(tx.at) }, by, tx);
    });
  }
}

/** The field that says what is public nowhere else; undefined when none does. */
const namedIn = ({ title, summary, lines }: NewTranslation, unnamed: readonly string[]): string | undefined =>
  Object.entries({ title, summary, lines: lines.join('\n') }).find(([, words]) => namesOneOf(words, unnamed))?.[0];
