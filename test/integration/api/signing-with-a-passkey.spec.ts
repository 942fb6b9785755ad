import { createHash, verify } from 'node:crypto';
import { done } from '@app/api-client';
import type { DeterminationMove } from '@app/determinations/domain';
import type { Staff } from '../../../apps/ops/demo/steps';
import { aCaseAt, draft, everybody } from '../../drivers/case';
import { addPasskey, aPasskey, askToStepUp, startNamedDaylight } from '../../drivers/passkeys';
import { type Answer, ask, json, problem } from '../../drivers/staff-http';
import type { Authenticator } from '../../support/authenticator';
import type { TestDaylight } from '../../support/daylight';
import { withClient } from '../../support/fresh-database';

// Reliability T14: what a passkey signs is the hash of the determination's own text.

let daylight: TestDaylight;
let staff: Staff;
let clip: string;
let key: Authenticator;
beforeAll(async () => {
  daylight = await startNamedDaylight({ worker: true });
  staff = await everybody(daylight);
  clip = await aCaseAt('solicitorReview', { daylight, staff });
  await draft(clip, staff);
  key = aPasskey(daylight);
  await addPasskey(staff.solicitor, key);
});
afterAll(() => daylight.stop());

const MOVE = 'releaseRedacted';
const textOf = async (move: DeterminationMove = MOVE): Promise<string> =>
  (await done(staff.solicitor.api.GET('/clips/{id}/signing-text', { params: { path: { id: clip }, query: { move } } })))
    .sha256;
const sign = (body: object): Promise<Answer> =>
  ask(staff.solicitor, 'POST', `/clips/${clip}/moves/${MOVE}`, { json: body });
/** The passkey's signature over that text. */
const over = async (sha256: string) => key.get(await askToStepUp(staff.solicitor, 'sign', sha256));

interface Signed {
  readonly text: string;
  readonly credential_id: string | null;
  readonly assertion: Record<'nonce' | 'clientDataJSON' | 'authenticatorData' | 'signature', string>;
  readonly entry: { action: string; with: Record<string, unknown> };
}
const signedTexts = (): Promise<Signed[]> =>
  withClient(daylight.database.owner, async (client) => {
    const { rows } = await client.query<Signed>(
      `SELECT text, credential_id, assertion, act AS entry FROM signed_text JOIN ledger_entry ON index = ledger_index`,
    );
    return rows;
  });

it('takes the password of nobody who has a passkey', async () => {
  const refused = await sign({ password: staff.solicitor.password, textSha256: await textOf() });
  expect(problem(refused)).toMatchObject({ status: 401, code: 'passkey-required' });
});

it('takes no signature over another text, for another end, by another key, or twice', async () => {
  const textSha256 = await textOf();
  const other = aPasskey(daylight);
  await addPasskey(staff['assistant-solicitor'], other);
  const asked = await askToStepUp(staff.solicitor, 'sign', textSha256);
  expect(asked['allowCredentials']).toMatchObject([{ id: key.credentialId }]);
  const theirs = { ...other.get(asked) };
  const forAdding = key.get(await askToStepUp(staff.solicitor, 'approve-staff-change', '0'.repeat(36)));
  for (const passkey of [await over(await textOf('withhold')), theirs, forAdding]) {
    const refused = await sign({ passkey, textSha256 });
    expect([refused.status, problem(refused).code]).toEqual([401, 'wrong-passkey']);
  }
  await withClient(daylight.database.owner, (client) => client.query('UPDATE staff SET failed_tries = 0'));
  const spent = await over(textSha256);
  expect(problem(await sign({ passkey: spent, textSha256: '0'.repeat(64) })).code).toBe('wrong-passkey');
  expect(problem(await sign({ passkey: spent, textSha256 })).code).toBe('wrong-passkey');
  expect(await signedTexts()).toEqual([]);
});

it('signs no text that has changed since it was read', async () => {
  const read = await textOf();
  const passkey = await over(read);
  await draft(clip, staff, { publicReasons: 'Other reasons, written while the Solicitor looked for the key.' });
  const refused = await sign({ passkey, textSha256: read });
  expect(problem(refused).reasons?.map(({ code }) => code)).toEqual(['signed-another-text']);
  expect(await signedTexts()).toEqual([]);
});

it('keeps a signature that anybody can check against the text, with the key that made it', async () => {
  const textSha256 = await textOf();
  const answer = await sign({ passkey: await over(textSha256), textSha256 });
  expect([answer.status, json(answer)]).toEqual([200, { state: 'redacting', version: 1 }]);
  const [signed, ...more] = await signedTexts();
  const { text, credential_id, assertion, entry } = signed!;
  expect([more.length, credential_id, entry]).toMatchObject([
    0,
    key.credentialId,
    { action: `sign-${MOVE}`, with: { passkey: key.credentialId } },
  ]);
  const sha256 = (of: string) => createHash('sha256').update(of);
  const challenge = sha256(`sign ${sha256(text).digest('hex')} ${assertion.nonce}`).digest('base64url');
  expect(JSON.parse(assertion.clientDataJSON)).toMatchObject({ type: 'webauthn.get', challenge, origin: daylight.api });
  const [data, signature] = [assertion.authenticatorData, assertion.signature].map((one) => Buffer.from(one, 'base64url')); // prettier-ignore
  const bytes = Buffer.concat([data!, sha256(assertion.clientDataJSON).digest()]);
  expect(verify('sha256', bytes, key.key.publicKey, signature!)).toBe(true);

  const texts = json<object[]>(await ask(staff.solicitor, 'GET', `/clips/${clip}/signed-texts`));
  expect(texts).toMatchObject([{ sha256: textSha256, passkey: key.credentialId }]);
  const memo = await ask(staff.solicitor, 'GET', `/clips/${clip}/reports/determination`);
  expect(memo.text).toContain(`the passkey ${key.credentialId}`);
});
