import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { AppError } from '@app/kernel';
import { signedWithPasskey } from '../account/ceremonies';
import { api } from '../shell/api';
import { formerSessionEnded } from '../shell/session';

/** Signs in with a passkey alone: it knows whose it is. */
export async function enterWithPasskey(): Promise<Views['SessionView']> {
  await formerSessionEnded();
  const body = await signedWithPasskey(await done(api.POST('/session/passkey/challenge')));
  return done(api.POST('/session/passkey', { body }));
}

/** Signs in with user name and password; an account with a passkey is asked for that too. */
export async function enter(userName: string, password: string): Promise<Views['SessionView']> {
  await formerSessionEnded();
  try {
    return await done(api.POST('/session', { body: { userName, password } }));
  } catch (error) {
    if (error instanceof AppError && error.code === 'passkey-required') return enterWithPasskey();
    throw error;
  }
}
