import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { parseVerifierKey, type Sha256, type Signer, type Verifier } from '@app/ledger/domain';

// A witness shares the mathematics with the log that it watches, and nothing that touches Daylight's database or keys.

export const sha256: Sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
};

/** The witness's own key, from PKCS #8 PEM. */
export function ownKey(pem: string, name: string): Signer {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('WITNESS_KEY_FILE: not an Ed25519 key');
  const publicKey = new Uint8Array(Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x ?? '', 'base64url'));
  return { name, publicKey, sign: (message) => new Uint8Array(sign(null, message, key)) };
}

/** The key of a log, as it is published. */
export function logKey(text: string): Verifier {
  const parsed = parseVerifierKey(sha256, text);
  if (!parsed) throw new Error(`WITNESS_LOGS: ${text} is not the verifier key of a log`);
  const x = Buffer.from(parsed.publicKey).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return { ...parsed, verify: (message, signature) => verify(null, message, key, signature) };
}
