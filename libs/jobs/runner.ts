import type { Database } from '@app/database';
import type { PgBoss } from 'pg-boss';
import { bossOn } from './connection';
import type { JobDefinition, PayloadOf } from './define-job';
import { Fence } from './fence';

export type Outcome = 'done' | 'skipped';

/** One run of a job, as its handler sees it. */
export interface JobRun {
  readonly id: string;
  /** 0 on the first try. */
  readonly retry: number;
  /** Aborts when the process stops or the run has taken too long. */
  readonly signal: AbortSignal;
  /** To be held in the transaction that writes the result. */
  readonly fence: Fence;
}

export type Handler<Payload> = (payload: Payload, run: JobRun) => Promise<Outcome>;

/** A handler for every definition, and no other: forgetting one does not compile. */
export type Handlers<D extends Record<string, JobDefinition<string, never>>> = {
  readonly [K in keyof D]: Handler<PayloadOf<D[K]>>;
};

export interface RunReport {
  readonly job: string;
  readonly id: string;
  readonly retry: number;
  readonly seconds: number;
  readonly outcome: Outcome | 'failed';
  readonly error?: unknown;
}

interface RunnerOptions {
  readonly concurrency: number;
  readonly onRun: (report: RunReport) => void;
  /** Told what goes wrong between runs, in polling or supervising the queues. */
  readonly onError: (error: unknown) => void;
}

const POLL_SECONDS = 0.5;

/** Takes jobs off the queues and runs them. */
export class JobRunner {
  private readonly boss: PgBoss;

  constructor(
    private readonly database: Database,
    private readonly options: RunnerOptions,
  ) {
    this.boss = bossOn(database, true, options.onError);
  }

  /** Starts working on every definition. Throws when the database's queues are not exactly these. */
  async start<D extends Record<string, JobDefinition<string, never>>>(jobs: D, handlers: Handlers<D>): Promise<void> {
    await this.boss.start();
    await this.assertQueues(Object.values(jobs).map((job) => job.name));
    for (const key of Object.keys(jobs) as (keyof D & string)[]) {
      await this.work(jobs[key] as JobDefinition<string, object>, handlers[key] as Handler<object>);
    }
  }

  /** Takes no new job, asks running ones to stop, and waits for them. */
  async stop(): Promise<void> {
    await this.boss.stop({ graceful: true, timeout: 25_000 });
  }

  private async work(job: JobDefinition<string, object>, handler: Handler<object>): Promise<void> {
    const { concurrency } = this.options;
    const options = { pollingIntervalSeconds: POLL_SECONDS, localConcurrency: concurrency, batchSize: 1 };
    await this.boss.work<object, { outcome: Outcome }>(job.name, options, async ([one]) => {
      if (!one) return { outcome: 'skipped' };
      const began = Date.now();
      const report = (outcome: RunReport['outcome'], error?: unknown): void =>
        this.options.onRun({
          job: job.name,
          id: one.id,
          retry: one.retryCount,
          seconds: (Date.now() - began) / 1000,
          outcome,
          error,
        });
      try {
        const fence = await Fence.take(this.database, `${job.name}:${job.subject(one.data)}`);
        const outcome = await handler(one.data, { id: one.id, retry: one.retryCount, signal: one.signal, fence });
        report(outcome);
        return { outcome };
      } catch (error) {
        report('failed', error);
        throw error;
      }
    });
  }

  private async assertQueues(wanted: readonly string[]): Promise<void> {
    const found = (await this.boss.getQueues()).map((queue) => queue.name).filter((name) => name !== DEAD_LETTERS);
    const missing = wanted.filter((name) => !found.includes(name));
    const unknown = found.filter((name) => !wanted.includes(name) && !name.startsWith('__'));
    if (missing.length > 0) throw new Error(`no queue for ${missing.join(', ')}: run "npm run ops -- migrate"`);
    if (unknown.length > 0) throw new Error(`nobody handles the jobs of ${unknown.join(', ')}`);
  }
}

export const DEAD_LETTERS = 'dead-letters';
