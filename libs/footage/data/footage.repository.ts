import type { Transaction } from '@app/database';
import type { ClipId, StaffId } from '@app/kernel';
import { IsNull } from 'typeorm';
import type { Flag } from '../domain';
import { Clip, ClipFlag, Derivative, type DerivativeKind, Original, Upload } from './footage.entities';

export const clipById = (tx: Transaction, id: ClipId): Promise<Clip | null> => tx.manager.findOneBy(Clip, { id });

export const lockClip = (tx: Transaction, id: ClipId): Promise<Clip | null> =>
  tx.manager.findOne(Clip, { where: { id }, lock: { mode: 'pessimistic_write' } });

export const insertClip = (tx: Transaction, clip: Clip): Promise<unknown> => tx.manager.insert(Clip, clip);

export const updateClip = (tx: Transaction, id: ClipId, change: Partial<Clip>): Promise<unknown> =>
  tx.manager.update(Clip, { id }, change);

export const originalBy = (tx: Transaction, sha256: string): Promise<Original | null> =>
  tx.manager.findOneBy(Original, { sha256 });

export const clipsOf = (tx: Transaction, originalSha256: string): Promise<Clip[]> =>
  tx.manager.findBy(Clip, { originalSha256 });

export const insertOriginal = (tx: Transaction, original: Original): Promise<unknown> =>
  tx.manager.insert(Original, original);

export const uploadById = (tx: Transaction, id: string): Promise<Upload | null> => tx.manager.findOneBy(Upload, { id });

/** The upload by which a clip came. */
export const uploadOf = (tx: Transaction, clipId: ClipId): Promise<Upload | null> =>
  tx.manager.findOneBy(Upload, { clipId });

export const lockUpload = (tx: Transaction, id: string): Promise<Upload | null> =>
  tx.manager.findOne(Upload, { where: { id }, lock: { mode: 'pessimistic_write' } });

export const insertUpload = (tx: Transaction, upload: Upload): Promise<unknown> => tx.manager.insert(Upload, upload);

export const updateUpload = (tx: Transaction, id: string, change: Partial<Upload>): Promise<unknown> =>
  tx.manager.update(Upload, { id }, change);

export const derivativeOf = (tx: Transaction, clipId: ClipId, kind: DerivativeKind): Promise<Derivative | null> =>
  tx.manager.findOneBy(Derivative, { clipId, kind });

export const derivativesOf = (tx: Transaction, clipId: ClipId): Promise<Derivative[]> =>
  tx.manager.find(Derivative, { where: { clipId }, order: { kind: 'ASC' } });

export const insertDerivative = (tx: Transaction, derivative: Derivative): Promise<unknown> =>
  tx.manager.insert(Derivative, derivative);

export const flagsOf = (tx: Transaction, clipId: ClipId): Promise<ClipFlag[]> =>
  tx.manager.find(ClipFlag, { where: { clipId, clearedAt: IsNull() }, order: { raisedAt: 'ASC' } });

export const insertFlag = (tx: Transaction, flag: Omit<ClipFlag, 'id'>): Promise<unknown> =>
  tx.manager.insert(ClipFlag, flag);

export const clearFlag = (
  tx: Transaction,
  clipId: ClipId,
  flag: Flag,
  end: { clearedBy: StaffId; clearedAt: Date; ledgerIndex: number },
): Promise<unknown> => tx.manager.update(ClipFlag, { clipId, flag, clearedAt: IsNull() }, end);
