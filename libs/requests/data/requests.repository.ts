import type { Transaction } from '@app/database';
import type { ClipId } from '@app/kernel';
import { In } from 'typeorm';
import { RecordsRequest, RecordsRequestClip } from './requests.entities';

export const requestById = (tx: Transaction, id: string): Promise<RecordsRequest | null> =>
  tx.manager.findOneBy(RecordsRequest, { id });

export const everyRequest = (tx: Transaction): Promise<RecordsRequest[]> =>
  tx.manager.find(RecordsRequest, { order: { received: 'ASC', number: 'ASC' } });

export const insertRequest = (tx: Transaction, request: RecordsRequest): Promise<unknown> =>
  tx.manager.insert(RecordsRequest, request);

export const updateRequest = (tx: Transaction, id: string, change: Partial<RecordsRequest>): Promise<unknown> =>
  tx.manager.update(RecordsRequest, { id }, change);

export const linkClip = (tx: Transaction, requestId: string, clipId: ClipId): Promise<unknown> =>
  tx.manager.upsert(RecordsRequestClip, { requestId, clipId }, ['requestId', 'clipId']);

export async function requestsOf(tx: Transaction, clipId: ClipId): Promise<RecordsRequest[]> {
  const links = await tx.manager.findBy(RecordsRequestClip, { clipId });
  if (links.length === 0) return [];
  return tx.manager.find(RecordsRequest, {
    where: { id: In(links.map((link) => link.requestId)) },
    order: { received: 'ASC' },
  });
}
