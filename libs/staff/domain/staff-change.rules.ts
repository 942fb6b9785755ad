import type { Reason, Rule } from '@app/kernel';
import type { AccountState, StaffChangeKind, StaffDecision } from './staff-change';

/** Roles of which somebody who can sign in must always be left: without them nobody could put a mistake right. */
export const NEVER_EMPTY = ['solicitor', 'administrator'] as const;

export interface StaffChangeFacts {
  readonly kind: StaffChangeKind;
  readonly roles: readonly string[];
  /** Whom it is about. */
  readonly staffId: string;
  readonly proposedBy: string;
  /** Who proposes or decides now. */
  readonly acting: string;
  readonly decision: StaffDecision | null;
  /** The account as it is now; null when there is none. */
  readonly account: {
    readonly state: AccountState;
    readonly roles: readonly string[];
    readonly passkeys: number;
  } | null;
  readonly userNameIsTaken: boolean;
  /** How many other people could sign in with that role. */
  readonly othersWho: Readonly<Record<(typeof NEVER_EMPTY)[number], number>>;
}

type StaffRule = Rule<StaffChangeFacts>;

/** Reference: reliability T15. */
const TWO_PEOPLE = 'City policy: two people for every account and every role';

export const anotherPersonDecides: StaffRule = {
  code: 'decided-by-proposer',
  says: 'Somebody else than the person who proposed it decides.',
  authority: TWO_PEOPLE,
  holds: ({ acting, proposedBy }) => acting !== proposedBy,
};

export const nobodyDecidesOnThemselves: StaffRule = {
  code: 'decides-on-self',
  says: 'Nobody decides on a change to their own account.',
  authority: TWO_PEOPLE,
  holds: ({ acting, staffId }) => acting !== staffId,
};

export const onlyTheProposerWithdraws: StaffRule = {
  code: 'withdrawn-by-another',
  says: 'A proposal is withdrawn by the person who made it; somebody else refuses it.',
  authority: TWO_PEOPLE,
  holds: ({ acting, proposedBy }) => acting === proposedBy,
};

export const itIsUndecided: StaffRule = {
  code: 'decided-already',
  says: 'It has not been approved, refused or withdrawn yet.',
  authority: TWO_PEOPLE,
  holds: ({ decision }) => decision === null,
};

export const theChangeFitsTheAccount: StaffRule = {
  code: 'does-not-fit',
  says: 'The account is as the change supposes: roles to grant are not held, roles to revoke are, an account is suspended before it is reinstated, and has a passkey to remove.',
  authority: TWO_PEOPLE,
  holds: ({ kind, roles, account }) => {
    if (kind === 'open-account') return account === null;
    if (account === null) return false;
    switch (kind) {
      case 'grant-roles':
        return account.state !== 'suspended' && roles.every((role) => !account.roles.includes(role));
      case 'revoke-roles':
        return roles.every((role) => account.roles.includes(role));
      case 'reinstate':
        return account.state === 'suspended';
      case 'remove-passkeys':
        return account.state !== 'suspended' && account.passkeys > 0;
      default:
        return account.state !== 'suspended';
    }
  },
};

export const theUserNameIsFree: StaffRule = {
  code: 'user-name-taken',
  says: 'Nobody else has that user name.',
  authority: TWO_PEOPLE,
  holds: ({ kind, userNameIsTaken }) => kind !== 'open-account' || !userNameIsTaken,
};

/** Whether that role is taken from this person: by name, or with everything else. */
const loses = (role: string, { kind, roles, account }: StaffChangeFacts): boolean =>
  (account?.roles.includes(role) ?? false) && (kind === 'suspend' || (kind === 'revoke-roles' && roles.includes(role)));

const remains = (role: (typeof NEVER_EMPTY)[number], says: string): StaffRule => ({
  code: `no-${role}-left`,
  says,
  authority: 'City policy: somebody must be able to decide, and to put a mistake right',
  holds: (facts) => !loses(role, facts) || facts.othersWho[role] > 0,
});

export const aSolicitorRemains = remains('solicitor', 'Somebody else who can sign in is City Solicitor or designee.');
export const anAdministratorRemains = remains('administrator', 'Somebody else who can sign in is administrator.');

const FITTING = [theChangeFitsTheAccount, theUserNameIsFree, aSolicitorRemains, anAdministratorRemains];
const DECIDING = [itIsUndecided, anotherPersonDecides, nobodyDecidesOnThemselves];

/** What must hold of each step. A change is held against the account twice: when proposed, and again when approved. */
export const STAFF_STEPS = {
  propose: FITTING,
  approve: [...DECIDING, ...FITTING],
  refuse: DECIDING,
  withdraw: [itIsUndecided, onlyTheProposerWithdraws],
} as const satisfies Record<string, readonly StaffRule[]>;

export type StaffStep = keyof typeof STAFF_STEPS;

/** Every rule that a step would break; none when it may be taken. */
export const whyNot = (step: StaffStep, facts: StaffChangeFacts): Reason[] =>
  STAFF_STEPS[step]
    .filter((rule) => !rule.holds(facts))
    .map(({ code, says, authority }) => ({ code, says, authority }));
