import type { Transaction } from '@app/database';
import { hex } from '@app/kernel';
import { sha256 } from './crypto';
import * as rows from './data/ledger.repository';
import {
  type Act,
  commitmentOf,
  CompactRange,
  leafHash,
  noteText,
  openNote,
  parseBody,
  parseCheckpoint,
  type Verifier,
} from './domain';
import type { LedgerCheckpoint, LedgerEntry } from './data/ledger.entities';

export interface LedgerFault {
  /** The first and the last entry in which it may lie: the same where it is known which. */
  readonly from: number;
  readonly to: number;
  readonly says: string;
}

export interface LedgerAudit {
  readonly entries: number;
  readonly checkpoints: number;
  /** Entries under the newest checkpoint: later ones are not signed yet. */
  readonly sealed: number;
  /** False where nobody gave the log's public key: then whoever altered the log may have written its checkpoints anew. */
  readonly signaturesChecked: boolean;
  /** The root over all entries, in hex. */
  readonly root: string;
  /** Empty when everything holds; else what was altered, by name, in the order of the log. */
  readonly faults: readonly LedgerFault[];
}

const BATCH = 1000;

/**
 * Recomputes the whole log from its entries and holds it against every checkpoint ever signed. Reads in batches, so
 * that its memory does not grow with the log.
 */
export async function auditLedger(tx: Transaction, verifier: Verifier | null): Promise<LedgerAudit> {
  const range = new CompactRange(sha256);
  const faults: LedgerFault[] = [];
  const checkpoints = await rows.allCheckpoints(tx);
  const pending = [...checkpoints];
  let expected = 0;
  let sealed = 0;
  for (let from = 0; ; from = expected) {
    const entries = await rows.entriesFrom(tx, from, BATCH);
    for (const entry of entries) {
      if (entry.index !== expected) faults.push(within(expected, entry.index - 1, 'missing'));
      faults.push(...entryFaults(entry));
      range.append(leafHash(sha256, entry.body));
      expected = entry.index + 1;
      for (let next = pending[0]; next?.size === expected; next = pending[0]) {
        faults.push(...checkpointFaults(next, range, verifier, sealed));
        sealed = expected;
        pending.shift();
      }
    }
    if (entries.length < BATCH) break;
  }
  faults.push(
    ...pending.map(({ size }) => ({
      from: expected,
      to: size - 1,
      says: `the checkpoint of ${size} entries: the log has only ${expected} of them`,
    })),
  );
  const [entries, root] = [range.size, hex(range.root())];
  return { entries, checkpoints: checkpoints.length, sealed, signaturesChecked: verifier !== null, root, faults };
}

function entryFaults(entry: LedgerEntry): LedgerFault[] {
  const faults: LedgerFault[] = [];
  const { index } = entry;
  const say = (what: string): number => faults.push({ from: index, to: index, says: `entry ${index}: ${what}` });
  if (!entry.leafHash.equals(leafHash(sha256, entry.body))) say('its hash is not the hash of its content');
  const body = parseBody(entry.body);
  if (!body) say('its content is not that of an entry');
  else {
    if (body.commitment !== commitmentOf(sha256, entry.salt, entry.act as Act))
      say('the act is not the one it commits to');
    if (body.at !== entry.at.toISOString()) say('its time was altered');
  }
  return faults;
}

function checkpointFaults(
  { size, note }: LedgerCheckpoint,
  range: CompactRange,
  verifier: Verifier | null,
  sealedBefore: number,
): LedgerFault[] {
  const name = `the checkpoint of ${size} entries`;
  const fault = (says: string): LedgerFault[] => [{ from: sealedBefore, to: size - 1, says: `${name}: ${says}` }];
  const text = verifier ? openNote(sha256, note, [verifier]) : noteText(note);
  if (text === null) return fault('its signature does not verify');
  const signed = parseCheckpoint(text);
  if (signed?.size !== size) return fault('it was signed for another size');
  if (hex(signed.root) === hex(range.root())) return [];
  return fault(`${span(sealedBefore, size - 1)} altered, removed or added since it was signed`);
}

const within = (from: number, to: number, what: string): LedgerFault => ({
  from: Math.min(from, to),
  to,
  says: `${span(from, to)} ${what}`,
});

const span = (from: number, to: number): string =>
  from >= to ? `entry ${to} was` : `one or more of the entries ${from} to ${to} were`;
