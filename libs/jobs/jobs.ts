import { Database, type Transaction } from '@app/database';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { PgBoss } from 'pg-boss';
import { bossOn, within } from './connection';
import type { JobDefinition } from './define-job';

interface PublishOptions {
  /** Not before this time. */
  readonly at?: Date;
}

/** Asks for work, in the transaction that makes it necessary: if that rolls back, nothing was asked. */
@Injectable()
export class Jobs implements OnApplicationShutdown {
  private started: Promise<PgBoss> | null = null;

  constructor(@Inject(Database) private readonly database: Database) {}

  async publish<Name extends string, Payload extends object>(
    job: JobDefinition<Name, Payload>,
    payload: Payload,
    tx: Transaction,
    options: PublishOptions = {},
  ): Promise<void> {
    const boss = await this.boss();
    await boss.send(job.name, payload, { db: within(tx), ...(options.at && { startAfter: options.at }) });
  }

  async onApplicationShutdown(): Promise<void> {
    await (await this.started)?.stop({ graceful: false });
  }

  private async boss(): Promise<PgBoss> {
    this.started ??= bossOn(this.database, false, () => undefined).start();
    try {
      return await this.started;
    } catch (error) {
      this.started = null; // the next request tries again
      throw error;
    }
  }
}
