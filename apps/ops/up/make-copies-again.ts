import { Clip, ClipFlag, Derivative, deriveClip, Original, Upload } from '@app/footage';
import { Jobs } from '@app/jobs';
import type { ClipId } from '@app/kernel';
import { Ledger, LedgerEntry } from '@app/ledger';
import { connected } from './with-database';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Forgets the staff copies of a clip and queues them anew, with what they were and the reason in the log; how many there
 * were, or null where no accepted clip has that number. The original is not touched.
 */
export async function makeCopiesAgain(owner: string, clipId: string, because: string): Promise<number | null> {
  if (!UUID.test(clipId)) return null;
  const id = clipId as ClipId;
  return connected(owner, [Clip, ClipFlag, Derivative, LedgerEntry, Original, Upload], async (database) => {
    const jobs = new Jobs(database);
    try {
      return await database.inTransaction(async (tx) => {
        if (!(await tx.manager.existsBy(Clip, { id, verdict: 'accepted' }))) return null;
        const copies = await tx.manager.findBy(Derivative, { clipId: id });
        await new Ledger().append(
          {
            ...{ actor: 'ops', roles: ['ops'], action: 'make-copies-again', outcome: 'done', reason: because },
            object: { type: 'clip', id },
            with: { copies: copies.map(({ kind, sha256 }) => ({ kind, sha256 })) },
          },
          tx,
        );
        await tx.manager.delete(Derivative, { clipId: id });
        await jobs.publish(deriveClip, { clipId: id }, tx);
        return copies.length;
      });
    } finally {
      await jobs.onApplicationShutdown();
    }
  });
}
