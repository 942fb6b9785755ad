import type { Person } from '@app/access';
import { mustBeAble } from '@app/access';
import { Database } from '@app/database';
import { type DeadLetterFilter, redrive } from '@app/jobs';
import { Ledger } from '@app/ledger';
import { Inject, Injectable } from '@nestjs/common';

/** Work that was given up, tried again by a person. */
@Injectable()
export class JobMonitor {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Ledger) private readonly ledger: Ledger,
  ) {}

  /** Puts it back on its queue, with its entry in the log; nothing, and no entry, where it has been put back already. */
  async tryAgain(which: DeadLetterFilter, by: Person, request: string | null): Promise<number> {
    mustBeAble(by, 'edit', 'Job', {});
    return this.database.inTransaction(async (tx) => {
      const putBack = await redrive(this.database, which, tx);
      if (putBack > 0)
        await this.ledger.append(
          {
            actor: by.id,
            roles: by.roles,
            action: 'retry-job',
            object: { type: 'job', id: which.job ?? which.ids?.[0] ?? '-' },
            outcome: 'done',
            with: { ...which, putBack },
            request,
          },
          tx,
        );
      return putBack;
    });
  }
}
