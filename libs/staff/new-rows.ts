import type { Role } from '@app/access';
import type { Transaction } from '@app/database';
import type { StaffId } from '@app/kernel';
import type { Staff, StaffRole } from './data/staff.entities';
import { NO_TRIES } from './domain';

/** Two spellings that look alike are one user name. */
export const normal = (userName: string): string => userName.normalize('NFKC').trim().toLowerCase();

/** The row of an account that nobody has used yet. */
export const newAccount = (
  of: Pick<Staff, 'id' | 'userName' | 'displayName' | 'passwordHash'> & {
    readonly enrolment: { readonly sha256: string; readonly until: Date } | null;
  },
  tx: Transaction,
): Staff => ({
  id: of.id,
  userName: normal(of.userName),
  displayName: of.displayName,
  passwordHash: of.passwordHash,
  disabledAt: null,
  ...NO_TRIES,
  createdAt: tx.at,
  lastSignedInAt: null,
  enrolmentSha256: of.enrolment?.sha256 ?? null,
  enrolmentUntil: of.enrolment?.until ?? null,
});

/** The row of a role from now on. */
export const newRole = (
  of: { readonly staffId: StaffId; readonly role: Role; readonly grantedBy: string; readonly ledgerIndex: number },
  tx: Transaction,
): Omit<StaffRole, 'id'> => ({ ...of, grantedAt: tx.at, revokedBy: null, revokedAt: null });
