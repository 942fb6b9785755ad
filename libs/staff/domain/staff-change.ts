/** What two people can do about an account. Reference: reliability T15, law § 14. */
interface ChangeDefinition {
  readonly title: string;
  /** What happens when it is approved. */
  readonly says: string;
  /** Whether it is about roles, which it then names. */
  readonly namesRoles: boolean;
  /** Whether it signs the person out, wherever they are signed in. */
  readonly endsSessions: boolean;
}

export const STAFF_CHANGES = {
  'open-account': {
    title: 'Open an account',
    says: 'Somebody new may sign in, with these roles, after choosing a password with a code that is shown once.',
    namesRoles: true,
    endsSessions: false,
  },
  'grant-roles': {
    title: 'Grant roles',
    says: 'The person holds these roles as well, from their next request on.',
    namesRoles: true,
    endsSessions: false,
  },
  'revoke-roles': {
    title: 'Revoke roles',
    says: 'The person holds these roles no more, and is signed out at once.',
    namesRoles: true,
    endsSessions: true,
  },
  suspend: {
    title: 'Suspend the account',
    says: 'The person is signed out at once and cannot sign in. Nothing that they did is changed.',
    namesRoles: false,
    endsSessions: true,
  },
  reinstate: {
    title: 'Reinstate the account',
    says: 'The person may sign in again, with the roles they held.',
    namesRoles: false,
    endsSessions: false,
  },
  'renew-enrolment': {
    title: 'Issue a new enrolment code',
    says: 'The old password is worth nothing from then on, and the person is signed out; they choose a new one with the code.',
    namesRoles: false,
    endsSessions: true,
  },
  'remove-passkeys': {
    title: 'Remove the passkeys',
    says: 'For somebody who has lost theirs. None of their passkeys is good from then on, and they are signed out; they sign in with the password, and add a new one.',
    namesRoles: false,
    endsSessions: true,
  },
} as const satisfies Record<string, ChangeDefinition>;

export type StaffChangeKind = keyof typeof STAFF_CHANGES;
export type StaffDecision = 'approved' | 'refused' | 'withdrawn';

export const isStaffChangeKind = (text: unknown): text is StaffChangeKind =>
  typeof text === 'string' && Object.hasOwn(STAFF_CHANGES, text);

/** Hours for which an enrolment code is good: a new colleague begins on one of the next days. */
export const ENROLMENT_HOURS = 72;

/** OWASP ASVS 6.2.1 asks for eight; staff sign with theirs. */
export const LEAST_PASSWORD = 12;

export type AccountState = 'active' | 'not-enrolled' | 'suspended';

/** What an account is, from what is kept of it. */
export const accountState = (of: {
  readonly disabledAt: Date | null;
  readonly enrolmentSha256: string | null;
}): AccountState => (of.disabledAt ? 'suspended' : of.enrolmentSha256 ? 'not-enrolled' : 'active');
