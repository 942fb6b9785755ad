import type { Database, Transaction } from '@app/database';
import { bossOn, within } from './connection';
import { inPlainWords } from './plain-words';
import { DEAD_LETTERS } from './runner';

/** A job that failed on every try and waits for a person. */
export interface DeadLetter {
  readonly id: string;
  readonly job: string;
  readonly payload: object;
  /** When it was first asked for, in this round. */
  readonly askedAt: Date | null;
  /** When it was given up. */
  readonly since: Date;
  /** How often it was tried before that. */
  readonly tries: number;
  /** In words, without paths, addresses or secrets. */
  readonly error: string;
}

export interface QueueDepth {
  readonly job: string;
  readonly waiting: number;
  readonly active: number;
}

export async function deadLetters(database: Database): Promise<DeadLetter[]> {
  return withBoss(database, async (boss) =>
    (await boss.findJobs<object>(DEAD_LETTERS, { queued: true })).map((job) => ({
      id: job.id,
      job: job.sourceName ?? 'unknown',
      payload: job.data,
      askedAt: job.sourceCreatedOn,
      since: job.createdOn,
      tries: (job.sourceRetryCount ?? 0) + 1,
      error: inPlainWords(messageOf(job.sourceOutput)), // of the job that failed: its own output is what a retry will leave
    })),
  );
}

/** Which dead letters: those with these ids, all of one job, or all. */
export interface DeadLetterFilter {
  readonly ids?: readonly string[];
  readonly job?: string;
}

/**
 * Puts dead letters back on the queues they came from, in one transaction with what `then` does about it. Returns how many:
 * one that was put back already is no dead letter any more, so asking twice makes one job.
 */
export async function redrive(
  database: Database,
  { ids, job }: DeadLetterFilter,
  then: (putBack: number, tx: Transaction) => Promise<void>,
): Promise<number> {
  const which = { ...(ids && { ids: [...ids] }), ...(job !== undefined && { sourceName: job }) };
  return withBoss(database, async (boss) => {
    // The queue is looked up before: a transaction that waits for a second connection could wait for itself.
    await boss.previewRedrive(DEAD_LETTERS, { limit: 1 });
    return database.inTransaction(async (tx) => {
      const putBack = await boss.redrive(DEAD_LETTERS, { ...which, db: within(tx) });
      await then(putBack, tx);
      return putBack;
    });
  });
}

export async function queueDepths(database: Database): Promise<QueueDepth[]> {
  const { rows } = await database.pool().query<{ name: string; waiting: number; active: number }>(
    `SELECT q.name,
            count(j.*) FILTER (WHERE j.state IN ('created', 'retry'))::int AS waiting,
            count(j.*) FILTER (WHERE j.state = 'active')::int AS active
       FROM pgboss.queue q LEFT JOIN pgboss.job j ON j.name = q.name
      WHERE q.name NOT LIKE '\\_\\_%' GROUP BY q.name ORDER BY q.name`,
  );
  return rows.map(({ name, waiting, active }) => ({ job: name, waiting, active }));
}

async function withBoss<T>(database: Database, work: (boss: ReturnType<typeof bossOn>) => Promise<T>): Promise<T> {
  const boss = bossOn(database, false, () => undefined);
  await boss.start();
  try {
    return await work(boss);
  } finally {
    await boss.stop({ graceful: false });
  }
}

function messageOf(output: unknown): string {
  if (typeof output !== 'object' || output === null) return '';
  if ('message' in output) return String(output.message);
  return 'value' in output ? messageOf(output.value) : ''; // of a run that ended without an error of its own
}
