import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Role } from '@app/access';
import { Client } from 'pg';
import {
  anEntry,
  aSqlCase,
  aStaffMember,
  asOperator,
  insert,
  insertLogged,
  type Row,
  sha256,
  together,
  updateLogged,
} from '../../factories/sql-case';
import { freshDatabase, type FreshDatabase } from '../../support/fresh-database';
import { violationOf } from '../../support/violations';

/** The application's own role with plain SQL: what is left when every line of TypeScript is disabled. */
let database: FreshDatabase;
let app: Client;
let people: Record<'administrator' | 'solicitor' | 'colleague', string>;
beforeAll(async () => {
  database = await freshDatabase();
  app = new Client({ connectionString: database.app });
  await app.connect();
  people = {
    administrator: await aStaffMember(app, ['administrator']),
    solicitor: await aStaffMember(app, ['solicitor']),
    colleague: await aStaffMember(app, ['liaison', 'quality-reviewer']),
  };
});
afterAll(async () => {
  await app.end();
  await database.drop();
});

const NOW = '2026-11-25T12:00:00Z';

const aChange = (change: Row = {}): Row & { readonly id: string } => ({
  id: randomUUID(),
  kind: 'grant-roles',
  staff_id: people.colleague,
  roles: ['auditor'],
  reason: 'For a test of the database.',
  proposed_by: people.administrator,
  proposed_at: NOW,
  ...change,
});

async function proposed(change: Row = {}): Promise<string> {
  const row = aChange(change);
  await insertLogged(app, 'staff_change', row);
  return row.id;
}

const decision = (by: string, what = 'approved'): Row => ({
  decision: what,
  decided_by: by,
  decided_at: NOW,
  decision_reason: 'For a test of the database.',
});
const decide = (id: string, row: Row): Promise<string> => violationOf(updateLogged(app, 'staff_change', { id }, row));

const aRole = (change: Row = {}): Row => ({
  staff_id: people.colleague,
  role: 'auditor',
  granted_by: people.solicitor,
  granted_at: NOW,
  ...change,
});

/** Approves a change and does the rest of the work in the same transaction, with the entry that both name. */
const approving = (id: string, work: (entry: number) => Promise<unknown>): Promise<string> =>
  violationOf(
    together(app, async () => {
      const entry = await anEntry(app);
      await app.query(
        `UPDATE staff_change SET decision = 'approved', decided_by = $2, decided_at = $3, decision_reason = 'ok', ledger_index = $4
          WHERE id = $1`,
        [id, people.solicitor, NOW, entry],
      );
      await work(entry);
    }),
  );

describe('a change of an account', () => {
  it('is proposed and decided by an administrator or a solicitor, undecided at first', async () => {
    const propose = (change: Row): Promise<string> => violationOf(insertLogged(app, 'staff_change', aChange(change)));
    expect(await propose({ proposed_by: people.colleague })).toBe('staff_change_by_those_who_may');
    expect(await propose(decision(people.solicitor))).toBe('staff_change_begins_undecided');
    expect(await propose({ staff_id: randomUUID() })).toBe('staff_change_begins_undecided');
    const id = await proposed({ staff_id: people.solicitor });
    expect(await decide(id, decision(people.colleague))).toBe('staff_change_by_those_who_may');
  });

  it('is approved by nobody who proposed it, and by nobody whom it is about', async () => {
    const id = await proposed({ staff_id: people.solicitor });
    expect(await decide(id, decision(people.administrator))).toBe('another_person_decides');
    expect(await decide(id, decision(people.solicitor))).toBe('nobody_decides_on_self');
    expect(await decide(id, decision(people.solicitor, 'refused'))).toBe('nobody_decides_on_self');
    expect(await decide(await proposed(), decision(people.solicitor, 'withdrawn'))).toBe('another_person_decides');
    expect(await decide(id, decision(people.administrator, 'withdrawn'))).toBe('nothing was refused');
  });

  it('is what was proposed, and is decided once', async () => {
    const id = await proposed();
    const other = { ...decision(people.solicitor), roles: ['solicitor'] };
    expect(await decide(id, other)).toBe('staff_change_is_fixed');
    expect(await decide(id, decision(people.solicitor, 'refused'))).toBe('nothing was refused');
    expect(await decide(id, decision(people.solicitor))).toBe('staff_change_is_fixed');
  });
});

describe('a role', () => {
  it('is given by the application with the approval of the same transaction only, and exactly that role', async () => {
    for (const change of [{}, { granted_by: 'ops' }, { granted_by: people.administrator }])
      expect(await violationOf(insertLogged(app, 'staff_role', aRole(change)))).toBe('staff_role_was_approved');
    const toSelf = aRole({ granted_by: people.colleague });
    const asOwner = asOperator(app, (owner) => insertLogged(owner, 'staff_role', toSelf));
    expect(await violationOf(asOwner)).toBe('nobody_grants_to_self');
    const id = await proposed();
    const give = (entry: number, change: Row = {}) =>
      insert(app, 'staff_role', { ...aRole(change), ledger_index: entry });
    for (const change of [
      { role: 'solicitor' },
      { staff_id: people.administrator },
      { granted_by: people.administrator },
      { revoked_at: NOW, revoked_by: people.solicitor },
    ])
      expect(await approving(id, (entry) => give(entry, change))).toBe('staff_role_was_approved');
    expect(await approving(id, (entry) => give(entry))).toBe('nothing was refused');
  });

  it('is taken in the same way, once, and nothing else about it changes', async () => {
    const of = { staff_id: people.colleague };
    const end: Row = { revoked_by: people.solicitor, revoked_at: NOW };
    expect(await violationOf(updateLogged(app, 'staff_role', of, end))).toBe('staff_role_was_approved');
    expect(await violationOf(updateLogged(app, 'staff_role', of, { role: 'solicitor' }))).toBe('staff_role_is_fixed');
    const id = await proposed({ kind: 'revoke-roles', roles: ['liaison'] });
    const take = (role: Role, entry: number) =>
      app.query(
        `UPDATE staff_role SET revoked_by = $1, revoked_at = $2, ledger_index = $3 WHERE staff_id = $4 AND role = $5`,
        [people.solicitor, NOW, entry, people.colleague, role],
      );
    expect(await approving(id, (entry) => take('quality-reviewer', entry))).toBe('staff_role_was_approved');
    expect(await approving(id, (entry) => take('liaison', entry))).toBe('nothing was refused');
    expect(await violationOf(asOperator(app, (owner) => updateLogged(owner, 'staff_role', of, end)))).toBe(
      'staff_role_is_fixed',
    );
  });
});

const passkeyOf = (staffId: string): Row & { readonly id: string; readonly credential_id: string } => ({
  id: randomUUID(),
  staff_id: staffId,
  credential_id: randomBytes(16).toString('base64url'),
  public_key: randomBytes(77),
  counter: 5,
  transports: [],
  name: 'Key',
  created_at: NOW,
});
const changePasskey = (id: string, row: Row): Promise<string> =>
  violationOf(updateLogged(app, 'staff_passkey', { id }, row));

describe('a passkey', () => {
  it('stays what was registered: its counter goes on, and once removed it stays so', async () => {
    const { id, ...row } = passkeyOf(people.colleague);
    await insertLogged(app, 'staff_passkey', { id, ...row });
    for (const wrong of [
      { counter: 4 },
      { public_key: randomBytes(77) },
      { staff_id: people.solicitor },
      { credential_id: randomBytes(16).toString('base64url') },
      { created_at: '2026-11-26' },
    ])
      // prettier-ignore
      expect(await changePasskey(id, wrong)).toBe('staff_passkey_is_fixed');
    expect(await changePasskey(id, { counter: 6, last_used_at: NOW, name: 'Other name' })).toBe('nothing was refused');
    expect(await changePasskey(id, { removed_at: NOW, removed_by: people.colleague })).toBe('nothing was refused');
    expect(await changePasskey(id, { removed_at: null, removed_by: null })).toBe('staff_passkey_is_fixed');
    expect(await changePasskey(id, { name: 'Again' })).toBe('staff_passkey_is_fixed');
  });

  it('of somebody else is removed with the approval of the same transaction only', async () => {
    const { id, ...row } = passkeyOf(people.colleague);
    await insertLogged(app, 'staff_passkey', { id, ...row });
    const removal = (by: string): Row => ({ removed_at: NOW, removed_by: by });
    expect(await changePasskey(id, removal(people.administrator))).toBe('staff_passkey_removal_was_approved');
    const proposal = await proposed({ kind: 'remove-passkeys', roles: [] });
    const remove = (by: string, entry: number) =>
      app.query('UPDATE staff_passkey SET removed_at = $2, removed_by = $3, ledger_index = $4 WHERE id = $1', [id, NOW, by, entry]); // prettier-ignore
    expect(await approving(proposal, (entry) => remove(people.administrator, entry))).toBe(
      'staff_passkey_removal_was_approved',
    );
    expect(await approving(proposal, (entry) => remove(people.solicitor, entry))).toBe('nothing was refused');
  });
});

describe('an account', () => {
  const change = (columns: string): Promise<string> =>
    violationOf(app.query(`UPDATE staff SET ${columns} WHERE id = $1`, [people.colleague]));

  it('is not shut, opened, or given another password by one person', async () => {
    expect(await change('disabled_at = now()')).toBe('staff_account_was_approved');
    expect(await change(`enrolment_sha256 = repeat('a', 64), enrolment_until = now()`)).toBe(
      'staff_account_was_approved',
    );
    expect(await change(`password_hash = '$argon2id$another'`)).toBe('staff_account_was_approved');
    expect(await change('failed_tries = 1')).toBe('nothing was refused');
    const id = await proposed({ kind: 'suspend', roles: [] });
    expect(
      await approving(id, () => app.query('UPDATE staff SET disabled_at = now() WHERE id = $1', [people.colleague])),
    ).toBe('nothing was refused');
    expect(await change('disabled_at = NULL')).toBe('staff_account_was_approved');
  });

  it.each(['administrator', 'solicitor'] as const)('of the last %s stays, for the operator too', async (role) => {
    const id = people[role];
    const revoke = () =>
      asOperator(app, (owner) =>
        updateLogged(owner, 'staff_role', { staff_id: id }, { revoked_by: 'test', revoked_at: NOW }),
      );
    const suspend = () =>
      asOperator(app, (owner) => owner.query('UPDATE staff SET disabled_at = now() WHERE id = $1', [id]));
    for (const act of [revoke, suspend]) expect(await violationOf(act())).toBe('somebody_remains');
    const other = await aStaffMember(app, [role]);
    const code = `UPDATE staff SET enrolment_sha256 = repeat('a', 64), enrolment_until = now() WHERE id = $1`;
    await asOperator(app, (owner) => owner.query(code, [other]));
    expect(await violationOf(suspend())).toBe('somebody_remains'); // the other cannot sign in yet
    const enrolled = 'UPDATE staff SET enrolment_sha256 = NULL, enrolment_until = NULL WHERE id = $1';
    await asOperator(app, (owner) => owner.query(enrolled, [other]));
    expect(await violationOf(suspend())).toBe('nothing was refused');
  });
});

describe('a text', () => {
  it('is signed by whoever has a passkey with the passkey, and with none that was removed', async () => {
    const the = await aSqlCase(app);
    const { solicitor } = the.staff;
    const { id, ...row } = passkeyOf(solicitor);
    const text = { text: 'I determine.', text_sha256: sha256('I determine.') };
    const challenge = createHash('sha256').update(`sign ${text.text_sha256} nonce`).digest('base64url');
    const assertion = JSON.stringify({ nonce: 'nonce', clientDataJSON: JSON.stringify({ challenge }) });
    const sign = (how: Row): Promise<string> =>
      violationOf(
        insertLogged(app, 'signed_text', {
          ...{ id: randomUUID(), determination_id: the.determination, move: 'withhold', ...text, signed_by: solicitor },
          ...{ signed_as: ['solicitor'], signed_at: NOW, policy_version: 1, statement: '{}', ...how },
        }),
      );
    const withPasskey = { credential_id: row.credential_id, assertion };
    expect(await sign({})).toBe('nothing was refused');
    expect(await sign(withPasskey)).toBe('signed_with_their_passkey'); // there is none yet
    await insertLogged(app, 'staff_passkey', { id, ...row });
    expect(await sign({})).toBe('signed_with_their_passkey');
    expect(await sign(withPasskey)).toBe('nothing was refused');
    expect(await sign({ ...withPasskey, signed_by: people.solicitor })).toBe(
      'signed_text_credential_id_signed_by_fkey',
    );
    await changePasskey(id, { removed_at: NOW, removed_by: solicitor });
    expect(await sign(withPasskey)).toBe('signed_with_their_passkey');
    expect(await sign({})).toBe('nothing was refused');
  });
});
