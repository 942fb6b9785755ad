import type { Transaction } from '@app/database';
import type { StaffId } from '@app/kernel';
import { Ledger } from '@app/ledger';
import { Inject, Injectable } from '@nestjs/common';
import type { Staff } from './data/staff.entities';
import * as rows from './data/staff.repository';
import { afterFailure, isLocked, NO_TRIES } from './domain';

/** Why somebody did not get in, for the ledger alone: the answer does not tell one from the other. */
export type Fault =
  | 'locked-out'
  | 'suspended'
  | 'wrong-password'
  | 'passkey-required'
  | 'unknown-passkey'
  | 'stale-challenge'
  | 'wrong-passkey'
  | 'counter-went-back';

export interface Attempt {
  readonly action: 'sign-in' | 'step-up';
  readonly request: string | null;
  /** Credential with which it was tried. */
  readonly passkey?: string;
}

/** Tries to prove who one is: whatever with, they are counted together and each is in the ledger. */
@Injectable()
export class Attempts {
  constructor(@Inject(Ledger) private readonly ledger: Ledger) {}

  /** Judges one try under the account's lock, counts it and records it. */
  async record(
    tx: Transaction,
    id: StaffId,
    attempt: Attempt,
    judge: (current: Staff) => Promise<Fault | null>,
  ): Promise<{ readonly fault: Fault | null; readonly ledgerIndex: number }> {
    const current = await rows.lockById(tx, id);
    const locked = !current || isLocked(current, tx.at);
    const fault = locked ? 'locked-out' : current.disabledAt ? 'suspended' : await judge(current);
    // A right password that lacks the passkey was no guess; nor does it open anything.
    if (!locked && fault !== 'passkey-required')
      await rows.recordTries(tx, id, {
        ...(fault === null ? NO_TRIES : afterFailure(current, tx.at)),
        ...(fault === null && attempt.action === 'sign-in' && { lastSignedInAt: tx.at }),
      });
    return { fault, ledgerIndex: await this.log(tx, id, attempt, fault) };
  }

  private async log(
    tx: Transaction,
    id: StaffId,
    { action, request, passkey }: Attempt,
    fault: Fault | null,
  ): Promise<number> {
    const roles = await rows.currentRoles(tx, id);
    const outcome = fault === null ? 'done' : 'refused';
    const facts = { ...(passkey && { passkey }), ...(fault && { codes: [fault] }) };
    return this.ledger.append(
      { actor: id, roles, action, object: { type: 'staff', id }, outcome, with: facts, request },
      tx,
    );
  }
}
