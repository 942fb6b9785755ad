import type { Database, Transaction } from '@app/database';
import type { QueryResult } from 'pg';
import { PgBoss } from 'pg-boss';

export const SCHEMA = 'pgboss';

/** A pg-boss that uses our own connections and never changes the schema: that is for the owner, in a migration. */
export function bossOn(database: Database, supervise: boolean, onError: (error: unknown) => void): PgBoss {
  const pool = database.pool();
  const boss = new PgBoss({
    schema: SCHEMA,
    db: {
      executeSql: async (text, values) => {
        // pg-boss's supervision sends several statements in one text, and pg then answers with one result for each.
        const answer = (await pool.query(text, values)) as QueryResult | QueryResult[];
        const results = Array.isArray(answer) ? answer : [answer];
        return {
          rows: results.flatMap((result) => result.rows as unknown[]),
          rowCount: results.reduce((sum, result) => sum + (result.rowCount ?? 0), 0),
        };
      },
    },
    migrate: false,
    createSchema: false,
    schedule: false,
    supervise,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    reindex: false,
    registerInstance: false,
  });
  boss.on('error', onError); // it tries again by itself
  return boss;
}

/** Runs pg-boss's statements inside a transaction of ours. */
export const within = (tx: Transaction) => ({
  executeSql: async (text: string, values?: unknown[]) => {
    const result = await tx.queries.query(text, values, true);
    return { rows: result.records as unknown[], rowCount: result.affected ?? 0 };
  },
});
