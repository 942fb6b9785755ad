import { must } from '@app/kernel';
import { PgBoss } from 'pg-boss';

/** A job that was tried as often as it may be and given up, by the queue itself. */
export async function aDeadLetter(ownerUrl: string, job: string, payload: object, error: Error): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, supervise: false, schedule: false, migrate: false });
  await boss.start();
  try {
    // Due in an hour, so that no worker takes it before it has failed its only try.
    const id = must(await boss.send(job, payload, { retryLimit: 0, startAfter: 3600 }), 'a job');
    await boss.fail(job, id, error);
  } finally {
    await boss.stop({ graceful: false });
  }
}
