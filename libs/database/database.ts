import type { DatabaseConfig } from '@app/config';
import type { Clock } from '@app/kernel';
import type { Pool } from 'pg';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { asUnavailable, isUnavailable, isWorthRetrying } from './errors';
import { SnakeNames } from './snake-names';

/** One database transaction. Services pass it on; only a lib's data folder looks inside. */
export interface Transaction {
  readonly manager: EntityManager;
  readonly queries: QueryRunner;
  /** The time at which everything in this transaction happens: the database's, so that all processes agree. */
  readonly at: Date;
  sql<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** Entity classes; each domain lib exports its own. */
export type EntityList = readonly (new () => object)[];

const TRIES = 5;

/** Everything that talks to Postgres goes through here, one transaction at a time. */
export class Database {
  private opening: Promise<DataSource> | null = null;

  private constructor(
    private readonly source: DataSource,
    private readonly clock: Clock | null,
  ) {}

  /** Connects with TypeORM; `clock` replaces the database's own time in tests. */
  static async connect(config: DatabaseConfig, entities: EntityList, clock: Clock | null = null): Promise<Database> {
    const database = new Database(sourceOf(config, entities), clock);
    await database.opened();
    return database;
  }

  /**
   * Connects, but does not insist on it: while Postgres is down, what is asked fails as `unavailable`, and every question
   * tries to connect again. What waiting does not mend, such as a wrong password, is an error here too.
   */
  static async connectNowOrLater(config: DatabaseConfig, entities: EntityList): Promise<Database> {
    const database = new Database(sourceOf(config, entities), null);
    await database.opened().catch((error: unknown) => {
      if (!isUnavailable(error)) throw error;
    });
    return database;
  }

  /**
   * Runs `work` in one read-write transaction and commits it, or leaves no trace. Deadlocks and serialization
   * failures are run again, so `work` does nothing outside the transaction.
   */
  async inTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(work, 'READ COMMITTED', false);
      } catch (error) {
        if (attempt < TRIES && isWorthRetrying(error)) continue;
        throw asUnavailable(error);
      }
    }
  }

  /** Runs `work` on one consistent snapshot that cannot write. */
  async read<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    try {
      return await this.once(work, 'REPEATABLE READ', true);
    } catch (error) {
      throw asUnavailable(error);
    }
  }

  /** One statement that reads, on its own: no transaction around it, one journey to the server. */
  async query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    try {
      return await (await this.opened()).query(text, [...values]);
    } catch (error) {
      throw asUnavailable(error);
    }
  }

  /** Answers when Postgres does; throws `unavailable` otherwise. */
  async ping(): Promise<void> {
    await this.read(async (tx) => tx.sql('SELECT 1'));
  }

  /** The connection pool itself, for libraries that bring their own SQL (the session store). */
  pool(): Pool {
    return (this.source.driver as unknown as { master: Pool }).master;
  }

  /** For the test that holds the entities against the migrations. */
  get dataSource(): DataSource {
    return this.source;
  }

  async close(): Promise<void> {
    await this.opening?.catch(() => undefined);
    if (this.source.isInitialized) await this.source.destroy();
  }

  /** The source, connected. Whoever asks while that is tried waits for the same attempt. */
  private async opened(): Promise<DataSource> {
    if (this.opening === null && this.source.isInitialized) return this.source;
    this.opening ??= this.source.initialize().finally(() => (this.opening = null));
    return this.opening;
  }

  private async once<T>(
    work: (tx: Transaction) => Promise<T>,
    isolation: 'READ COMMITTED' | 'REPEATABLE READ',
    readOnly: boolean,
  ): Promise<T> {
    const queries = (await this.opened()).createQueryRunner();
    try {
      await queries.startTransaction(isolation);
      if (readOnly) await queries.query('SET TRANSACTION READ ONLY');
      const result = await work(await this.transaction(queries));
      await queries.commitTransaction();
      return result;
    } catch (error) {
      if (queries.isTransactionActive) await queries.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await queries.release().catch(() => undefined);
    }
  }

  private async transaction(queries: QueryRunner): Promise<Transaction> {
    const sql = async <Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
      (await queries.query(text, [...values], true)).records as Row[];
    const at = this.clock?.now() ?? (await sql<{ now: Date }>('SELECT clock_timestamp() AS now'))[0]?.now ?? new Date();
    return { manager: queries.manager, queries, at, sql };
  }
}

const sourceOf = (config: DatabaseConfig, entities: EntityList): DataSource =>
  new DataSource({
    type: 'postgres',
    url: config.url,
    entities: [...entities],
    synchronize: false,
    namingStrategy: new SnakeNames(),
    poolSize: config.pool,
    connectTimeoutMS: 10_000,
    applicationName: 'daylight',
    // A request must fail with 503, not hang, when the pool is used up or a lock is not released (reliability F14, F15).
    extra: { statement_timeout: 60_000, idle_in_transaction_session_timeout: 120_000 },
    parseInt8: true,
    poolErrorHandler: () => undefined, // an idle connection that dies is replaced; the next query reports what is wrong
  });
