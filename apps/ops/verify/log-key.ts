import { readFileSync } from 'node:fs';
import { AppError } from '@app/kernel';
import { sha256, type Signer, signerFrom, type Verifier, verifierFrom } from '@app/ledger';
import { cosignaturesOn, parseVerifierKey, parseWitnessKey, verifierKey, witnessKey } from '@app/ledger/domain';

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
  return verifierOfLog(key);
}

/** From the published key of a log. */
export function verifierOfLog(key: string): Verifier {
  const parsed = parseVerifierKey(sha256, key);
  if (!parsed) throw new AppError('invalid-input', 'That is no verifier key: it looks like name+0123abcd+base64.');
  return verifierFrom(parsed.publicKey, parsed.name);
}

/** Name of the witness that `up` starts beside the log, to show how it works. Nobody is convinced by it: it is our own. */
export const DEMONSTRATION_WITNESS = 'daylight.localhost/demonstration-witness';

export const demonstrationWitnessKey = (keyFile: string): string =>
  witnessKey(sha256, signerFrom(readFileSync(keyFile, 'utf8'), DEMONSTRATION_WITNESS));

/** Witnesses by their published keys, one a line. */
export const knownWitnesses = (keys: string): Verifier[] =>
  keys
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const parsed = parseWitnessKey(sha256, line);
      if (!parsed)
        throw new AppError('invalid-input', `${line} is no key of a witness: it looks like name+0123abcd+base64.`);
      return verifierFrom(parsed.publicKey, parsed.name);
    });

/** In words: how many of the witnesses that somebody knows have cosigned a checkpoint, who, and when. */
export function cosignedBy(note: string, witnesses: readonly Verifier[]): string {
  const found = cosignaturesOn(sha256, note, witnesses);
  const names = found.map(({ witness, at }) => `${witness} at ${at.toISOString()}`).join(', ');
  return `${found.length} of ${witnesses.length} known witnesses cosigned the checkpoint${names && `: ${names}`}.`;
}
