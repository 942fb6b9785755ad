import { createHash, createPublicKey, X509Certificate } from 'node:crypto';
import { aCity, asConfigured } from '../../test/factories/release-folder';
import { postedKeys } from './posted-keys';

const city = aCity();
const configured = asConfigured(city);
const posted = postedKeys(configured, 'https://daylight.example');
const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

it('posts each key as verifiers take it, with the fingerprint that openssl gives of it', () => {
  const [key] = posted.city;
  expect(key).toMatchObject({ name: 'cambridgema.gov/daylight', algorithm: 'Ed25519', key: configured.city[0] });
  // RFC 8410: what `openssl pkey -pubin -outform DER | sha256sum` hashes.
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), city.seal.publicKey.publicKey]);
  expect(createPublicKey({ key: der, format: 'der', type: 'spki' }).asymmetricKeyType).toBe('ed25519');
  expect(key?.fingerprint).toBe(hashOf(der));
  expect(posted.log[0]?.name).toBe('daylight.test/ledger');
  expect(posted.witnesses[0]?.name).toBe('witness.test');
});

it('posts the certificate behind Content Credentials under the hash that a release names', () => {
  const anchor = city.signer.chain.at(-1)!;
  expect(posted.contentCredentials).toEqual([
    expect.objectContaining({ algorithm: 'Ed25519', fingerprint: hashOf(anchor) }),
  ]);
  expect(new X509Certificate(posted.contentCredentials[0]!.certificate).raw.equals(anchor)).toBe(true);
});

it('posts nothing that is no key: a log’s for a witness’s, one with another’s id, bytes that are no certificate', () => {
  const other = asConfigured(aCity());
  const withIdOf = (key: string, id: string): string => key.replace(/\+[0-9a-f]{8}\+/, `+${id.split('+')[1] ?? ''}+`);
  const wrong = [
    { ...configured, city: [withIdOf(configured.city[0]!, other.city[0]!)] },
    { ...configured, log: configured.witnesses },
    { ...configured, witnesses: configured.log },
    { ...configured, anchors: ['AAAA'] },
  ];
  for (const one of wrong) expect(() => postedKeys(one, '')).toThrow(/is no (verifier key|certificate)/);
});
