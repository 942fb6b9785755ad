import { randomUUID } from 'node:crypto';
import { Database } from '@app/database';
import {
  type DeadLetterFilter,
  deadLetters,
  defineJob,
  Fence,
  type Handler,
  installQueues,
  JobFence,
  JobRunner,
  type JobRun,
  Jobs,
  queueDepths,
  redrive,
} from '@app/jobs';
import { PgBoss } from 'pg-boss';
import { until } from '../../../apps/ops/client/wait';
import { emptyDatabase, type FreshDatabase, freshDatabase, withClient } from '../../support/fresh-database';

interface Payload {
  readonly thing: string;
}
const makeThing = defineJob<Payload>()({
  name: 'make-thing',
  says: 'Makes a thing, for the tests of the queue.',
  policy: { retries: 2, retryDelay: 1, timeout: 60 },
  subject: ({ thing }) => thing,
});
const JOBS = { 'make-thing': makeThing } as const;

let fresh: FreshDatabase;
let database: Database;
let jobs: Jobs;
const runners: JobRunner[] = [];

beforeEach(async () => {
  fresh = await freshDatabase();
  // The template has Daylight's own queues; these tests bring their own.
  await withClient(fresh.owner, (client) => client.query('DELETE FROM pgboss.queue WHERE name NOT LIKE $1', ['dead%']));
  await installQueues(fresh.owner, Object.values(JOBS));
  database = await Database.connect({ url: fresh.app, pool: 10 }, [JobFence]);
  jobs = new Jobs(database);
});
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  await jobs.onApplicationShutdown();
  await database.close();
  await fresh.drop();
});

async function work(handler: Handler<Payload>, reports: { outcome: string; retry: number }[] = []): Promise<JobRunner> {
  const runner = new JobRunner(database, {
    concurrency: 2,
    onRun: ({ outcome, retry }) => reports.push({ outcome, retry }),
    onError: () => undefined,
  });
  await runner.start(JOBS, { 'make-thing': handler });
  runners.push(runner);
  return runner;
}

const ask = (thing: string, at?: Date): Promise<void> =>
  database.inTransaction((tx) => jobs.publish(makeThing, { thing }, tx, at ? { at } : {}));
const waiting = async (): Promise<number> =>
  (await queueDepths(database)).find((queue) => queue.job === 'make-thing')?.waiting ?? -1;

describe('work is asked for in the transaction that makes it necessary', () => {
  it('which rolls back: nothing was asked', async () => {
    const failed = database.inTransaction(async (tx) => {
      await jobs.publish(makeThing, { thing: 'never' }, tx);
      throw new Error('the act failed');
    });
    await expect(failed).rejects.toThrow('the act failed');
    expect(await waiting()).toBe(0);
  });

  it('which commits: it is done, once, with the ids that were given', async () => {
    const made: string[] = [];
    await ask('one');
    await ask('two');
    expect(await waiting()).toBe(2);
    const handler: Handler<Payload> = async ({ thing }) => {
      made.push(thing);
      return 'done';
    };
    await work(handler);
    await until('both', 60, async () => made.length >= 2 && (await waiting()) === 0);
    expect(made.sort()).toEqual(['one', 'two']);
  });

  it('and not before its time', async () => {
    const made: string[] = [];
    await ask('later', new Date(Date.now() + 3_600_000));
    await ask('now');
    await work(async ({ thing }) => {
      made.push(thing);
      return 'done';
    });
    await until('what is due', 60, async () => made.length > 0);
    expect(made).toEqual(['now']);
    expect(await waiting()).toBe(1);
  });
});

describe('work that fails', () => {
  it('is tried again with longer waits, then lies with the dead letters until a person puts it back', async () => {
    const tries: number[] = [];
    const reports: { outcome: string; retry: number }[] = [];
    let isMended = false;
    await ask('stubborn');
    await work(async () => {
      tries.push(Date.now());
      if (!isMended) throw new Error('the disk is full');
      return 'done';
    }, reports);
    const [dead] = await until('the dead letter', 120, async () => {
      const letters = await deadLetters(database);
      return letters.length > 0 && letters;
    });
    expect(dead).toMatchObject({ job: 'make-thing', payload: { thing: 'stubborn' }, error: 'the disk is full' });
    expect(reports.map((report) => report.retry)).toEqual([0, 1, 2]);
    expect(tries[2]! - tries[1]!).toBeGreaterThan(900);
    isMended = true;
    expect(dead).toMatchObject({ tries: 3, askedAt: expect.any(Date) as Date });
    const putBack = (which: DeadLetterFilter): Promise<number> => redrive(database, which, () => Promise.resolve());
    expect(await putBack({ ids: [randomUUID()] })).toBe(0);
    expect(await putBack({ job: 'another-job' })).toBe(0);
    const undone = redrive(database, {}, (count) => {
      expect(count).toBe(1);
      throw new Error('the act failed');
    });
    await expect(undone).rejects.toThrow('the act failed');
    // Pressed by more people than there are connections, and once more: it is one job.
    const pressed = await Promise.all(Array.from({ length: 24 }, () => putBack({ ids: [dead!.id] })));
    expect(pressed.reduce((sum, one) => sum + one)).toBe(1);
    expect(await putBack({ job: 'make-thing' })).toBe(0);
    await until('the end', 60, async () => reports.at(-1)?.outcome === 'done');
    expect(await deadLetters(database)).toEqual([]);
  });
});

describe('the registry is closed', () => {
  const runner = () => new JobRunner(database, { concurrency: 1, onRun: () => undefined, onError: () => undefined });
  const start = async (definitions: object, handlers: object): Promise<void> => {
    const one = runner();
    runners.push(one);
    await one.start(definitions as never, handlers as never);
  };

  it('a worker does not start while a job has no queue', async () => {
    const other = { ...makeThing, name: 'unknown-to-the-database' };
    await expect(start({ ...JOBS, other }, {})).rejects.toThrow(
      'no queue for unknown-to-the-database: run "npm run ops -- migrate"',
    );
  });

  it('a worker does not start while nobody handles a queue', async () => {
    await installQueues(fresh.owner, [{ ...makeThing, name: 'orphan' }]);
    await expect(start(JOBS, {})).rejects.toThrow('nobody handles the jobs of orphan');
  });

  it('queues are made once more without harm, on an empty database too', async () => {
    const empty = await emptyDatabase();
    const boss = new PgBoss({ connectionString: empty.owner, supervise: false, schedule: false });
    await boss.start();
    await boss.stop({ graceful: false });
    await installQueues(empty.owner, Object.values(JOBS));
    await installQueues(empty.owner, Object.values(JOBS));
    await empty.drop();
  });
});

describe('a result counts once', () => {
  /** What a handler writes: one row, in a transaction that holds the fence. */
  const write = (fence: Fence, text: string): Promise<void> =>
    database.inTransaction(async (tx) => {
      await fence.hold(tx);
      await tx.sql(`INSERT INTO session (sid, sess, expire) VALUES ($1, '{}', now())`, [text]);
    });
  const written = async (): Promise<string[]> =>
    (await withClient(fresh.app, (client) => client.query<{ sid: string }>('SELECT sid FROM session'))).rows.map(
      (row) => row.sid,
    );

  it('a run that was overtaken has its result refused, in words', async () => {
    const [early, late] = [await Fence.take(database, 'thing:1'), await Fence.take(database, 'thing:1')];
    await write(late, 'the later run');
    await expect(write(early, 'the zombie')).rejects.toMatchObject({
      code: 'conflict',
      message: 'A later run has taken over thing:1; this result is not used.',
    });
    expect(await written()).toEqual(['the later run']);
  });

  it('runs of different things do not fence each other, and many at once leave one that may write', async () => {
    await write(await Fence.take(database, 'thing:a'), 'a');
    const fences = await Promise.all(Array.from({ length: 8 }, () => Fence.take(database, 'thing:b')));
    expect(new Set(fences.map((fence) => fence.token)).size).toBe(8);
    const results = await Promise.allSettled(fences.map((fence) => write(fence, `b${fence.token}`)));
    expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect((await written()).sort()).toEqual(['a', 'b8']);
  });

  it('a job whose worker died is run again, and the dead one’s late result is refused', async () => {
    await ask('abandoned');
    const taken = await stall();
    const second: JobRun[] = [];
    await work(async (_payload, run) => {
      second.push(run);
      await write(run.fence, 'the second worker');
      return 'done';
    });
    await until('the second worker', 120, async () => second.length > 0 && (await written()).length > 0);
    expect(second[0]?.retry).toBe(1);
    await expect(write(taken, 'the first worker')).rejects.toMatchObject({ code: 'conflict' });
    expect(await written()).toEqual(['the second worker']);
  });

  /** Takes the job as a worker does, and then never says anything again. */
  async function stall(): Promise<Fence> {
    const boss = new PgBoss({ connectionString: fresh.owner, supervise: false, schedule: false, migrate: false });
    await boss.start();
    const [job] = await until('the job', 30, async () => {
      const found = await boss.fetch<Payload>('make-thing');
      return found.length > 0 && found;
    });
    const fence = await Fence.take(database, `make-thing:${job!.data.thing}`);
    await boss.stop({ graceful: false });
    return fence;
  }
});
