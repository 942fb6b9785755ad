import { resolve } from 'node:path';
import { opsConfig } from '@app/config';
import { Database, type EntityList } from '@app/database';
import { projectRoot } from '../project';
import { type DataFolder, openDataFolder } from './data-folder';
import { type DatabaseUrls, prepareDatabase, startOwnPostgres } from './database';

export interface DatabaseContext {
  readonly data: DataFolder;
  readonly owner: string;
  /** Brings the database up to date first. */
  readonly prepare: () => Promise<DatabaseUrls>;
}

/** Gives `work` the installation's database: DATABASE_URL, or our own Postgres, started for this if it does not run. */
export async function withDatabase<T>(work: (context: DatabaseContext) => Promise<T>): Promise<T> {
  const config = opsConfig(process.env);
  const data = openDataFolder(resolve(projectRoot(), config.data));
  if (config.databaseUrl !== null) return work(contextOf(data, config.databaseUrl));
  const postgres = await startOwnPostgres(data);
  try {
    return await work(contextOf(data, await postgres.url('daylight')));
  } finally {
    if (!postgres.foundRunning) await postgres.stop();
  }
}

const contextOf = (data: DataFolder, owner: string): DatabaseContext => ({
  data,
  owner,
  prepare: () => prepareDatabase(owner, data.secrets),
});

/** Opens a connection, gives it to `work`, closes it. */
export async function connected<T>(
  url: string,
  entities: EntityList,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = await Database.connect({ url, pool: 2 }, entities);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
