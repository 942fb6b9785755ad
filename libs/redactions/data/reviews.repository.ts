import type { Transaction } from '@app/database';
import type { StaffId } from '@app/kernel';
import { QualityIssue, SeenDoubt, Watching, WatchingWaiver } from './reviews.entities';

export const watchingOf = (tx: Transaction, renderingId: string, staffId: StaffId): Promise<Watching | null> =>
  tx.manager.findOneBy(Watching, { renderingId, staffId });

export const watchings = (tx: Transaction, renderingId: string): Promise<Watching[]> =>
  tx.manager.find(Watching, { where: { renderingId }, order: { begunAt: 'ASC', staffId: 'ASC' } });

export const insertWatching = (tx: Transaction, watching: Watching): Promise<unknown> =>
  tx.manager.insert(Watching, watching);

export const updateWatching = (
  tx: Transaction,
  { renderingId, staffId }: Watching,
  change: Partial<Watching>,
): Promise<unknown> => tx.manager.update(Watching, { renderingId, staffId }, change);

export const waiverOf = (tx: Transaction, renderingId: string): Promise<WatchingWaiver | null> =>
  tx.manager.findOneBy(WatchingWaiver, { renderingId });

export const insertWaiver = (tx: Transaction, waiver: WatchingWaiver): Promise<unknown> =>
  tx.manager.insert(WatchingWaiver, waiver);

export const seenDoubtsOf = (tx: Transaction, renderingId: string): Promise<SeenDoubt[]> =>
  tx.manager.find(SeenDoubt, { where: { renderingId }, order: { doubt: 'ASC' } });

export const insertSeenDoubt = (tx: Transaction, seen: SeenDoubt): Promise<unknown> =>
  tx.manager.insert(SeenDoubt, seen);

export const issuesOf = (tx: Transaction, determinationId: string): Promise<QualityIssue[]> =>
  tx.manager.find(QualityIssue, { where: { determinationId }, order: { frame: 'ASC', openedAt: 'ASC', id: 'ASC' } });

export const lockIssue = (tx: Transaction, id: string): Promise<QualityIssue | null> =>
  tx.manager.findOne(QualityIssue, { where: { id }, lock: { mode: 'pessimistic_write' } });

export const insertIssue = (tx: Transaction, issue: QualityIssue): Promise<unknown> =>
  tx.manager.insert(QualityIssue, issue);

export const updateIssue = (tx: Transaction, id: string, change: Partial<QualityIssue>): Promise<unknown> =>
  tx.manager.update(QualityIssue, { id }, change);
