import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { hex, utf8 } from '@app/kernel';
import canonicalize from 'canonicalize';
import type { Sha256, Signer, Verifier } from './domain';

export const sha256: Sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
};

/** An Ed25519 key of the City, from PKCS #8 PEM. `name` is how it signs notes. */
export function signerFrom(pem: string, name: string): Signer {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`the key of ${name} is not an Ed25519 key`);
  return { name, publicKey: rawPublicKey(createPublicKey(key)), sign: (m) => new Uint8Array(sign(null, m, key)) };
}

/** From the 32 raw bytes of an Ed25519 public key (RFC 8032). */
export function verifierFrom(publicKey: Uint8Array, name: string): Verifier {
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') },
    format: 'jwk',
  });
  return { name, publicKey, verify: (message, signature) => verify(null, message, key, signature) };
}

const rawPublicKey = (key: KeyObject): Uint8Array =>
  new Uint8Array(Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url'));

/** SHA-256 of a JSON value in RFC 8785 form, in hex: how the ledger speaks of content that it does not hold. */
export const digestOf = (value: unknown): string =>
  hex(sha256(utf8(canonicalize(JSON.parse(JSON.stringify(value))) ?? '')));
