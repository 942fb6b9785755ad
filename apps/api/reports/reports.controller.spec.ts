import { generateKeyPairSync } from 'node:crypto';
import { sha256, signerFrom } from '@app/ledger';
import { verifierKey } from '@app/ledger/domain';
import { logVerifier } from './reports.controller';

const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const key = verifierKey(sha256, signerFrom(pem, 'daylight.test/ledger'));

describe('the public key of the log', () => {
  it('is read as it is published; without one nothing is checked by it', () => {
    expect(logVerifier(key)?.name).toBe('daylight.test/ledger');
    expect(logVerifier(null)).toBeNull();
  });

  it('is refused when its id does not belong to its bytes, rather than checked by nothing', () => {
    expect(() => logVerifier(key.replace(/\+[0-9a-f]{8}\+/, '+00000000+'))).toThrow('is no verifier key');
  });
});
