import { readFileSync } from 'node:fs';
import { AppError } from '@app/kernel';
import { sha256, signerFrom, type Verifier, verifierFrom } from '@app/ledger';
import { parseVerifierKey } from '@app/ledger/domain';

/** The verifier of the log: from its published key, or from the installation's own private one and the log's name. */
export function logVerifier(key: string | null, own: { readonly keyFile: string; readonly origin: string }): Verifier {
  if (key === null) {
    const { publicKey, name } = signerFrom(readFileSync(own.keyFile, 'utf8'), own.origin);
    return verifierFrom(publicKey, name);
  }
  const parsed = parseVerifierKey(sha256, key);
  if (!parsed) throw new AppError('invalid-input', 'That is no verifier key: it looks like name+0123abcd+base64.');
  return verifierFrom(parsed.publicKey, parsed.name);
}
