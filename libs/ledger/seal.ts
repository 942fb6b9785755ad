import type { Database, Transaction } from '@app/database';
import { sha256 } from './crypto';
import * as rows from './data/ledger.repository';
import {
  checkpointText,
  CompactRange,
  consistencyProof,
  type Hash,
  inclusionProof,
  type LogProof,
  signNote,
  type Signer,
  toBase64,
} from './domain';

/** Signs checkpoints. One process holds the key (the worker); a size is signed once only. */
export class LedgerSeal {
  constructor(
    private readonly database: Database,
    private readonly signer: Signer,
  ) {}

  /** Signs the log as it stands, unless it has been signed at this size already. Returns the newest signed size. */
  async seal(): Promise<number> {
    return this.database.inTransaction(async (tx) => {
      await rows.lockForSeal(tx);
      const last = await rows.lastCheckpoint(tx);
      const end = ((await rows.lastEntry(tx))?.index ?? -1) + 1;
      if (end === (last?.size ?? 0)) return end;
      const range = CompactRange.from(sha256, last?.size ?? 0, last?.subtrees ?? []);
      for (const leaf of await rows.leafHashes(tx, range.size, end)) range.append(leaf);
      const root = range.root();
      const text = checkpointText({ origin: this.signer.name, size: range.size, root });
      await rows.insertCheckpoint(tx, {
        size: range.size,
        root: Buffer.from(root),
        subtrees: range.roots().map((hash) => Buffer.from(hash)),
        note: signNote(sha256, text, [this.signer]),
        at: tx.at,
      });
      return range.size;
    });
  }
}

/** The proof that an entry is in the log as last signed; null while it is not sealed yet. */
export async function proveInclusion(index: number, tx: Transaction): Promise<LogProof | null> {
  const [checkpoint, entry] = [await rows.lastCheckpoint(tx), await rows.entryAt(tx, index)];
  if (!checkpoint || !entry || checkpoint.size <= index) return null;
  const proof = inclusionProof(sha256, await rows.leafHashes(tx, 0, checkpoint.size), index);
  const note = checkpoint.note + (await rows.cosignatureLines(tx, checkpoint.size)).join('');
  return { index, body: toBase64(entry.body), proof: proof.map(toBase64), checkpoint: note };
}

/** The newest checkpoint, as the log signed it, with the cosignatures that it has; null before the first. */
export async function newestCheckpoint(
  tx: Transaction,
): Promise<{ readonly size: number; readonly note: string; readonly cosignatures: readonly string[] } | null> {
  const checkpoint = await rows.lastCheckpoint(tx);
  if (!checkpoint) return null;
  const { size, note } = checkpoint;
  return { size, note, cosignatures: await rows.cosignatureLines(tx, size) };
}

/** The proof that the first `older` entries of a log of that size are those of the log as it was then. */
export async function proveConsistency(older: number, size: number, tx: Transaction): Promise<Hash[]> {
  return older === 0 ? [] : consistencyProof(sha256, await rows.leafHashes(tx, 0, size), older);
}
