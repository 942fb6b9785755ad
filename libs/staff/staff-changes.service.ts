import { randomUUID } from 'node:crypto';
import { mustBeAble, type Person, type Role } from '@app/access';
import { Database, isViolationOf, type Transaction } from '@app/database';
import { AppError, brand, must, nothingThere, type Reason, type StaffId } from '@app/kernel';
import { Ledger } from '@app/ledger';
import { Inject, Injectable } from '@nestjs/common';
import type { Passkey } from './data/passkeys.entities';
import type { Staff, StaffChange, StaffRole } from './data/staff.entities';
import { heldPasskeys, removePasskeys } from './data/passkeys.repository';
import * as rows from './data/staff.repository';
import {
  type AccountState,
  accountState,
  ENROLMENT_HOURS,
  isLocked,
  STAFF_CHANGES,
  type StaffChangeFacts,
  type StaffChangeKind,
  type StaffDecision,
  type StaffStep,
  whyNot,
} from './domain';
import { newAccount, newRole, normal } from './new-rows';
import { codeSha256, hashThatNobodyKnows, newCode } from './passwords';

/** An account as those see it who administer them. */
export interface Account {
  readonly id: StaffId;
  readonly userName: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly state: AccountState;
  readonly isLocked: boolean;
  /** How many passkeys the person has. */
  readonly passkeys: number;
  readonly lastSignedInAt: Date | null;
  readonly enrolmentUntil: Date | null;
}

export interface Proposal {
  readonly kind: StaffChangeKind;
  /** Whom it is about; nobody yet, of an account to be opened. */
  readonly staffId: StaffId | null;
  readonly userName: string | null;
  readonly displayName: string | null;
  readonly roles: readonly Role[];
  readonly reason: string;
}

/** A code to enrol with. It is in this answer and nowhere else. */
export interface Enrolment {
  readonly userName: string;
  readonly code: string;
  readonly until: Date;
}

interface Decided {
  readonly reason: string;
  readonly request: string | null;
}

interface Refused {
  readonly refused: readonly Reason[];
}

/** Accounts and roles: one person proposes, another approves, and nothing takes effect before. */
@Injectable()
export class StaffChangesService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Ledger) private readonly ledger: Ledger,
  ) {}

  async accounts(by: Person): Promise<Account[]> {
    mustBeAble(by, 'read', 'Account', {});
    return this.database.read(async (tx) => {
      const { everyone, held, passkeys } = await rosterOf(tx);
      return everyone.map((staff) => ({
        id: staff.id,
        userName: staff.userName,
        name: staff.displayName,
        roles: rolesOf(staff.id, held),
        state: accountState(staff),
        isLocked: isLocked(staff, tx.at),
        passkeys: passkeysOf(staff.id, passkeys),
        lastSignedInAt: staff.lastSignedInAt,
        enrolmentUntil: staff.enrolmentUntil,
      }));
    });
  }

  /** Everything that was proposed, the newest first; with why this person may not approve what is undecided. */
  async changes(by: Person): Promise<{ change: StaffChange; whyNotApprove: readonly Reason[] }[]> {
    mustBeAble(by, 'read', 'Account', {});
    return this.database.read(async (tx) => {
      const roster = await rosterOf(tx);
      return (await rows.changes(tx)).map((change) => ({
        change,
        whyNotApprove: change.decision === null ? whyNot('approve', factsOf(change, by.id, roster)) : [],
      }));
    });
  }

  /** Throws `move-refused` with every reason why it could not take effect anyway. */
  async propose(proposal: Proposal, by: Person, request: string | null): Promise<StaffChange> {
    mustBeAble(by, 'create', 'Account', {});
    const result = await this.database.inTransaction(async (tx): Promise<StaffChange | Refused> => {
      await rows.lockForChange(tx);
      const change: StaffChange = {
        id: randomUUID(),
        ...proposal,
        staffId: proposal.staffId ?? brand<StaffId>(randomUUID()),
        userName: proposal.userName && normal(proposal.userName),
        roles: [...new Set(proposal.roles)].sort(),
        proposedBy: by.id,
        proposedAt: tx.at,
        decision: null,
        decidedBy: null,
        decidedAt: null,
        decisionReason: null,
        ledgerIndex: 0,
      };
      const because = whyNot('propose', factsOf(change, by.id, await rosterOf(tx)));
      const act = { reason: proposal.reason, request };
      if (because.length > 0) return this.refuse(tx, { change, by, step: 'propose', because, ...act });
      const ledgerIndex = await this.log(tx, { change, by, step: 'propose', ...act });
      await rows.insertChange(tx, { ...change, ledgerIndex });
      return { ...change, ledgerIndex };
    });
    return granted(result);
  }

  /** Approves a change and makes it, in one transaction. Answers with the code where somebody has to choose a password. */
  async approve(id: string, by: Person, decided: Decided): Promise<Enrolment | null> {
    mustBeAble(by, 'edit', 'Account', {});
    const code = newCode();
    const passwordHash = await hashThatNobodyKnows();
    try {
      const result = await this.database.inTransaction(async (tx) => {
        const until = new Date(tx.at.getTime() + ENROLMENT_HOURS * 3_600_000);
        const decision = await this.decide(tx, id, by, { step: 'approve', decision: 'approved', ...decided });
        if ('refused' in decision) return decision;
        const enrolment = { passwordHash, sha256: codeSha256(code), until };
        const enrols = await this.make(tx, decision, enrolment);
        return enrols === null ? null : { userName: enrols, code, until };
      });
      return result === null ? null : granted(result);
    } catch (error) {
      if (isViolationOf(error, 'staff_user_name_key')) throw new AppError('conflict', 'That user name is taken.');
      throw error;
    }
  }

  async refuseChange(id: string, by: Person, decided: Decided): Promise<void> {
    mustBeAble(by, 'edit', 'Account', {});
    const refusal = { step: 'refuse', decision: 'refused', ...decided } as const;
    granted(await this.database.inTransaction((tx) => this.decide(tx, id, by, refusal)));
  }

  /** The proposer takes a proposal back. */
  async withdraw(id: string, by: Person, decided: Decided): Promise<void> {
    mustBeAble(by, 'create', 'Account', {});
    const withdrawal = { step: 'withdraw', decision: 'withdrawn', ...decided } as const;
    granted(await this.database.inTransaction((tx) => this.decide(tx, id, by, withdrawal)));
  }

  private async decide(
    tx: Transaction,
    id: string,
    by: Person,
    { step, decision, reason, request }: Decided & { step: StaffStep; decision: StaffDecision },
  ): Promise<StaffChange | Refused> {
    await rows.lockForChange(tx);
    const change = await rows.changeById(tx, id);
    if (!change) throw nothingThere();
    const because = whyNot(step, factsOf(change, by.id, await rosterOf(tx)));
    if (because.length > 0) return this.refuse(tx, { change, by, step, because, reason, request });
    const ledgerIndex = await this.log(tx, { change, by, step, reason, request });
    const decided = { decision, decidedBy: by.id, decidedAt: tx.at, decisionReason: reason, ledgerIndex };
    await rows.decideChange(tx, id, decided);
    return { ...change, ...decided };
  }

  /** What was approved takes effect. Returns the user name where the person has to enrol, else null. */
  private async make(
    tx: Transaction,
    change: StaffChange,
    { passwordHash, sha256, until }: { passwordHash: string; sha256: string; until: Date },
  ): Promise<string | null> {
    const { kind, staffId, roles, ledgerIndex } = change;
    const by = must(change.decidedBy, 'who approved it');
    if (STAFF_CHANGES[kind].endsSessions) await rows.endSessions(tx, staffId);
    if (kind === 'remove-passkeys') await removePasskeys(tx, { staffId }, { removedBy: by, ledgerIndex });
    if (kind === 'suspend' || kind === 'reinstate')
      await rows.updateStaff(tx, staffId, { disabledAt: kind === 'suspend' ? tx.at : null });
    if (kind === 'open-account') {
      const { userName, displayName } = must(named(change), 'the name of the account');
      await rows.insertStaff(
        tx,
        newAccount({ id: staffId, userName, displayName, passwordHash, enrolment: { sha256, until } }, tx),
      );
    }
    if (kind === 'renew-enrolment')
      await rows.updateStaff(tx, staffId, { passwordHash, enrolmentSha256: sha256, enrolmentUntil: until });
    for (const role of roles)
      await (kind === 'revoke-roles'
        ? rows.endRole(tx, staffId, role, { revokedBy: by, revokedAt: tx.at, ledgerIndex })
        : rows.insertRole(tx, newRole({ staffId, role, grantedBy: by, ledgerIndex }, tx)));
    if (kind !== 'open-account' && kind !== 'renew-enrolment') return null;
    return change.userName ?? must(await rows.byId(tx, staffId), 'the account').userName;
  }

  private async refuse(tx: Transaction, act: LoggedStep & { readonly because: readonly Reason[] }): Promise<Refused> {
    await this.log(
      tx,
      act,
      act.because.map(({ code }) => code),
    );
    return { refused: act.because };
  }

  private log(tx: Transaction, { change, by, step, reason, request }: LoggedStep, codes?: readonly string[]) {
    const { id, kind, staffId, roles, proposedBy } = change;
    return this.ledger.append(
      {
        actor: by.id,
        roles: by.roles,
        action: `${step}-staff-change`,
        object: { type: 'staff', id: staffId },
        outcome: codes ? 'refused' : 'done',
        reason,
        with: { change: id, kind, roles, proposedBy, ...(codes && { codes }) },
        request,
      },
      tx,
    );
  }
}

interface LoggedStep extends Decided {
  readonly change: StaffChange;
  readonly by: Person;
  readonly step: StaffStep;
}

const named = ({ userName, displayName }: StaffChange): Pick<Staff, 'userName' | 'displayName'> | null =>
  userName !== null && displayName !== null ? { userName, displayName } : null;

function granted<T extends object>(result: T | Refused): T {
  if ('refused' in result)
    throw new AppError('move-refused', 'This change cannot be made now. Each reason is named below.', {
      reasons: result.refused,
    });
  return result;
}

/** Everybody with an account, and every role and passkey that is held now. */
interface Roster {
  readonly everyone: readonly Staff[];
  readonly held: readonly StaffRole[];
  readonly passkeys: readonly Pick<Passkey, 'staffId'>[];
}

const rosterOf = async (tx: Transaction): Promise<Roster> => ({
  everyone: await rows.everyone(tx),
  held: await rows.allCurrentRoles(tx),
  passkeys: await heldPasskeys(tx),
});

const passkeysOf = (id: StaffId, held: Roster['passkeys']): number =>
  held.filter(({ staffId }) => staffId === id).length;

const rolesOf = (id: StaffId, held: readonly StaffRole[]): Role[] =>
  held.filter(({ staffId }) => staffId === id).map(({ role }) => role);

function factsOf(change: StaffChange, acting: StaffId, { everyone, held, passkeys }: Roster): StaffChangeFacts {
  const { kind, staffId, roles, proposedBy, decision, userName } = change;
  const account = everyone.find(({ id }) => id === staffId) ?? null;
  const canSignIn = new Set(everyone.filter((one) => accountState(one) === 'active').map(({ id }) => id));
  const othersWho = (role: Role): number =>
    held.filter((one) => one.role === role && one.staffId !== staffId && canSignIn.has(one.staffId)).length;
  return {
    ...{ kind, staffId, roles, proposedBy, decision, acting },
    account: account && {
      state: accountState(account),
      roles: rolesOf(staffId, held),
      passkeys: passkeysOf(staffId, passkeys),
    },
    userNameIsTaken: everyone.some((one) => one.userName === userName),
    othersWho: { solicitor: othersWho('solicitor'), administrator: othersWho('administrator') },
  };
}
