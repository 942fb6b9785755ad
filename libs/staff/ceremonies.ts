import type { StaffId } from '@app/kernel';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type WebAuthnCredential,
} from '@simplewebauthn/server';
import { decodeAttestationObject } from '@simplewebauthn/server/helpers';
import type { Passkey } from './data/passkeys.entities';
import { CHALLENGE_MINUTES, type RelyingParty } from './domain';

// The two ceremonies of WebAuthn Level 3, §§ 7.1 and 7.2, as far as they are mathematics. Bytes are in base64url.

export type CreationOptions = PublicKeyCredentialCreationOptionsJSON;
export type RequestOptions = PublicKeyCredentialRequestOptionsJSON;

/** What a passkey signed. */
export interface Assertion {
  /** Credential id. */
  readonly id: string;
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly signature: string;
  readonly userHandle?: string;
}

/** A passkey that was just made. */
export interface Registration {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly attestationObject: string;
  readonly transports: readonly string[];
}

const timeout = CHALLENGE_MINUTES * 60_000;

const descriptor = ({ credentialId, transports }: Passkey): { id: string; transports: string[] } => ({
  id: credentialId,
  transports,
});

/** By what an authenticator knows the account: its id, which says nothing of the person. */
const handleBytes = (id: StaffId): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.from(id.replaceAll('-', ''), 'hex'));
export const handleOf = (id: StaffId): string => Buffer.from(handleBytes(id)).toString('base64url');

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text, 'base64url'));

export const creationOptions = (
  site: RelyingParty,
  challenge: string,
  of: { readonly id: StaffId; readonly userName: string; readonly name: string; readonly passkeys: readonly Passkey[] },
): Promise<CreationOptions> =>
  generateRegistrationOptions({
    rpName: 'Daylight',
    rpID: site.id,
    userID: handleBytes(of.id),
    userName: of.userName,
    userDisplayName: of.name,
    challenge: bytesOf(challenge),
    timeout,
    excludeCredentials: of.passkeys.map(descriptor),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });

/** For one of these passkeys; for any that the person chooses, when it is not known yet who asks. */
export const requestOptions = (
  site: RelyingParty,
  challenge: string,
  passkeys?: readonly Passkey[],
): Promise<RequestOptions> =>
  generateAuthenticationOptions({
    rpID: site.id,
    challenge: bytesOf(challenge),
    timeout,
    userVerification: 'required',
    ...(passkeys && { allowCredentials: passkeys.map(descriptor) }),
  });

/**
 * An attestation names the maker of an authenticator, which nobody asks here. One with certificates is not looked at:
 * the library would fetch what addresses they name.
 */
function isPlain(attestationObject: string): boolean {
  const attestation = decodeAttestationObject(bytesOf(attestationObject));
  const statement = attestation.get('attStmt');
  return attestation.get('fmt') === 'none' || (attestation.get('fmt') === 'packed' && !statement.get('x5c'));
}

/** The new passkey's key and counter; null unless it was made for this site and challenge by a person it verified. */
export async function registeredKey(
  made: Registration,
  challenge: string,
  site: RelyingParty,
): Promise<Pick<WebAuthnCredential, 'publicKey' | 'counter'> | null> {
  const { id, clientDataJSON, attestationObject } = made;
  try {
    if (!isPlain(attestationObject)) return null;
    const { registrationInfo } = await verifyRegistrationResponse({
      response: {
        ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
        response: { clientDataJSON, attestationObject },
      },
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: true,
    });
    return registrationInfo?.credential.id === id ? registrationInfo.credential : null;
  } catch {
    return null; // the library throws at whatever is not as it should be, and at what cannot be read
  }
}

/** The counter that came with it; null unless the passkey signed this challenge, for this site, for a person it verified. */
export async function assertedCounter(
  { id, userHandle, ...signed }: Assertion,
  { publicKey }: Passkey,
  challenge: string,
  site: RelyingParty,
): Promise<number | null> {
  const response: AuthenticationResponseJSON = {
    ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
    response: { ...signed, ...(userHandle && { userHandle }) },
  };
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: true,
      // Counters are compared under the account's lock, so that two at once are seen.
      credential: { id, publicKey: Uint8Array.from(publicKey), counter: 0 },
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    return null;
  }
}
