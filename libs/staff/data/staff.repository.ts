import type { Role } from '@app/access';
import type { Transaction } from '@app/database';
import type { StaffId } from '@app/kernel';
import { IsNull } from 'typeorm';
import { SavedFilter, Staff, StaffRole } from './staff.entities';

export const byUserName = (tx: Transaction, userName: string): Promise<Staff | null> =>
  tx.manager.findOneBy(Staff, { userName });

export const byId = (tx: Transaction, id: StaffId): Promise<Staff | null> => tx.manager.findOneBy(Staff, { id });

export const lockById = (tx: Transaction, id: StaffId): Promise<Staff | null> =>
  tx.manager.findOne(Staff, { where: { id }, lock: { mode: 'pessimistic_write' } });

export async function currentRoles(tx: Transaction, staffId: StaffId): Promise<Role[]> {
  const rows = await tx.manager.findBy(StaffRole, { staffId, revokedAt: IsNull() });
  return rows.map((row) => row.role).sort();
}

export const everyone = (tx: Transaction): Promise<Staff[]> =>
  tx.manager.find(Staff, { order: { displayName: 'ASC' } });

export const allCurrentRoles = (tx: Transaction): Promise<StaffRole[]> =>
  tx.manager.findBy(StaffRole, { revokedAt: IsNull() });

export const insertStaff = (tx: Transaction, staff: Staff): Promise<unknown> => tx.manager.insert(Staff, staff);

export const insertRole = (tx: Transaction, role: Omit<StaffRole, 'id'>): Promise<unknown> =>
  tx.manager.insert(StaffRole, role);

export const endRole = (
  tx: Transaction,
  staffId: StaffId,
  role: Role,
  end: { revokedBy: string; revokedAt: Date; ledgerIndex: number },
): Promise<unknown> => tx.manager.update(StaffRole, { staffId, role, revokedAt: IsNull() }, end);

export const recordTries = (
  tx: Transaction,
  id: StaffId,
  tries: Pick<Staff, 'failedTries' | 'firstFailedAt' | 'lockedUntil'>,
): Promise<unknown> => tx.manager.update(Staff, { id }, tries);

export const disable = (tx: Transaction, id: StaffId, disabledAt: Date): Promise<unknown> =>
  tx.manager.update(Staff, { id }, { disabledAt });

export const filtersOf = (tx: Transaction, staffId: StaffId): Promise<SavedFilter[]> =>
  tx.manager.find(SavedFilter, { where: { staffId }, order: { name: 'ASC' } });

/** Under a name that is there already, the newer one replaces the older. */
export const saveFilter = (tx: Transaction, filter: SavedFilter): Promise<unknown> =>
  tx.manager.upsert(SavedFilter, filter, ['staffId', 'name']);

export const deleteFilter = async (tx: Transaction, staffId: StaffId, id: string): Promise<number> =>
  (await tx.manager.delete(SavedFilter, { id, staffId })).affected ?? 0;
