import { hex } from '@app/kernel';
import {
  type Checkpoint,
  fromBase64,
  type Hash,
  noteText,
  openNote,
  parseCheckpoint,
  verifyConsistency,
  type Verifier,
} from '@app/ledger/domain';
import { sha256 } from './keys';

/** A request as it was sent, not checked yet. */
interface Submission {
  readonly older: number;
  readonly proof: readonly Hash[];
  readonly note: string;
  readonly checkpoint: Checkpoint;
}

/** What C2SP tlog-witness, add-checkpoint, demands to be answered. */
export type Ruling =
  | { readonly status: 200; readonly checkpoint: Checkpoint; readonly text: string }
  | { readonly status: 409; readonly size: number }
  | { readonly status: 400 | 403 | 404 | 422; readonly says: string };

const MOST_PROOF = 63;

/** Null when the body is not that of such a request. */
export function parseSubmission(body: string): Submission | null {
  const end = body.indexOf('\n\n');
  const [first = '', ...lines] = body.slice(0, Math.max(end, 0)).split('\n');
  const note = body.slice(end + 2);
  const older = /^old (0|[1-9]\d{0,15})$/.exec(first)?.[1];
  const proof = lines.map(fromBase64).filter((hash) => hash?.length === 32) as Hash[];
  const text = noteText(note);
  const checkpoint = text === null ? null : parseCheckpoint(text);
  if (end < 0 || older === undefined || proof.length !== lines.length || proof.length > MOST_PROOF || !checkpoint)
    return null;
  return { older: Number(older), proof, note, checkpoint };
}

/** Whether a checkpoint is cosigned by somebody who knows these logs and last cosigned `last` of this one. */
export function ruleOn(submission: Submission, log: Verifier | undefined, last: Checkpoint | null): Ruling {
  const { older, proof, note, checkpoint } = submission;
  if (!log) return { status: 404, says: 'This witness does not watch a log of that name.' };
  const text = openNote(sha256, note, [log]);
  if (text === null) return { status: 403, says: 'No signature is by the key of that log.' };
  if (older > checkpoint.size) return { status: 400, says: 'The old size is above the size of the checkpoint.' };
  const known = last ?? { origin: checkpoint.origin, size: 0, root: sha256() };
  if (older !== known.size) return { status: 409, size: known.size };
  if (older === checkpoint.size && hex(known.root) !== hex(checkpoint.root)) return { status: 409, size: known.size };
  const grows = older === 0 ? proof.length === 0 : verifyConsistency(sha256, known, checkpoint, proof);
  if (!grows) return { status: 422, says: 'The proof does not show that the log only grew.' };
  return { status: 200, checkpoint, text };
}
