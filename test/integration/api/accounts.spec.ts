import { randomUUID } from 'node:crypto';
import type { Role } from '@app/access';
import { signIn, type StaffSession } from '../../../apps/ops/client/staff-session';
import { approve, propose, WHY } from '../../drivers/accounts';
import { aColleague } from '../../drivers/case';
import { type Answer, ask, json, problem } from '../../drivers/staff-http';
import { startDaylight, type TestDaylight } from '../../support/daylight';
import { withClient } from '../../support/fresh-database';

let daylight: TestDaylight;
let administrator: StaffSession;
let solicitor: StaffSession;
beforeAll(async () => {
  daylight = await startDaylight();
  administrator = await daylight.as('administrator');
  solicitor = await daylight.as('solicitor');
});
afterAll(() => daylight.stop());

const PASSWORD = 'a password of my own';
const behindTheApi = <T extends object>(sql: string, values: unknown[] = []) =>
  withClient(daylight.database.owner, async (client) => (await client.query<T>(sql, values)).rows);

const who = (session: StaffSession): Promise<Answer> => ask(session, 'GET', '/session');
const idOf = async (session: StaffSession): Promise<string> =>
  json<{ person: { id: string } }>(await who(session)).person.id;
const enrol = (userName: string, code: string, password = PASSWORD): Promise<Answer> =>
  ask(daylight.api, 'POST', '/session/enrolment', { json: { userName, code, password } });
const decide = (by: StaffSession, id: string, step: string): Promise<Answer> =>
  ask(by, 'POST', `/staff-changes/${id}/${step}`, {
    json: { reason: WHY, ...(step === 'approve' && { password: by.password }) },
  });
const codesOf = (answer: Answer): string[] => (problem(answer).reasons ?? []).map(({ code }) => code);

interface Account {
  readonly id: string;
  readonly userName: string;
  readonly roles: string[];
  readonly state: string;
  readonly lastSignedInAt: string | null;
}
const account = async (userName: string): Promise<Account | undefined> =>
  json<Account[]>(await ask(administrator, 'GET', '/accounts')).find((one) => one.userName === userName);

const aNewcomer = (userName: string, roles: Role[] = ['auditor']) =>
  ({ kind: 'open-account', userName, displayName: `The new ${userName}`, roles }) as const;

/** What an act left in the log. */
async function entriesOf(act: () => Promise<unknown>): Promise<string[]> {
  const [before] = await behindTheApi<{ n: number }>('SELECT count(*)::int AS n FROM ledger_entry');
  await act();
  const rows = await behindTheApi<{ entry: string }>(
    `SELECT (act->>'action') || ' ' || (act->>'outcome') AS entry FROM ledger_entry WHERE index >= $1 ORDER BY index`,
    [before?.n],
  );
  return rows.map(({ entry }) => entry);
}

describe('a new account', () => {
  it('is there only when a second person has approved it, and is used after enrolling with the code', async () => {
    const id = await propose(administrator, aNewcomer('newcomer'));
    expect(await account('newcomer')).toBeUndefined();
    const { enrolment } = await approve(solicitor, id);
    expect(enrolment).toMatchObject({
      userName: 'newcomer',
      code: expect.stringMatching(/^([A-Z2-9]{5}-?){5}$/) as string,
    });
    expect(await account('newcomer')).toMatchObject({
      state: 'not-enrolled',
      roles: ['auditor'],
      lastSignedInAt: null,
    });
    await expect(signIn(daylight.api, 'newcomer', enrolment!.code)).rejects.toMatchObject({ code: 'wrong-password' });

    expect((await enrol('Newcomer ', enrolment!.code.toLowerCase().replaceAll('-', ' '))).status).toBe(204);
    const session = await signIn(daylight.api, 'newcomer', PASSWORD);
    expect((await ask(session, 'GET', '/ledger/entries')).status).toBe(200);
    const { state, lastSignedInAt } = (await account('newcomer'))!;
    expect([state, lastSignedInAt]).toEqual(['active', expect.any(String) as string]);
    expect(problem(await enrol('newcomer', enrolment!.code))).toMatchObject({ status: 401, code: 'wrong-password' });
  });

  it('has a code that nobody finds afterwards, in the database, in the log or in a list', async () => {
    const { enrolment } = await approve(solicitor, await propose(administrator, aNewcomer('keeper')));
    const bare = enrolment!.code.replaceAll('-', '');
    const tables = ['staff', 'staff_change', 'ledger_entry', 'session'];
    for (const table of tables) {
      const rows = await behindTheApi(`SELECT row_to_json(t)::text AS row FROM ${table} t`);
      expect(JSON.stringify(rows).replaceAll('-', '')).not.toContain(bare);
    }
    for (const list of ['/accounts', '/staff-changes', '/ledger/entries?limit=500'])
      expect((await ask(solicitor, 'GET', list)).text.replaceAll('-', '')).not.toContain(bare);
  });
});

describe('a code to enrol with', () => {
  it('is not good when it is too old, or with a password that is short, and five wrong ones lock', async () => {
    const { enrolment } = await approve(solicitor, await propose(administrator, aNewcomer('late')));
    expect(problem(await enrol('late', enrolment!.code, 'short'))).toMatchObject({
      code: 'invalid-input',
      fields: [{ field: 'password', says: 'has at least 12 characters' }],
    });
    await behindTheApi(`UPDATE staff SET enrolment_until = now() - interval '1 minute' WHERE user_name = 'late'`);
    expect(problem(await enrol('late', enrolment!.code))).toMatchObject({
      code: 'wrong-password',
      detail:
        'Check the user name and the code, and try again. A code is good once and for three days; if it is older, ask an administrator for a new one.',
    });
    const renewed = await approve(
      solicitor,
      await propose(administrator, { kind: 'renew-enrolment', staffId: (await account('late'))!.id }),
    );
    for (let i = 0; i < 5; i++) expect((await enrol('late', 'WRONG-CODES')).status).toBe(401);
    expect((await enrol('late', renewed.enrolment!.code)).status).toBe(401);
    await behindTheApi(`UPDATE staff SET locked_until = now() WHERE user_name = 'late'`);
    expect((await enrol('late', renewed.enrolment!.code)).status).toBe(204);
    const nobody = await enrol('nobody-of-that-name', 'WRONG-CODES');
    expect({ ...problem(nobody), instance: '' }).toEqual({
      ...problem(await enrol('late', 'WRONG-CODES')),
      instance: '',
    });
  });

  it('is given for no name that is taken, whoever came first', async () => {
    const refused = await ask(administrator, 'POST', '/staff-changes', {
      json: { ...aNewcomer('solicitor'), reason: WHY },
    });
    expect([refused.status, codesOf(refused)]).toEqual([409, ['user-name-taken']]);
    const both = [await propose(administrator, aNewcomer('twin')), await propose(administrator, aNewcomer('Twin'))];
    await approve(solicitor, both[0]!);
    expect(codesOf(await decide(solicitor, both[1]!, 'approve'))).toEqual(['user-name-taken']);
  });
});

describe('two people', () => {
  it('are needed: nobody approves their own proposal, or a change to their own account', async () => {
    const colleague = await aColleague(daylight, 'of-interest', ['liaison']);
    const own = await propose(solicitor, { kind: 'grant-roles', staffId: colleague.id, roles: ['auditor'] });
    expect(codesOf(await decide(solicitor, own, 'approve'))).toEqual(['decided-by-proposer']);
    const mine = { kind: 'grant-roles', staffId: await idOf(solicitor), roles: ['administrator'] } as const;
    const aboutMe = await propose(administrator, mine);
    const refused = await decide(solicitor, aboutMe, 'approve');
    expect(problem(refused).reasons).toEqual([
      {
        code: 'decides-on-self',
        says: 'Nobody decides on a change to their own account.',
        authority: 'City policy: two people for every account and every role',
      },
    ]);
    expect(codesOf(await decide(solicitor, aboutMe, 'refuse'))).toEqual(['decides-on-self']);
    expect((await account('of-interest'))?.roles).toEqual(['liaison']);
    expect((await account('solicitor'))?.roles).toEqual(['solicitor']);
    await decide(administrator, aboutMe, 'withdraw');
  });

  it('are a proposer and an approver who prove who they are: a wrong password approves nothing', async () => {
    const colleague = await aColleague(daylight, 'unproved', ['liaison']);
    const id = await propose(administrator, { kind: 'grant-roles', staffId: colleague.id, roles: ['auditor'] });
    const unproved = await ask(solicitor, 'POST', `/staff-changes/${id}/approve`, {
      json: { reason: WHY, password: 'wrong' },
    });
    expect(problem(unproved).code).toBe('wrong-password');
    expect((await account('unproved'))?.roles).toEqual(['liaison']);
    expect((await ask(colleague, 'POST', `/staff-changes/${id}/approve`, { json: {} })).status).toBe(403);
  });

  it('may refuse, or take back what they proposed; then it is over', async () => {
    const colleague = await aColleague(daylight, 'considered', ['liaison']);
    const grant = { kind: 'grant-roles', staffId: colleague.id, roles: ['auditor'] } as const;
    const [first, second] = [await propose(administrator, grant), await propose(administrator, grant)];
    expect(codesOf(await decide(solicitor, first, 'withdraw'))).toEqual(['withdrawn-by-another']);
    expect((await decide(solicitor, first, 'refuse')).status).toBe(204);
    expect(codesOf(await decide(solicitor, first, 'approve'))).toEqual(['decided-already']);
    expect((await decide(administrator, second, 'withdraw')).status).toBe(204);
    expect(codesOf(await decide(solicitor, second, 'approve'))).toEqual(['decided-already']);
    const third = await propose(administrator, grant);
    await approve(solicitor, third);
    expect((await ask(colleague, 'GET', '/ledger/entries')).status).toBe(200); // without signing in again
    const again = await ask(administrator, 'POST', '/staff-changes', { json: { ...grant, reason: WHY } });
    expect(codesOf(again)).toEqual(['does-not-fit']);
    expect((await decide(solicitor, randomUUID(), 'refuse')).status).toBe(404);
  });
});

describe('what two people decide', () => {
  it('is done once, though several approve it at the same moment', async () => {
    const colleague = await aColleague(daylight, 'hurried', ['liaison']);
    const other = await aColleague(daylight, 'other-solicitor', ['solicitor']);
    const id = await propose(administrator, { kind: 'grant-roles', staffId: colleague.id, roles: ['auditor'] });
    const answers = await Promise.all([solicitor, other, solicitor].map((by) => decide(by, id, 'approve')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await account('hurried'))?.roles.sort()).toEqual(['auditor', 'liaison']);
  });

  it('leaves one entry in the log for each act, refused ones too', async () => {
    const colleague = await aColleague(daylight, 'logged', ['liaison', 'auditor']);
    let id = '';
    const revoke = { kind: 'revoke-roles', staffId: colleague.id, roles: ['auditor'] } as const;
    expect(await entriesOf(async () => (id = await propose(administrator, revoke)))).toEqual([
      'propose-staff-change done',
    ]);
    expect(await entriesOf(() => decide(administrator, id, 'refuse'))).toEqual(['refuse-staff-change refused']);
    expect(await entriesOf(() => approve(solicitor, id))).toEqual(['step-up done', 'approve-staff-change done']);
    const [role] = await behindTheApi<{ by: string; same: boolean }>(
      `SELECT revoked_by AS by, ledger_index = (SELECT ledger_index FROM staff_change WHERE id = $1) AS same
         FROM staff_role WHERE staff_id = $2 AND role = 'auditor'`,
      [id, colleague.id],
    );
    expect(role).toEqual({ by: await idOf(solicitor), same: true });
  });
});

describe('somebody', () => {
  it('who is suspended, or loses a role, is signed out everywhere at once', async () => {
    const colleague = await aColleague(daylight, 'leaver', ['liaison', 'auditor']);
    const elsewhere = await signIn(daylight.api, 'leaver', colleague.password);
    const revoke = { kind: 'revoke-roles', staffId: colleague.id, roles: ['auditor'] } as const;
    await approve(solicitor, await propose(administrator, revoke));
    for (const session of [colleague, elsewhere]) expect((await who(session)).status).toBe(401);
    const again = await signIn(daylight.api, 'leaver', colleague.password);
    await approve(solicitor, await propose(administrator, { kind: 'suspend', staffId: colleague.id }));
    expect((await who(again)).status).toBe(401);
    await expect(signIn(daylight.api, 'leaver', colleague.password)).rejects.toMatchObject({ code: 'wrong-password' });
    expect((await account('leaver'))?.state).toBe('suspended');
    await approve(solicitor, await propose(administrator, { kind: 'reinstate', staffId: colleague.id }));
    expect((await who(await signIn(daylight.api, 'leaver', colleague.password))).status).toBe(200);
  });

  it('who has forgotten the password gets a code; the old password is worth nothing', async () => {
    const colleague = await aColleague(daylight, 'forgetful', ['liaison']);
    const { enrolment } = await approve(
      solicitor,
      await propose(administrator, { kind: 'renew-enrolment', staffId: colleague.id }),
    );
    expect((await who(colleague)).status).toBe(401);
    await expect(signIn(daylight.api, 'forgetful', colleague.password)).rejects.toMatchObject({
      code: 'wrong-password',
    });
    expect((await enrol('forgetful', enrolment!.code)).status).toBe(204);
    expect((await who(await signIn(daylight.api, 'forgetful', PASSWORD))).status).toBe(200);
  });

  it('must be left who can sign in as administrator', async () => {
    const staffId = await idOf(administrator);
    for (const change of [{ kind: 'suspend' }, { kind: 'revoke-roles', roles: ['administrator'] }]) {
      const refused = await ask(solicitor, 'POST', '/staff-changes', { json: { ...change, staffId, reason: WHY } });
      expect([refused.status, codesOf(refused)]).toEqual([409, ['no-administrator-left']]);
    }
    await aColleague(daylight, 'second-administrator', ['administrator']);
    await propose(solicitor, { kind: 'suspend', staffId });
  });
});
