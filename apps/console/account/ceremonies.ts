import type { Views } from '@app/api-client';
import { AppError } from '@app/kernel';
import { relyingPartyOf } from '@app/staff/domain';
import type * as Browser from '@simplewebauthn/browser';

// What the browser does for a passkey. The library comes when somebody uses one.
const library = (): Promise<typeof Browser> => import('@simplewebauthn/browser');

/** Whether this browser offers passkeys where the page was opened. */
export const OFFERS_PASSKEYS = relyingPartyOf(window.location.href) !== null && 'PublicKeyCredential' in window;

/** Lets a passkey sign what the api asks. The browser shows the person which ones there are. */
export async function signedWithPasskey({ options }: Views['CeremonyView']): Promise<Views['AssertionDto']> {
  const { startAuthentication } = await library();
  const optionsJSON = options as unknown as Browser.PublicKeyCredentialRequestOptionsJSON;
  const { id, response } = await startAuthentication({ optionsJSON }).catch(refuse);
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  return { id, clientDataJSON, authenticatorData, signature, ...(userHandle && { userHandle }) };
}

/** Makes a passkey, on this device or on a key that the person holds to it. */
export async function newPasskey({ options }: Views['CeremonyView']): Promise<Omit<Views['NewPasskeyDto'], 'name'>> {
  const { startRegistration } = await library();
  const optionsJSON = options as unknown as Browser.PublicKeyCredentialCreationOptionsJSON;
  const { id, response } = await startRegistration({ optionsJSON }).catch(refuse);
  const { clientDataJSON, attestationObject, transports = [] } = response;
  return { id, clientDataJSON, attestationObject, transports };
}

/** Browsers do not say why: that would tell a page which passkeys there are. */
function refuse(cause: unknown): never {
  if (cause instanceof Error && cause.name === 'InvalidStateError')
    throw new AppError('conflict', 'This device holds a passkey of your account already.', { cause });
  throw new AppError(
    'wrong-passkey',
    'It was cancelled, it took too long, or there is no passkey of this account here. Nothing was done; you can try again.',
    { cause },
  );
}
