import { mustBeAble, type Person } from '@app/access';
import { Database } from '@app/database';
import { AppError, nothingThere } from '@app/kernel';
import { Ledger } from '@app/ledger';
import { Inject, Injectable } from '@nestjs/common';
import * as rows from './data/asks.repository';
import type { AskEnd } from './domain';

/** In one round; the next takes the rest. */
const AT_ONCE = 100;
const LISTED = 500;

/** What readers of the public site ask for, as tasks of the records access officer. */
@Injectable()
export class AsksService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Ledger) private readonly ledger: Ledger,
  ) {}

  /** Makes a task of everything that has come in; the log keeps that it came, and not who asked or in which words. */
  async takeIn(): Promise<number> {
    return this.database.inTransaction(async (tx) => {
      const fresh = await rows.notTakenIn(tx, AT_ONCE);
      for (const { receipt, releaseId } of fresh) {
        const object = { type: 'public-ask', id: receipt };
        const act = { actor: 'intake', roles: ['intake'], action: 'receive-ask', object, outcome: 'done' } as const;
        const ledgerIndex = await this.ledger.append({ ...act, with: { release: releaseId } }, tx);
        const open = { state: 'open', outcome: null, endedBy: null, endedAt: null } as const;
        await rows.insertTask(tx, { receipt, receivedAt: tx.at, ...open, ledgerIndex });
      }
      return fresh.length;
    });
  }

  async list(by: Person): Promise<rows.ListedAsk[]> {
    mustBeAble(by, 'read', 'Ask', {});
    return this.database.read((tx) => rows.listedAsks(tx, LISTED));
  }

  /** Answers it, or closes it and says why. Once. */
  async end(receipt: string, end: AskEnd, outcome: string, by: Person): Promise<void> {
    mustBeAble(by, 'edit', 'Ask', {});
    await this.database.inTransaction(async (tx) => {
      const task = await rows.taskToEnd(tx, receipt);
      if (!task) throw nothingThere();
      if (task.state !== 'open') throw new AppError('conflict', 'It has been answered or closed already.');
      const ledgerIndex = await this.ledger.append(
        {
          actor: by.id,
          roles: by.roles,
          action: 'end-ask',
          object: { type: 'public-ask', id: receipt },
          outcome: 'done',
          before: task.state,
          after: end,
          reason: outcome,
        },
        tx,
      );
      await rows.updateTask(tx, receipt, { state: end, outcome, endedBy: by.id, endedAt: tx.at, ledgerIndex });
    });
  }
}
