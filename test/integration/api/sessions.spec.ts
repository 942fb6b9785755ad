import { signIn, type StaffSession } from '../../../apps/ops/client/staff-session';
import { approve, propose } from '../../drivers/accounts';
import { aColleague } from '../../drivers/case';
import { ask, json, problem } from '../../drivers/staff-http';
import { startDaylight, type TestDaylight } from '../../support/daylight';
import { withClient } from '../../support/fresh-database';

let daylight: TestDaylight;
let solicitor: StaffSession;
beforeAll(async () => {
  daylight = await startDaylight();
  solicitor = await daylight.as('solicitor');
});
afterAll(() => daylight.stop());

const behindTheApi = (sql: string, values: unknown[] = []) =>
  withClient(daylight.database.owner, (client) => client.query(sql, values));

/** The session id inside a signed cookie: s:<id>.<signature>. */
const sessionIdOf = (session: StaffSession): string =>
  decodeURIComponent(session.cookie().split('=')[1]!).slice(2).split('.')[0]!;

const who = (session: StaffSession) => ask(session, 'GET', '/session');

it('says who is signed in, and after how long without a request the session is locked', async () => {
  const answer = await who(solicitor);
  expect(json(answer)).toEqual({
    person: { id: expect.any(String) as string, name: 'Sol Solicitor', roles: ['solicitor'] },
    idleSeconds: 1800,
    publicSite: daylight.portal,
    offersPasskeys: false,
    hasPasskey: false,
  });
  expect(answer.text).not.toMatch(/hash|argon|tries/i);
});

it('keeps the cookie from scripts, other sites and other paths, for half an hour', async () => {
  const answer = await ask(daylight.api, 'POST', '/session', {
    json: { userName: 'solicitor', password: solicitor.password },
  });
  const cookie = answer.headers.get('set-cookie')!;
  expect(cookie).toMatch(/^daylight\.sid=/);
  for (const flag of ['HttpOnly', 'SameSite=Strict', 'Path=/']) expect(cookie).toContain(flag);
  expect(cookie).not.toMatch(/domain=/i);
  const lasts = Date.parse(/Expires=([^;]+)/.exec(cookie)![1]!) - Date.now();
  expect(lasts).toBeGreaterThan(29 * 60_000);
  expect(lasts).toBeLessThanOrEqual(30 * 60_000);
});

it('gives no cookie to somebody who is not signed in', async () => {
  expect((await ask(daylight.api, 'GET', '/health/live')).headers.get('set-cookie')).toBeNull();
  const refused = await ask(daylight.api, 'GET', '/clips');
  expect(refused.headers.get('set-cookie')).toBeNull();
  expect(problem(refused)).toMatchObject({ status: 401, code: 'not-signed-in', detail: 'Sign in with POST /session.' });
});

it('ends a session with its row, for whoever holds the cookie', async () => {
  const session = await daylight.as('case-officer');
  expect((await who(session)).status).toBe(200);
  await behindTheApi('DELETE FROM session WHERE sid = $1', [sessionIdOf(session)]);
  expect(problem(await who(session)).code).toBe('not-signed-in');
});

it('ends a session when somebody signs out, also for a copy of the cookie', async () => {
  const session = await daylight.as('case-officer');
  const copy = { ...session, cookie: () => stolen };
  const stolen = session.cookie();
  expect((await who(copy)).status).toBe(200);
  expect((await ask(session, 'DELETE', '/session')).status).toBe(204);
  expect((await who(copy)).status).toBe(401);
});

/** A change of somebody's account, by two people. */
async function byTwoPeople(change: Parameters<typeof propose>[1]): Promise<void> {
  await approve(await daylight.as('solicitor'), await propose(await daylight.as('administrator'), change));
}

it('takes a role away at once, with every session, and gives it back with the next request', async () => {
  const colleague = await aColleague(daylight, 'records-and-audit', ['records-officer', 'auditor']);
  expect((await ask(colleague, 'GET', '/ledger/entries')).status).toBe(200);
  await byTwoPeople({ kind: 'revoke-roles', staffId: colleague.id, roles: ['auditor'] });
  expect((await who(colleague)).status).toBe(401);
  const again = await signIn(daylight.api, 'records-and-audit', colleague.password);
  const refused = problem(await ask(again, 'GET', '/ledger/entries'));
  expect(refused).toMatchObject({ status: 403, code: 'not-permitted' });
  expect(refused.detail).toBe('None of your roles (records-officer) includes this.');
  await byTwoPeople({ kind: 'grant-roles', staffId: colleague.id, roles: ['auditor'] });
  expect((await ask(again, 'GET', '/ledger/entries')).status).toBe(200);
});

it('shuts a suspended account out at once, and says of its password what it says of a wrong one', async () => {
  const colleague = await aColleague(daylight, 'leaver', ['auditor']);
  await byTwoPeople({ kind: 'suspend', staffId: colleague.id });
  expect((await who(colleague)).status).toBe(401);
  const again = await ask(daylight.api, 'POST', '/session', {
    json: { userName: 'leaver', password: colleague.password },
  });
  const wrong = await ask(daylight.api, 'POST', '/session', { json: { userName: 'solicitor', password: 'wrong' } });
  expect(again.status).toBe(401);
  expect(problem(again)).toEqual({ ...problem(wrong), instance: problem(again).instance });
});

it('locks a session that nobody has used for half an hour, and starts the half hour anew with each request', async () => {
  const session = await daylight.as('liaison');
  const expiry = async (): Promise<number> => {
    const { rows } = await behindTheApi(
      'SELECT extract(epoch FROM expire - now()::timestamp)::float8 AS left FROM session WHERE sid = $1',
      [sessionIdOf(session)],
    );
    return (rows[0] as { left: number }).left;
  };
  const age = (minutes: number) =>
    behindTheApi(`UPDATE session SET expire = expire - make_interval(mins => $2) WHERE sid = $1`, [
      sessionIdOf(session),
      minutes,
    ]);
  await age(29);
  expect((await who(session)).status).toBe(200);
  expect(await expiry()).toBeGreaterThan(29 * 60);
  await age(31);
  expect(problem(await who(session)).code).toBe('not-signed-in');
});

it('gives a new session at every sign-in: one that was planted is worth nothing', async () => {
  const planted = await daylight.as('auditor');
  const before = planted.cookie();
  const answer = await ask(planted, 'POST', '/session', {
    json: { userName: 'solicitor', password: solicitor.password },
  });
  const after = answer.headers.get('set-cookie')!.split(';')[0]!;
  expect(after).not.toBe(before);
  expect((await ask({ ...planted, cookie: () => before }, 'GET', '/session')).status).toBe(401);
  expect(json(await ask({ ...planted, cookie: () => after }, 'GET', '/session'))).toMatchObject({
    person: { roles: ['solicitor'] },
  });
});

it('takes no session that it has not signed', async () => {
  const forged = `daylight.sid=${encodeURIComponent(`s:${sessionIdOf(solicitor)}.${'A'.repeat(43)}`)}`;
  expect((await ask({ ...solicitor, cookie: () => forged }, 'GET', '/session')).status).toBe(401);
  const chosen = await ask({ ...solicitor, cookie: () => 'daylight.sid=chosen-by-me' }, 'POST', '/session', {
    json: { userName: 'solicitor', password: solicitor.password },
  });
  expect(chosen.headers.get('set-cookie')).not.toContain('chosen-by-me');
});

const FOREIGN: readonly Record<string, string>[] = [
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'nonsense' },
  { origin: 'https://attacker.example' },
  { origin: 'null' },
  { origin: 'http://127.0.0.1:1' },
];

it.each(FOREIGN)('refuses what another site makes a browser send: %j', async (headers) => {
  for (const [method, path] of [
    ['POST', '/session'],
    ['DELETE', '/session'],
    ['PATCH', '/uploads/0'],
  ] as const) {
    const refused = problem(await ask(solicitor, method, path, { headers }));
    expect(refused).toMatchObject({ status: 403, code: 'foreign-origin' });
    expect(refused.detail).toBe('Daylight answers requests of its own pages and of programs only.');
  }
  expect((await who(solicitor)).status).toBe(200);
});

it('lets another site read nothing, and its own pages everything', async () => {
  const from = (site: string) => ask(solicitor, 'GET', '/session', { headers: { 'sec-fetch-site': site } });
  expect((await from('cross-site')).status).toBe(403);
  for (const own of ['same-origin', 'none']) expect((await from(own)).status).toBe(200);
  const preflight = await ask(solicitor, 'OPTIONS', '/clips', {
    headers: { origin: 'https://attacker.example', 'access-control-request-method': 'POST' },
  });
  expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
});

it('says that Postgres does not answer just now when no connection to it is to be had', () =>
  withClient(daylight.database.owner, async (client) => {
    await client.query('BEGIN');
    await client.query('LOCK TABLE session IN ACCESS EXCLUSIVE MODE');
    const asked = Array.from({ length: 11 }, () => who(solicitor)); // one more than there are connections
    expect(problem(await Promise.race(asked))).toMatchObject({ status: 503, code: 'unavailable' });
    await client.query('ROLLBACK');
    expect((await Promise.all(asked)).filter(({ status }) => status === 200)).toHaveLength(10);
  }));
