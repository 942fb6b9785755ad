import { utf8 } from '@app/kernel';
import { toBase64 } from './base64';
import type { Sha256 } from './merkle';
import {
  bytesOf,
  keyId,
  noteSignatures,
  noteText,
  parseVerifierKey,
  type Signer,
  type Verifier,
  verifierKey,
} from './note';

/** C2SP tlog-cosignature: a timestamped Ed25519 signature, `cosignature/v1`. */
const COSIGNATURE = 0x04;

/** A witness's statement that this was, at that time, the longest log of this name that it knew of. */
export interface Cosignature {
  readonly witness: string;
  readonly at: Date;
  /** As it stands below a checkpoint, with its newline. */
  readonly line: string;
}

/** The verifier key of a witness as it is published. */
export const witnessKey = (sha256: Sha256, key: { name: string; publicKey: Uint8Array }): string =>
  verifierKey(sha256, key, COSIGNATURE);

/** Name and key of a witness; null when the text is no key of one. */
export const parseWitnessKey = (sha256: Sha256, text: string): { name: string; publicKey: Uint8Array } | null =>
  parseVerifierKey(sha256, text, COSIGNATURE);

const message = (seconds: number, checkpoint: string): Uint8Array =>
  utf8(`cosignature/v1\ntime ${seconds}\n${checkpoint}`);

/** The signature line under the text of a checkpoint. */
export function cosign(sha256: Sha256, witness: Signer, checkpoint: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  const bytes = new Uint8Array(12 + 64);
  bytes.set(bytesOf(keyId(sha256, witness.name, witness.publicKey, COSIGNATURE)));
  new DataView(bytes.buffer).setBigUint64(4, BigInt(seconds));
  bytes.set(witness.sign(message(seconds, checkpoint)), 12);
  return `— ${witness.name} ${toBase64(bytes)}\n`;
}

/** The cosignatures by these witnesses that a signed checkpoint carries, each witness once; others are ignored. */
export function cosignaturesOn(sha256: Sha256, note: string, witnesses: readonly Verifier[]): Cosignature[] {
  const text = noteText(note);
  if (text === null) return [];
  const signatures = noteSignatures(note);
  return witnesses.flatMap((witness) => {
    const id = keyId(sha256, witness.name, witness.publicKey, COSIGNATURE);
    for (const { name, keyId: of, signature } of signatures) {
      if (name !== witness.name || of !== id || signature.length !== 72) continue;
      const seconds = Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0));
      if (!witness.verify(message(seconds, text), signature.subarray(8))) continue;
      const line = `— ${name} ${toBase64(Uint8Array.of(...bytesOf(id), ...signature))}\n`;
      return [{ witness: name, at: new Date(seconds * 1000), line }];
    }
    return [];
  });
}

/** What a log sends to a witness (C2SP tlog-witness, add-checkpoint). */
export const addCheckpointRequest = (older: number, proof: readonly Uint8Array[], checkpoint: string): string =>
  [`old ${older}`, ...proof.map(toBase64), '', checkpoint].join('\n');
