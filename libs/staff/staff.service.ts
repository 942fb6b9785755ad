import { randomUUID } from 'node:crypto';
import type { Person, Role } from '@app/access';
import { Database, isViolationOf, type Transaction } from '@app/database';
import { AppError, brand, type StaffId } from '@app/kernel';
import { Ledger } from '@app/ledger';
import { Inject, Injectable } from '@nestjs/common';
import { type Attempt, Attempts } from './attempts';
import { holdsPasskey } from './data/passkeys.repository';
import * as rows from './data/staff.repository';
import { afterFailure, isLocked, NO_TRIES } from './domain';
import { newAccount, newRole, normal } from './new-rows';
import { codeSha256, hashOf, isPassword } from './passwords';

export interface NewStaff {
  readonly userName: string;
  readonly displayName: string;
  readonly password: string;
  readonly roles: readonly Role[];
}

/** The same words whether the name is unknown, the password wrong or the account locked: nobody learns which names exist. */
const wrong = (): AppError =>
  new AppError(
    'wrong-password',
    'Check the user name and the password, and try again. After five wrong tries in a quarter of an hour an account stays locked for a quarter of an hour.',
  );

/** The same words whether the name is unknown, the code wrong, used or too old. */
const wrongCode = (): AppError =>
  new AppError(
    'wrong-password',
    'Check the user name and the code, and try again. A code is good once and for three days; if it is older, ask an administrator for a new one.',
  );

@Injectable()
export class StaffService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(Attempts) private readonly attempts: Attempts,
  ) {}

  /**
   * Signs in with a local account. Throws `wrong-password`, which counts and is logged; or, when the password is right and
   * the account has a passkey, `passkey-required`: a password that somebody has fished for opens nothing.
   */
  async signIn(userName: string, password: string, request: string | null): Promise<Person> {
    const staff = await this.database.read((tx) => rows.byUserName(tx, normal(userName)));
    const id = await this.check(staff?.id ?? null, password, { action: 'sign-in', request });
    const person = await this.person(id);
    if (!person) throw wrong();
    return person;
  }

  /** Asks for the password again, for one act. Seam for OIDC: a later provider proves the same in its own way. */
  async proveAgain(person: Person, password: string, request: string | null): Promise<void> {
    await this.check(person.id, password, { action: 'step-up', request });
  }

  /** Who that is now: the roles held at this moment. Null when the account is disabled or gone. */
  async person(id: StaffId): Promise<Person | null> {
    return this.database.read(async (tx) => {
      const staff = await rows.byId(tx, id);
      if (!staff || staff.disabledAt) return null;
      return { id: staff.id, name: staff.displayName, roles: await rows.currentRoles(tx, id) };
    });
  }

  /** Everyone with an account, for choosing whom to assign. */
  async everyone(): Promise<Person[]> {
    return this.database.read(async (tx) => {
      const roles = await rows.allCurrentRoles(tx);
      return (await rows.everyone(tx))
        .filter((staff) => !staff.disabledAt)
        .map(({ id, displayName }) => ({
          id,
          name: displayName,
          roles: roles.filter((r) => r.staffId === id).map((r) => r.role),
        }));
    });
  }

  /** The name behind every id that there ever was: a record names people who have left, too. */
  async names(): Promise<ReadonlyMap<string, string>> {
    const staff = await this.database.read((tx) => rows.everyone(tx));
    return new Map(staff.map(({ id, displayName }) => [id, displayName]));
  }

  /**
   * Makes an account with its first roles, as the operator at the machine: an installation begins without two people
   * who could. Throws `conflict` when the user name is taken.
   */
  async create(staff: NewStaff): Promise<StaffId> {
    const passwordHash = await hashOf(staff.password);
    const id = brand<StaffId>(randomUUID());
    try {
      await this.database.inTransaction(async (tx) => {
        await rows.insertStaff(tx, newAccount({ ...staff, id, passwordHash, enrolment: null }, tx));
        for (const role of staff.roles) await this.grantAsOperator(tx, id, role);
      });
    } catch (error) {
      if (isViolationOf(error, 'staff_user_name_key')) throw new AppError('conflict', 'That user name is taken.');
      throw error;
    }
    return id;
  }

  /**
   * Gives an account its first password, or a new one, for the code that was issued with two people's approval. Throws
   * `wrong-password` for any code that is not good now; that counts as a wrong password does.
   */
  async enrol(userName: string, code: string, password: string, request: string | null): Promise<void> {
    const passwordHash = await hashOf(password);
    const staff = await this.database.read((tx) => rows.byUserName(tx, normal(userName)));
    if (!staff) throw wrongCode();
    const accepted = await this.database.inTransaction(async (tx) => {
      const current = await rows.lockById(tx, staff.id);
      if (!current) return false;
      const locked = isLocked(current, tx.at);
      const isGood =
        !locked &&
        !current.disabledAt &&
        current.enrolmentSha256 === codeSha256(code) &&
        current.enrolmentUntil !== null &&
        current.enrolmentUntil > tx.at;
      await this.logEnrolment(tx, current.id, isGood, request);
      if (!locked) await rows.recordTries(tx, current.id, isGood ? NO_TRIES : afterFailure(current, tx.at));
      if (isGood) await rows.updateStaff(tx, current.id, { passwordHash, enrolmentSha256: null, enrolmentUntil: null });
      return isGood;
    });
    if (!accepted) throw wrongCode();
  }

  private async logEnrolment(tx: Transaction, id: StaffId, isGood: boolean, request: string | null): Promise<void> {
    const roles = await rows.currentRoles(tx, id);
    const outcome = isGood ? 'done' : 'refused';
    await this.ledger.append(
      { actor: id, roles, action: 'enrol', object: { type: 'staff', id }, outcome, request },
      tx,
    );
  }

  private async grantAsOperator(tx: Transaction, staffId: StaffId, role: Role): Promise<void> {
    const ledgerIndex = await this.ledger.append(
      {
        actor: 'ops',
        roles: [],
        action: 'grant-role',
        object: { type: 'staff', id: staffId },
        outcome: 'done',
        with: { role },
      },
      tx,
    );
    await rows.insertRole(tx, newRole({ staffId, role, grantedBy: 'ops', ledgerIndex }, tx));
  }

  /** Compares the password with argon2 outside any transaction, then records the try in one. */
  private async check(id: StaffId | null, password: string, attempt: Attempt): Promise<StaffId> {
    const staff = id && (await this.database.read((tx) => rows.byId(tx, id)));
    const right = await isPassword(staff ? staff.passwordHash : null, password);
    if (!staff) throw wrong();
    const { fault } = await this.database.inTransaction((tx) =>
      this.attempts.record(tx, staff.id, attempt, async (current) => {
        // The password is right only while it is the account's: a new code may have been issued in the meantime.
        if (!right || current.passwordHash !== staff.passwordHash) return 'wrong-password';
        return (await holdsPasskey(tx, staff.id)) ? 'passkey-required' : null;
      }),
    );
    if (fault === null) return staff.id;
    if (fault === 'passkey-required')
      throw new AppError('passkey-required', 'Your password is right. Go on with your passkey.');
    if (fault === 'locked-out' && attempt.action === 'step-up')
      throw new AppError('locked-out', 'Wait a quarter of an hour, then sign again.');
    throw wrong();
  }
}
