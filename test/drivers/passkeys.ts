import { relyingPartyOf } from '@app/staff/domain';
import { must } from '@app/kernel';
import type { StaffSession } from '../../apps/ops/client/staff-session';
import { freePort } from '../../apps/ops/up/database';
import { Authenticator } from '../support/authenticator';
import { startDaylight, type TestDaylight } from '../support/daylight';
import { type Answer, type Asker, ask, json } from './staff-http';

/** A Daylight that is opened at a name: browsers offer passkeys there. */
export async function startNamedDaylight(options: { readonly worker?: boolean } = {}): Promise<TestDaylight> {
  const port = await freePort();
  return startDaylight({ ...options, change: { port, url: `http://localhost:${port}` } });
}

export const aPasskey = ({ api }: TestDaylight): Authenticator =>
  new Authenticator(must(relyingPartyOf(api), 'a name'));

interface Options {
  readonly challenge: string;
  readonly user?: { readonly id: string };
  readonly [name: string]: unknown;
}
export const optionsIn = (answer: Answer): Options => {
  if (answer.status !== 200) throw new Error(answer.text);
  return json<{ options: Options }>(answer).options;
};

/** Somebody without a passkey adds one: the password again, then what the authenticator made. */
export async function addPasskey(by: StaffSession, key: Authenticator, name = 'My key'): Promise<void> {
  const asked = await ask(by, 'POST', '/passkeys/challenge', { json: { password: by.password } });
  const added = await ask(by, 'POST', '/passkeys', { json: { name, ...key.create(optionsIn(asked)) } });
  if (added.status !== 204) throw new Error(added.text);
}

/** A browser that nobody is signed in to has asked what a passkey is to sign. */
export async function askToSignIn(api: string): Promise<{ readonly browser: StaffSession; readonly options: Options }> {
  const asked = await ask(api, 'POST', '/session/passkey/challenge');
  const cookie = asked.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { browser: { baseUrl: api, cookie: () => cookie } as StaffSession, options: optionsIn(asked) };
}

export const signInWith = async (api: string, key: Authenticator): Promise<Answer> => {
  const { browser, options } = await askToSignIn(api);
  return ask(browser, 'POST', '/session/passkey', { json: key.get(options) });
};

/** What a passkey is asked to sign before an act. */
export const askToStepUp = async (by: Asker, act: string, of: string): Promise<Options> =>
  optionsIn(await ask(by, 'POST', '/passkeys/step-up', { json: { act, of } }));
