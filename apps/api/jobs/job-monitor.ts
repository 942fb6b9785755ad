import { mustBeAble, type Person } from '@app/access';
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

  async tryAgain(which: DeadLetterFilter, by: Person, request: string | null): Promise<number> {
    mustBeAble(by, 'edit', 'Job', {});
    return this.putBack(which, { actor: by.id, roles: by.roles, request });
  }

  /** As the operator at the machine. */
  tryAgainAsOperator(which: DeadLetterFilter): Promise<number> {
    return this.putBack(which, { actor: 'ops', roles: ['ops'], request: null });
  }

  /** Puts it back on its queue, with its entry in the log; nothing, and no entry, where it has been put back already. */
  private putBack(
    which: DeadLetterFilter,
    who: { actor: string; roles: readonly string[]; request: string | null },
  ): Promise<number> {
    return redrive(this.database, which, async (putBack, tx) => {
      if (putBack === 0) return;
      await this.ledger.append(
        {
          ...who,
          action: 'retry-job',
          object: { type: 'job', id: which.job ?? which.ids?.[0] ?? 'all' },
          outcome: 'done',
          with: { ...which, putBack },
        },
        tx,
      );
    });
  }
}
