import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AppError } from '@app/kernel';
import { CitySeal, sha256 } from '@app/ledger';
import { verifierKey } from '@app/ledger/domain';
import { publishedLogKey } from './log-key';

/** Where the secret halves lie, and the chain of certificates. */
export interface KeyFiles {
  readonly releaseKey: string;
  readonly ledgerKey: string;
  readonly ledgerOrigin: string;
  readonly provenanceChain: string;
}

/** The variables by which the public site is told which keys to post: the public halves, as text. */
export const publicKeys = (files: KeyFiles) => ({
  CITY_VERIFIER_KEYS: verifierKey(sha256, new CitySeal(readFileSync(files.releaseKey, 'utf8')).publicKey),
  LEDGER_VERIFIER_KEY: publishedLogKey({ keyFile: files.ledgerKey, origin: files.ledgerOrigin }),
  C2PA_ANCHORS: anchorIn(files.provenanceChain),
});

/** The last certificate of a chain, DER in base64. */
function anchorIn(path: string): string {
  const chain = readFileSync(path, 'utf8').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  const last = chain?.at(-1);
  if (last === undefined) throw new AppError('invalid-input', `${path} holds no certificate.`);
  return new X509Certificate(last).raw.toString('base64');
}
