import type { Transaction } from '@app/database';
import type { ClipId } from '@app/kernel';
import type { NewAsk } from '../domain';
import { AskTask, type PublicAsk } from './asks.entities';

/** Put in as the portal’s role does it: it may name these columns, and read none of them. */
export const insertAsk = (tx: Transaction, ask: NewAsk): Promise<unknown> =>
  tx.sql(
    `INSERT INTO public_ask (receipt, release_id, version, span, kind, says, reply_to) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [ask.receipt, ask.releaseId, ask.version, ask.span, ask.kind, ask.says, ask.replyTo],
  );

/** What has been asked and is nobody’s task yet, oldest first. Two workers do not take the same. */
export const notTakenIn = (tx: Transaction, most: number): Promise<{ receipt: string; releaseId: string }[]> =>
  tx.sql(
    `SELECT receipt, release_id AS "releaseId" FROM public_ask ask
      WHERE NOT EXISTS (SELECT 1 FROM ask_task task WHERE task.receipt = ask.receipt)
      ORDER BY asked_at, receipt LIMIT $1`,
    [most],
  );

export const insertTask = (tx: Transaction, task: AskTask): Promise<unknown> => tx.manager.insert(AskTask, task);

/** Two who end the same wait for each other. */
export const taskToEnd = (tx: Transaction, receipt: string): Promise<AskTask | null> =>
  tx.manager.findOne(AskTask, { where: { receipt }, lock: { mode: 'pessimistic_write' } });

export const updateTask = (tx: Transaction, receipt: string, change: Partial<AskTask>): Promise<unknown> =>
  tx.manager.update(AskTask, { receipt }, change);

export type ListedAsk = PublicAsk & Pick<AskTask, 'state' | 'outcome' | 'endedAt'> & { readonly clipId: ClipId };

/** What is open first, then the newest; with the clip of which the release was made. */
export const listedAsks = (tx: Transaction, most: number): Promise<ListedAsk[]> =>
  tx.sql<ListedAsk>(
    `SELECT ask.receipt, ask.release_id AS "releaseId", ask.version, ask.span, ask.kind, ask.says,
            ask.reply_to AS "replyTo", ask.asked_at AS "askedAt", task.state, task.outcome, task.ended_at AS "endedAt",
            (SELECT clip_id FROM determination WHERE release_id = ask.release_id LIMIT 1) AS "clipId"
       FROM ask_task task JOIN public_ask ask USING (receipt)
      ORDER BY task.state = 'open' DESC, ask.asked_at DESC, ask.receipt LIMIT $1`,
    [most],
  );
