import { randomUUID } from 'node:crypto';
import type { Person } from '@app/access';
import { Database } from '@app/database';
import { AppError, nothingThere } from '@app/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { SavedFilter } from './data/staff.entities';
import * as rows from './data/staff.repository';

const MOST_FILTERS = 50;

/** Filters of the queue that somebody keeps: theirs alone, wherever they sign in. */
@Injectable()
export class SavedFiltersService {
  constructor(@Inject(Database) private readonly database: Database) {}

  of(by: Person): Promise<SavedFilter[]> {
    return this.database.read((tx) => rows.filtersOf(tx, by.id));
  }

  async save(filter: Pick<SavedFilter, 'name' | 'query'>, by: Person): Promise<SavedFilter[]> {
    return this.database.inTransaction(async (tx) => {
      const kept = await rows.filtersOf(tx, by.id);
      const same = kept.find(({ name }) => name === filter.name);
      if (!same && kept.length >= MOST_FILTERS)
        throw new AppError('invalid-input', `At most ${MOST_FILTERS} filters are kept. Delete one first.`);
      await rows.saveFilter(tx, { id: same?.id ?? randomUUID(), staffId: by.id, ...filter, savedAt: tx.at });
      return rows.filtersOf(tx, by.id);
    });
  }

  async forget(id: string, by: Person): Promise<void> {
    const gone = await this.database.inTransaction((tx) => rows.deleteFilter(tx, by.id, id));
    if (gone === 0) throw nothingThere();
  }
}
