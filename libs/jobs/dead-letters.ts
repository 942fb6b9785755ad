import type { Database } from '@app/database';
import { bossOn } from './connection';
import { DEAD_LETTERS } from './runner';

/** A job that failed on every try and waits for a person. */
export interface DeadLetter {
  readonly id: string;
  readonly job: string;
  readonly payload: object;
  readonly since: Date;
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
      since: job.createdOn,
      error: messageOf(job.sourceOutput), // of the job that failed: its own output is what a retry will leave
    })),
  );
}

/** Puts dead letters back on the queues they came from; all of them, or those with these ids. Returns how many. */
export async function redrive(database: Database, ids?: string[]): Promise<number> {
  return withBoss(database, (boss) => boss.redrive(DEAD_LETTERS, ids ? { ids } : {}));
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
  if (typeof output === 'object' && output !== null && 'message' in output) return String(output.message);
  return 'no reason recorded';
}
