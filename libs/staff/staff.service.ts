import { randomUUID } from 'node:crypto';
import type { Person, Role } from '@app/access';
import { Database, isViolationOf, type Transaction } from '@app/database';
import { AppError, brand, type StaffId } from '@app/kernel';
import { Ledger } from '@app/ledger';
import { hash, verify } from '@node-rs/argon2';
import { Inject, Injectable } from '@nestjs/common';
import * as rows from './data/staff.repository';
import { afterFailure, isLocked, NO_TRIES } from './lock-out';

export interface NewStaff {
  readonly userName: string;
  readonly displayName: string;
  readonly password: string;
  readonly roles: readonly Role[];
}

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const LEAST_PASSWORD = 12;

/** A hash of nobody's password, so that an unknown user name takes as long as a wrong password. */
let nobody: Promise<string> | null = null;

/** The same words whether the name is unknown, the password wrong or the account locked: nobody learns which names exist. */
const wrong = (): AppError =>
  new AppError(
    'wrong-password',
    'Check the user name and the password, and try again. After five wrong tries in a quarter of an hour an account stays locked for a quarter of an hour.',
  );

@Injectable()
export class StaffService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Ledger) private readonly ledger: Ledger,
  ) {}

  /** Signs in with a local account. Throws `wrong-password` or `locked-out`; both count and are logged. */
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

  /** Makes an account with its first roles. Throws `conflict` when the user name is taken. */
  async create(staff: NewStaff, by: string): Promise<StaffId> {
    if (staff.password.length < LEAST_PASSWORD) {
      throw new AppError('invalid-input', 'The password is too short.', {
        fields: [{ field: 'password', says: `has at least ${LEAST_PASSWORD} characters` }],
      });
    }
    const passwordHash = await hash(staff.password, ARGON2ID);
    const id = brand<StaffId>(randomUUID());
    try {
      await this.database.inTransaction(async (tx) => {
        const { userName, displayName } = staff;
        await rows.insertStaff(tx, {
          id,
          userName: normal(userName),
          displayName,
          passwordHash,
          disabledAt: null,
          ...NO_TRIES,
          createdAt: tx.at,
        });
        for (const role of staff.roles) await this.grantIn(tx, id, role, by);
      });
    } catch (error) {
      if (isViolationOf(error, 'staff_user_name_key')) throw new AppError('conflict', 'That user name is taken.');
      throw error;
    }
    return id;
  }

  async revoke(id: StaffId, role: Role, by: string): Promise<void> {
    await this.database.inTransaction(async (tx) => {
      const ledgerIndex = await this.log(tx, id, by, 'revoke-role', { role });
      await rows.endRole(tx, id, role, { revokedBy: by, revokedAt: tx.at, ledgerIndex });
    });
  }

  async grant(id: StaffId, role: Role, by: string): Promise<void> {
    await this.database.inTransaction((tx) => this.grantIn(tx, id, role, by));
  }

  async disable(id: StaffId, by: string): Promise<void> {
    await this.database.inTransaction(async (tx) => {
      await this.log(tx, id, by, 'disable-account', {});
      await rows.disable(tx, id, tx.at);
    });
  }

  private async grantIn(tx: Transaction, staffId: StaffId, role: Role, grantedBy: string): Promise<void> {
    const ledgerIndex = await this.log(tx, staffId, grantedBy, 'grant-role', { role });
    await rows.insertRole(tx, {
      staffId,
      role,
      grantedBy,
      grantedAt: tx.at,
      revokedBy: null,
      revokedAt: null,
      ledgerIndex,
    });
  }

  /** Compares the password with argon2 outside any transaction, then records the try in one. */
  private async check(
    id: StaffId | null,
    password: string,
    context: { action: string; request: string | null },
  ): Promise<StaffId> {
    const staff = id && (await this.database.read((tx) => rows.byId(tx, id)));
    const right = await verify(staff ? staff.passwordHash : await hashOfNobody(), password);
    if (!staff) throw wrong();
    const refusal = await this.database.inTransaction(async (tx) => {
      const current = await rows.lockById(tx, staff.id);
      const locked = !current || isLocked(current, tx.at);
      const accepted = right && !locked && !current.disabledAt;
      if (current && !locked) await rows.recordTries(tx, staff.id, accepted ? NO_TRIES : afterFailure(current, tx.at));
      await this.ledger.append(
        {
          actor: staff.id,
          roles: await rows.currentRoles(tx, staff.id),
          action: context.action,
          object: { type: 'staff', id: staff.id },
          outcome: accepted ? 'done' : 'refused',
          request: context.request,
        },
        tx,
      );
      if (accepted) return null;
      return locked && context.action === 'step-up'
        ? new AppError('locked-out', 'Wait a quarter of an hour, then sign again.')
        : wrong();
    });
    if (refusal) throw refusal;
    return staff.id;
  }

  private log(
    tx: Transaction,
    id: StaffId,
    by: string,
    action: string,
    facts: Record<string, unknown>,
  ): Promise<number> {
    return this.ledger.append(
      { actor: by, roles: [], action, object: { type: 'staff', id }, outcome: 'done', with: facts },
      tx,
    );
  }
}

const normal = (userName: string): string => userName.normalize('NFKC').trim().toLowerCase();

const hashOfNobody = (): Promise<string> => (nobody ??= hash(randomUUID(), ARGON2ID));
