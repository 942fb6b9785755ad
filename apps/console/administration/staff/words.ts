import { isRole, ROLES } from '@app/access';
import type { Views } from '@app/api-client';
import { isStaffChangeKind, STAFF_CHANGES } from '@app/staff/domain';

export type Account = Views['AccountView'];
export type Change = Views['StaffChangeView'];

export const roleTitle = (role: string): string => (isRole(role) ? ROLES[role].title : role);

export const roleTitles = (roles: readonly string[]): string => roles.map(roleTitle).join(', ') || 'None';

/** What an account is, in words: never by colour alone. */
export function stateOf({ state, isLocked }: Account): string {
  const said = { active: 'Active', suspended: 'Suspended', 'not-enrolled': 'Waits for the first password' }[state];
  return isLocked ? `${said ?? state}, locked for a quarter of an hour` : (said ?? state);
}

/** Everybody by id. Somebody whom no account tells of is named by the id. */
export const nameIn =
  (accounts: readonly Account[]) =>
  (id: string | null): string =>
    accounts.find((one) => one.id === id)?.name ?? id ?? 'Nobody';

/** A change in one line: what, and whom it is about. */
export function changeInWords({ kind, displayName, userName, staffId }: Change, accounts: readonly Account[]): string {
  const title = isStaffChangeKind(kind) ? STAFF_CHANGES[kind].title : kind;
  const whom = displayName === null ? nameIn(accounts)(staffId) : `${displayName} (${userName ?? ''})`;
  return `${title}: ${whom}`;
}
