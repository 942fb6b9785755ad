import { signIn, type StaffSession } from '../../../apps/ops/client/staff-session';
import { approve, propose, WHY } from '../../drivers/accounts';
import { aColleague } from '../../drivers/case';
import {
  addPasskey,
  aPasskey,
  askToSignIn,
  askToStepUp,
  optionsIn,
  signInWith,
  startNamedDaylight,
} from '../../drivers/passkeys';
import { type Answer, ask, json, problem } from '../../drivers/staff-http';
import type { Authenticator } from '../../support/authenticator';
import { startDaylight, type TestDaylight } from '../../support/daylight';
import { withClient } from '../../support/fresh-database';

let daylight: TestDaylight;
let person: StaffSession & { readonly id: string };
let key: Authenticator;
beforeAll(async () => {
  daylight = await startNamedDaylight();
  person = await aColleague(daylight, 'keyholder', ['auditor']);
  key = aPasskey(daylight);
  await addPasskey(person, key, 'The key on my ring');
});
afterAll(() => daylight.stop());
beforeEach(() => behindTheApi('UPDATE staff SET failed_tries = 0, first_failed_at = NULL, locked_until = NULL'));

const behindTheApi = <T extends object>(sql: string, values: unknown[] = []) =>
  withClient(daylight.database.owner, async (client) => (await client.query<T>(sql, values)).rows);

/** The newest entry of the log about an account: what, how it ended, and why not. */
async function lastEntry(id = person.id): Promise<Record<string, unknown>> {
  const rows = await behindTheApi<{ act: Record<string, unknown> }>(
    `SELECT act FROM ledger_entry WHERE act->'object'->>'id' = $1 ORDER BY index DESC LIMIT 1`,
    [id],
  );
  return rows[0]!.act;
}

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly lastUsedAt: string | null;
}
const listOf = async (by: StaffSession): Promise<Listed[]> => json<Listed[]>(await ask(by, 'GET', '/passkeys'));
const withPassword = ({ userName, password }: StaffSession): Promise<Answer> =>
  ask(daylight.api, 'POST', '/session', { json: { userName, password } });

describe('a passkey is added', () => {
  it('by somebody who has given the password again; in the log, and nowhere else are they signed in any more', async () => {
    const colleague = await aColleague(daylight, 'beginner', ['auditor']);
    const elsewhere = await signIn(daylight.api, 'beginner', colleague.password);
    const wrong = await ask(colleague, 'POST', '/passkeys/challenge', { json: { password: 'wrong' } });
    expect(problem(wrong).code).toBe('wrong-password');
    const asked = await ask(colleague, 'POST', '/passkeys/challenge', { json: { password: colleague.password } });
    expect(optionsIn(asked)).toMatchObject({
      rp: { name: 'Daylight', id: 'localhost' },
      user: { name: 'beginner', displayName: 'beginner' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation: 'none',
    });
    const made = aPasskey(daylight);
    await addPasskey(colleague, made, 'This laptop');
    expect(await lastEntry(colleague.id)).toMatchObject({
      action: 'add-passkey',
      outcome: 'done',
      actor: colleague.id,
      with: { passkey: made.credentialId, name: 'This laptop' },
    });
    expect(await listOf(colleague)).toMatchObject([{ name: 'This laptop', lastUsedAt: null }]);
    expect((await ask(elsewhere, 'GET', '/session')).status).toBe(401);
    expect(json(await ask(colleague, 'GET', '/session'))).toMatchObject({ hasPasskey: true, offersPasskeys: true });
  });
});

describe('no passkey is added', () => {
  let unlucky: StaffSession;
  beforeAll(async () => {
    unlucky = await aColleague(daylight, 'unlucky', ['auditor']);
  });
  const asked = async (by: StaffSession) =>
    optionsIn(await ask(by, 'POST', '/passkeys/challenge', { json: { password: by.password } }));
  const WRONG = {
    'made on another site': { origin: 'https://daylight.example' },
    'made for another name': { rpId: 'daylight.example' },
    'made with a challenge of its own': { challenge: Buffer.alloc(32).toString('base64url') },
    'made without PIN or finger': { verified: false },
    'made with a certificate, whose addresses nobody looks up': { certified: true },
  };

  it.each(Object.entries(WRONG))('when it was %s', async (_, wrong) => {
    const made = aPasskey(daylight).create(await asked(unlucky), wrong);
    const refused = await ask(unlucky, 'POST', '/passkeys', { json: { name: 'Wrong', ...made } });
    expect([refused.status, problem(refused).code]).toEqual([401, 'wrong-passkey']);
    expect(await listOf(unlucky)).toEqual([]);
  });

  it('twice for a challenge, in another session than the one that asked, or twice at all', async () => {
    const colleague = await aColleague(daylight, 'twice', ['auditor']);
    const elsewhere = await signIn(daylight.api, 'twice', colleague.password);
    const made = aPasskey(daylight);
    const sent = { json: { name: 'Key', ...made.create(await asked(colleague)) } };
    expect((await ask(elsewhere, 'POST', '/passkeys', sent)).status).toBe(401);
    expect((await ask(colleague, 'POST', '/passkeys', sent)).status).toBe(401); // spent
    const options = await asked(colleague);
    const good = { json: { name: 'Key', ...made.create(options) } };
    expect((await ask(colleague, 'POST', '/passkeys', good)).status).toBe(204);
    expect((await ask(colleague, 'POST', '/passkeys', good)).status).toBe(401);
    const other = await aColleague(daylight, 'other', ['auditor']);
    const taken = { json: { name: 'Stolen', ...made.create(await asked(other)) } };
    expect(problem(await ask(other, 'POST', '/passkeys', taken)).code).toBe('conflict');
  });
});

describe('somebody signs in', () => {
  it('with the passkey alone, which says who they are; and the use is noted', async () => {
    const { options } = await askToSignIn(daylight.api);
    expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
    expect(options).not.toHaveProperty('allowCredentials'); // which accounts there are is not said
    const answer = await signInWith(daylight.api, key);
    expect(answer.status).toBe(201);
    expect(json(answer)).toMatchObject({ person: { id: person.id }, hasPasskey: true });
    expect(await lastEntry()).toMatchObject({
      action: 'sign-in',
      outcome: 'done',
      with: { passkey: key.credentialId },
    });
    const [kept] = await listOf(person);
    expect(kept?.lastUsedAt).not.toBeNull();
  });

  it('not with the password alone once there is a passkey: a password that was fished for opens nothing', async () => {
    const refused = await withPassword(person);
    expect(problem(refused)).toMatchObject({
      status: 401,
      code: 'passkey-required',
      detail: 'Your password is right. Go on with your passkey.',
    });
    expect(refused.headers.get('set-cookie')).toBeNull();
    expect(await lastEntry()).toMatchObject({ outcome: 'refused', with: { codes: ['passkey-required'] } });
    const wrong = await withPassword({ ...person, password: 'wrong' });
    const nobody = await withPassword({ ...person, userName: 'nobody-of-that-name' });
    expect({ ...problem(wrong), instance: '' }).toEqual({ ...problem(nobody), instance: '' });
  });
});

describe('nobody signs in', () => {
  const WRONG: Record<string, [wrong: Parameters<Authenticator['get']>[1], code: string]> = {
    'on another site': [{ origin: 'https://daylight.example' }, 'wrong-passkey'],
    'at another port': [{ origin: 'http://localhost:1' }, 'wrong-passkey'],
    'for another name': [{ rpId: 'daylight.example' }, 'wrong-passkey'],
    'without PIN or finger': [{ verified: false }, 'wrong-passkey'],
    'with a challenge that nobody gave': [{ challenge: 'A'.repeat(43) }, 'stale-challenge'],
    'with a counter that stands still': [{ counter: 1 }, 'counter-went-back'],
    'with a counter that goes back to nought': [{ counter: 0 }, 'counter-went-back'],
    'for somebody else': [{ userHandle: 'A'.repeat(22) }, 'unknown-passkey'],
  };

  it.each(Object.entries(WRONG))('with what was signed %s', async (_, [wrong, code]) => {
    const { browser, options } = await askToSignIn(daylight.api);
    const refused = await ask(browser, 'POST', '/session/passkey', { json: key.get(options, wrong) });
    expect([refused.status, problem(refused).code]).toEqual([401, 'wrong-passkey']);
    expect((await ask(browser, 'GET', '/session')).status).toBe(401);
    expect(await lastEntry()).toMatchObject({ action: 'sign-in', outcome: 'refused', with: { codes: [code] } });
  });

  it('with a challenge that was used, is too old, or was given to another browser or for another end', async () => {
    const enter = async (browser: StaffSession, assertion: object): Promise<string> => {
      const answer = await ask(browser, 'POST', '/session/passkey', { json: assertion });
      return answer.status === 201 ? 'in' : problem(answer).code;
    };
    const used = await askToSignIn(daylight.api);
    const assertion = key.get(used.options);
    expect(await enter(used.browser, assertion)).toBe('in');
    expect(await enter(used.browser, assertion)).toBe('wrong-passkey');

    const old = await askToSignIn(daylight.api);
    await behindTheApi(
      `UPDATE passkey_challenge SET made_at = made_at - interval '5 minutes', expires_at = expires_at - interval '5 minutes'`,
    );
    expect(await enter(old.browser, key.get(old.options))).toBe('wrong-passkey');
    expect(await lastEntry()).toMatchObject({ with: { codes: ['stale-challenge'] } });

    const [mine, theirs] = [await askToSignIn(daylight.api), await askToSignIn(daylight.api)];
    expect(await enter(theirs.browser, key.get(mine.options))).toBe('wrong-passkey');
    expect(await enter(mine.browser, key.get(mine.options))).toBe('wrong-passkey'); // spent by whoever came with it first

    const ofSigning = await askToStepUp(person, 'sign', 'a'.repeat(64));
    expect(await enter(person, key.get(ofSigning))).toBe('wrong-passkey');
  });

  it('a second time, when a challenge comes back twice at the same moment', async () => {
    const { browser, options } = await askToSignIn(daylight.api);
    const assertion = key.get(options);
    const both = await Promise.all([0, 1].map(() => ask(browser, 'POST', '/session/passkey', { json: assertion })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 401]);
  });
});

describe('whoever tries', () => {
  it('with a key that nobody has added, or with bytes that are none, reads the very same words', async () => {
    const { browser, options } = await askToSignIn(daylight.api);
    const stranger = await ask(browser, 'POST', '/session/passkey', {
      json: aPasskey(daylight).get(options, { userHandle: 'A'.repeat(22) }),
    });
    const again = await askToSignIn(daylight.api);
    const forged = { ...key.get(again.options), signature: 'AAAA' };
    const wrong = await ask(again.browser, 'POST', '/session/passkey', { json: forged });
    expect({ ...problem(wrong), instance: '' }).toEqual({ ...problem(stranger), instance: '' });
    for (const field of ['clientDataJSON', 'authenticatorData'])
      expect((await ask(browser, 'POST', '/session/passkey', { json: { ...forged, [field]: 'AAAA' } })).status).toBe(
        401,
      );
  });

  it('five times and fails, be it with passwords or with passkeys, has locked the account', async () => {
    for (let i = 0; i < 3; i++) await withPassword({ ...person, password: `wrong ${i}` });
    for (let i = 0; i < 2; i++) {
      const { browser, options } = await askToSignIn(daylight.api);
      await ask(browser, 'POST', '/session/passkey', { json: key.get(options, { verified: false }) });
    }
    expect(problem(await signInWith(daylight.api, key)).code).toBe('wrong-passkey');
    expect(await lastEntry()).toMatchObject({ with: { codes: ['locked-out'] } });
    const options = await askToStepUp(person, 'add-passkey', person.id);
    const again = await ask(person, 'POST', '/passkeys/challenge', { json: { passkey: key.get(options) } });
    expect(problem(again)).toMatchObject({ status: 423, code: 'locked-out' });
  });
});

describe('one’s own passkeys', () => {
  const proof = async (by: StaffSession, of: Authenticator, act: string, what: string) => ({
    json: { passkey: of.get(await askToStepUp(by, act, what)) },
  });

  it('are renamed and removed, with a passkey for proof; what was removed signs nobody in', async () => {
    const colleague = await aColleague(daylight, 'keeper', ['auditor']);
    const [first, second] = [aPasskey(daylight), aPasskey(daylight)];
    await addPasskey(colleague, first, 'First');
    const refused = await ask(colleague, 'POST', '/passkeys/challenge', { json: { password: colleague.password } });
    expect(problem(refused).code).toBe('passkey-required');
    const asked = await ask(colleague, 'POST', '/passkeys/challenge', await proof(colleague, first, 'add-passkey', colleague.id)); // prettier-ignore
    expect(optionsIn(asked)['excludeCredentials']).toMatchObject([{ id: first.credentialId }]);
    const added = await ask(colleague, 'POST', '/passkeys', { json: { name: 'Second', ...second.create(optionsIn(asked)) } }); // prettier-ignore
    expect(added.status).toBe(204);

    const [one, two] = await listOf(colleague);
    expect((await ask(colleague, 'PATCH', `/passkeys/${two!.id}`, { json: { name: ' Spare ' } })).status).toBe(204);
    expect(await lastEntry(colleague.id)).toMatchObject({ action: 'rename-passkey', with: { name: 'Spare' } });
    const gone = `/passkeys/${one!.id}/removal`;
    expect(problem(await ask(colleague, 'POST', gone, { json: { password: colleague.password } })).code).toBe('passkey-required'); // prettier-ignore
    const forAnother = await proof(colleague, second, 'remove-passkey', two!.id);
    expect(problem(await ask(colleague, 'POST', gone, forAnother)).code).toBe('wrong-passkey');
    expect((await ask(colleague, 'POST', gone, await proof(colleague, second, 'remove-passkey', one!.id))).status).toBe(204); // prettier-ignore
    expect(await lastEntry(colleague.id)).toMatchObject({
      action: 'remove-passkey',
      with: { passkey: first.credentialId, name: 'First' },
    });
    expect(await listOf(colleague)).toMatchObject([{ name: 'Spare' }]);
    expect(problem(await signInWith(daylight.api, first)).code).toBe('wrong-passkey');

    const last = `/passkeys/${two!.id}/removal`;
    expect((await ask(colleague, 'POST', last, await proof(colleague, second, 'remove-passkey', two!.id))).status).toBe(204); // prettier-ignore
    expect((await withPassword(colleague)).status).toBe(201);
  });

  it('are nobody else’s to see, rename or remove', async () => {
    const other = await aColleague(daylight, 'curious', ['administrator']);
    const [mine] = await listOf(person);
    expect(await listOf(other)).toEqual([]);
    const renamed = await ask(other, 'PATCH', `/passkeys/${mine!.id}`, { json: { name: 'Mine now' } });
    const removed = await ask(other, 'POST', `/passkeys/${mine!.id}/removal`, { json: { password: other.password } });
    expect([renamed.status, removed.status]).toEqual([404, 404]);
    expect(await listOf(person)).toMatchObject([{ name: 'The key on my ring' }]);
  });
});

describe('somebody who has lost their passkey', () => {
  it('has it removed by two other people, is signed out, and signs in with the password again', async () => {
    const [administrator, solicitor] = [await daylight.as('administrator'), await daylight.as('solicitor')];
    const colleague = await aColleague(daylight, 'loser', ['auditor']);
    const change = { kind: 'remove-passkeys', staffId: colleague.id } as const;
    const nothing = await ask(administrator, 'POST', '/staff-changes', { json: { ...change, reason: WHY } });
    expect(problem(nothing).reasons?.map(({ code }) => code)).toEqual(['does-not-fit']);
    const lost = aPasskey(daylight);
    await addPasskey(colleague, lost);
    const id = await propose(administrator, change);
    const alone = { json: { reason: WHY, password: administrator.password } };
    expect((await ask(administrator, 'POST', `/staff-changes/${id}/approve`, alone)).status).toBe(409);
    expect(await approve(solicitor, id)).toEqual({ enrolment: null });
    expect(await lastEntry(colleague.id)).toMatchObject({
      action: 'approve-staff-change',
      with: { kind: 'remove-passkeys' },
    });
    expect((await ask(colleague, 'GET', '/session')).status).toBe(401);
    expect(problem(await signInWith(daylight.api, lost)).code).toBe('wrong-passkey');
    expect((await withPassword(colleague)).status).toBe(201);
  });

  it('never approves it for themselves', async () => {
    const [administrator, solicitor] = [await daylight.as('administrator'), await daylight.as('solicitor')];
    const own = aPasskey(daylight);
    const other = await aColleague(daylight, 'second-solicitor', ['solicitor']);
    await addPasskey(other, own);
    const id = await propose(administrator, { kind: 'remove-passkeys', staffId: other.id });
    const passkey = own.get(await askToStepUp(other, 'approve-staff-change', id));
    const refused = await ask(other, 'POST', `/staff-changes/${id}/approve`, { json: { reason: WHY, passkey } });
    expect(problem(refused).reasons?.map(({ code }) => code)).toEqual(['decides-on-self']);
    await approve(solicitor, id);
  });
});

it('offers none where Daylight is opened at a number, and says why', async () => {
  const numbered = await startDaylight();
  const auditor = await numbered.as('auditor');
  expect(json(await ask(auditor, 'GET', '/session'))).toMatchObject({ offersPasskeys: false, hasPasskey: false });
  const refused = await ask(numbered.api, 'POST', '/session/passkey/challenge');
  expect(problem(refused)).toMatchObject({ status: 409, code: 'conflict' });
  expect(problem(refused).detail).toMatch(/^Passkeys need Daylight to be opened at a name/);
  await numbered.stop();
});
