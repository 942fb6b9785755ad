import { mustBeAble, type Person } from '@app/access';
import { Database } from '@app/database';
import { AppError } from '@app/kernel';
import { Ledger } from '@app/ledger';
import { Inject, Injectable } from '@nestjs/common';
import { policiesOf } from './case-file';
import type { PolicySetting } from './data/determinations.entities';
import * as rows from './data/determinations.repository';
import { isPolicyKey, type Policies, policyFault } from './domain';

export interface PolicyDecision {
  readonly key: string;
  readonly value: unknown;
  readonly reason: string;
  /** The version of the answer that was read; a newer one is not overwritten unseen. */
  readonly replaces?: number;
}

/** Questions of law and policy, as answered. An answer is added, never changed; signed determinations keep theirs. */
@Injectable()
export class PoliciesService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Ledger) private readonly ledger: Ledger,
  ) {}

  async inForce(by: Person): Promise<{ policies: Policies; policyVersion: number; history: rows.PolicyAnswer[] }> {
    mustBeAble(by, 'read', 'Policy', {});
    return this.database.read(async (tx) => ({ ...(await policiesOf(tx)), history: await rows.policySettings(tx) }));
  }

  /** Approved by whoever puts it in force: they have just written it, so they have seen it. */
  async decide(decision: PolicyDecision, by: Person): Promise<void> {
    mustBeAble(by, 'edit', 'Policy', {});
    await this.record(decision, { actor: by.id, roles: by.roles }, { approver: by.id, approvedBy: null });
  }

  /** As the operator at the machine, for the demonstration; `approvedBy` says in words for whom. */
  async decideAsOperator({ approvedBy, ...decision }: PolicyDecision & { approvedBy: string }): Promise<void> {
    await this.record(decision, { actor: 'ops', roles: ['ops'] }, { approver: null, approvedBy });
  }

  private async record(
    { key, value, reason, replaces }: PolicyDecision,
    who: { actor: string; roles: readonly string[] },
    approval: Pick<PolicySetting, 'approver' | 'approvedBy'>,
  ): Promise<void> {
    if (!isPolicyKey(key)) throw new AppError('invalid-input', `There is no policy ${JSON.stringify(key)}.`);
    const fault = policyFault(key, value);
    if (fault !== null)
      throw new AppError('invalid-input', `The answer to ${key} is of another kind.`, {
        fields: [{ field: 'value', says: fault }],
      });
    await this.database.inTransaction(async (tx) => {
      const ledgerIndex = await this.ledger.append(
        {
          ...who,
          action: 'decide-policy',
          object: { type: 'policy', id: key },
          outcome: 'done',
          reason,
          with: { value, ...(approval.approvedBy !== null && { approvedBy: approval.approvedBy }) },
        },
        tx,
      );
      // After the append: whoever else answers waits for this transaction, and sees what it has left.
      if (replaces !== undefined && (await rows.newestPolicy(tx, key)) !== replaces)
        throw new AppError('stale', 'Somebody answered it since you read it. Look again, then answer.');
      await rows.insertPolicy(tx, { key, value, ...approval, reason, effectiveAt: tx.at, ledgerIndex });
    });
  }
}
