import { createHash, createPublicKey, X509Certificate } from 'node:crypto';
import { AppError } from '@app/kernel';
import { sha256 } from '@app/ledger';
import { parseVerifierKey, parseWitnessKey } from '@app/ledger/domain';
import type { PostedAnchor, PostedKey, PostedKeys } from './domain';

/** Public keys as an operator names them. */
interface Configured {
  readonly city: readonly string[];
  readonly log: readonly string[];
  readonly witnesses: readonly string[];
  /** DER in base64. */
  readonly anchors: readonly string[];
}

/** What the site posts of these keys. Throws where one is none: a key that nobody can use would be worse than no key. */
export const postedKeys = ({ city, log, witnesses, anchors }: Configured, siteUrl: string): PostedKeys => ({
  $schema: `${siteUrl}/schemas/keys.json`,
  schema: 'daylight-keys-1',
  city: city.map(keyOf('CITY_VERIFIER_KEYS', parseVerifierKey)),
  log: log.map(keyOf('LEDGER_VERIFIER_KEY', parseVerifierKey)),
  witnesses: witnesses.map(keyOf('LEDGER_WITNESSES', parseWitnessKey)),
  contentCredentials: anchors.map(anchorOf),
});

const keyOf =
  (variable: string, parse: typeof parseWitnessKey) =>
  (key: string): PostedKey => {
    const parsed = parse(sha256, key);
    if (!parsed) throw new AppError('invalid-input', `${variable}: ${key} is no verifier key; its id does not fit it.`);
    return { name: parsed.name, algorithm: 'Ed25519', key, fingerprint: fingerprintOf(parsed.publicKey) };
  };

function fingerprintOf(publicKey: Uint8Array): string {
  const x = Buffer.from(publicKey).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return hashOf(key.export({ type: 'spki', format: 'der' }));
}

function anchorOf(base64: string): PostedAnchor {
  const certificate = certificateIn(Buffer.from(base64, 'base64'));
  if (certificate?.publicKey.asymmetricKeyType !== 'ed25519')
    throw new AppError('invalid-input', `C2PA_ANCHORS: ${base64.slice(0, 20)}… is no certificate of an Ed25519 key.`);
  return {
    name: certificate.subject.split('\n').join(', '),
    algorithm: 'Ed25519',
    certificate: certificate.toString(),
    fingerprint: hashOf(certificate.raw),
  };
}

function certificateIn(der: Buffer): X509Certificate | null {
  try {
    return new X509Certificate(der);
  } catch {
    return null;
  }
}

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
