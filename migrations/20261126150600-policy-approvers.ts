import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An answer is approved by the account that put it in force; words stand only where an operator at the machine did. */
const APPROVERS = `
  ALTER TABLE policy_setting ADD COLUMN approver uuid REFERENCES staff;
  ALTER TABLE policy_setting ALTER COLUMN approved_by DROP NOT NULL;
  ALTER TABLE policy_setting ADD CONSTRAINT policy_has_one_approver CHECK (num_nonnulls(approver, approved_by) = 1);
`;

/** Who approved an answer to a question of policy, as somebody the City knows. */
export class PolicyApprovers20261126150600 implements MigrationInterface {
  readonly name = 'PolicyApprovers20261126150600';

  async up(db: QueryRunner): Promise<void> {
    await db.query(APPROVERS);
  }

  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}
