import { Client } from 'pg';
import { PgBoss } from 'pg-boss';
import { SCHEMA } from './connection';
import type { JobDefinition } from './define-job';
import { DEAD_LETTERS } from './runner';

/** pg-boss checks a running job's heartbeat; a worker that was killed is noticed after this long. Its minimum. */
const HEARTBEAT_SECONDS = 10;
const KEEP_DEAD_LETTERS_SECONDS = 365 * 24 * 3600;
const KEEP_WAITING_SECONDS = 400 * 24 * 3600; // a deferral may sleep for months before it is looked at again

/** Makes pg-boss's tables and one queue for each definition. Run by the owner of the schema; safe to run again. */
export async function installQueues(ownerUrl: string, jobs: readonly JobDefinition<string, never>[]): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema: SCHEMA, supervise: false, schedule: false });
  boss.on('error', () => undefined);
  await boss.start();
  try {
    await ensureQueue(boss, DEAD_LETTERS, { retentionSeconds: KEEP_DEAD_LETTERS_SECONDS });
    for (const { name, policy } of jobs) {
      await ensureQueue(boss, name, {
        retryLimit: policy.retries,
        retryDelay: policy.retryDelay,
        retryBackoff: true,
        expireInSeconds: policy.timeout,
        heartbeatSeconds: HEARTBEAT_SECONDS,
        retentionSeconds: KEEP_WAITING_SECONDS,
        deadLetter: DEAD_LETTERS,
      });
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  await grant(ownerUrl);
}

type QueueOptions = Pick<
  NonNullable<Parameters<PgBoss['createQueue']>[1]>,
  | 'retryLimit'
  | 'retryDelay'
  | 'retryBackoff'
  | 'expireInSeconds'
  | 'heartbeatSeconds'
  | 'retentionSeconds'
  | 'deadLetter'
>;

async function ensureQueue(boss: PgBoss, name: string, options: QueueOptions): Promise<void> {
  if (await boss.getQueue(name)) await boss.updateQueue(name, options);
  else await boss.createQueue(name, options);
}

async function grant(ownerUrl: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`
      GRANT USAGE ON SCHEMA ${SCHEMA} TO daylight_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${SCHEMA} TO daylight_app;
      GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${SCHEMA} TO daylight_app;
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${SCHEMA} TO daylight_app;
    `);
  } finally {
    await client.end();
  }
}
