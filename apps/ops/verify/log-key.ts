import { readFileSync } from 'node:fs';
import { AppError } from '@app/kernel';
import { sha256, signerFrom, type Verifier, verifierFrom } from '@app/ledger';
import { parseVerifierKey } from '@app/ledger/domain';

/** Name of the log whose key is kept in a data folder. */
const ORIGIN = process.env['LEDGER_ORIGIN'] ?? 'daylight.cambridgema.gov/ledger';

/** The verifier of the log: from its published key, or from the installation's own private one. */
export function logVerifier(key: string | null, keyFile: string): Verifier {
  if (key === null) {
    const { publicKey, name } = signerFrom(readFileSync(keyFile, 'utf8'), ORIGIN);
    return verifierFrom(publicKey, name);
  }
  const parsed = parseVerifierKey(sha256, key);
  if (!parsed) throw new AppError('invalid-input', 'That is no verifier key: it looks like name+0123abcd+base64.');
  return verifierFrom(parsed.publicKey, parsed.name);
}
