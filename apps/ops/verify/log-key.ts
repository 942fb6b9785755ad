import { readFileSync } from 'node:fs';
import { AppError } from '@app/kernel';
import { sha256, type Signer, signerFrom, type Verifier, verifierFrom } from '@app/ledger';
import { parseVerifierKey, verifierKey } from '@app/ledger/domain';

interface OwnKey {
  readonly keyFile: string;
  /** Name of the log. */
  readonly origin: string;
}

const signerOf = ({ keyFile, origin }: OwnKey): Signer => signerFrom(readFileSync(keyFile, 'utf8'), origin);

/** The public key of the installation's own log, as it is published. */
export const publishedLogKey = (own: OwnKey): string => verifierKey(sha256, signerOf(own));

/** The verifier of the log: from its published key, or from the installation's own private one and the log's name. */
export function logVerifier(key: string | null, own: OwnKey): Verifier {
  if (key === null) {
    const { publicKey, name } = signerOf(own);
    return verifierFrom(publicKey, name);
  }
  const parsed = parseVerifierKey(sha256, key);
  if (!parsed) throw new AppError('invalid-input', 'That is no verifier key: it looks like name+0123abcd+base64.');
  return verifierFrom(parsed.publicKey, parsed.name);
}
