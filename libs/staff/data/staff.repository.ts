import type { Role } from '@app/access';
import type { Transaction } from '@app/database';
import type { StaffId } from '@app/kernel';
import { IsNull } from 'typeorm';
import type { Tries } from '../domain';
import { SavedFilter, Staff, StaffChange, StaffRole } from './staff.entities';

/** Changes of accounts wait for each other here: each is held against what the one before has left. */
const CHANGE_LOCK = 7_266_005;

export const lockForChange = (tx: Transaction): Promise<unknown> =>
  tx.sql('SELECT pg_advisory_xact_lock($1)', [CHANGE_LOCK]);

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
  tries: Tries & Partial<Pick<Staff, 'lastSignedInAt'>>,
): Promise<unknown> => tx.manager.update(Staff, { id }, tries);

export const updateStaff = (
  tx: Transaction,
  id: StaffId,
  change: Partial<Pick<Staff, 'disabledAt' | 'passwordHash' | 'enrolmentSha256' | 'enrolmentUntil'>>,
): Promise<unknown> => tx.manager.update(Staff, { id }, change);

/** Signs somebody out wherever they are signed in: the rows are the sessions. */
export const endSessions = (tx: Transaction, id: StaffId): Promise<unknown> =>
  tx.sql(`DELETE FROM session WHERE sess->>'staffId' = $1`, [id]);

/** The same, but for the session at hand. */
export const endOtherSessions = (tx: Transaction, id: StaffId, but: string): Promise<unknown> =>
  tx.sql(`DELETE FROM session WHERE sess->>'staffId' = $1 AND sid <> $2`, [id, but]);

export const insertChange = (tx: Transaction, change: StaffChange): Promise<unknown> =>
  tx.manager.insert(StaffChange, change);

export const changeById = (tx: Transaction, id: string): Promise<StaffChange | null> =>
  tx.manager.findOneBy(StaffChange, { id });

/** The newest first; what is undecided is among them whatever its age. */
export const changes = (tx: Transaction): Promise<StaffChange[]> =>
  tx.manager.find(StaffChange, { order: { proposedAt: 'DESC' } });

export const decideChange = (
  tx: Transaction,
  id: string,
  decision: Pick<StaffChange, 'decision' | 'decidedBy' | 'decidedAt' | 'decisionReason' | 'ledgerIndex'>,
): Promise<unknown> => tx.manager.update(StaffChange, { id }, decision);

export const filtersOf = (tx: Transaction, staffId: StaffId): Promise<SavedFilter[]> =>
  tx.manager.find(SavedFilter, { where: { staffId }, order: { name: 'ASC' } });

/** Under a name that is there already, the newer one replaces the older. */
export const saveFilter = (tx: Transaction, filter: SavedFilter): Promise<unknown> =>
  tx.manager.upsert(SavedFilter, filter, ['staffId', 'name']);

export const deleteFilter = async (tx: Transaction, staffId: StaffId, id: string): Promise<number> =>
  (await tx.manager.delete(SavedFilter, { id, staffId })).affected ?? 0;
