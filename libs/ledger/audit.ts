import type { Database } from '@app/database';
import { hex } from '@app/kernel';
import { sha256 } from './crypto';
import * as rows from './data/ledger.repository';
import {
  type Act,
  commitmentOf,
  CompactRange,
  leafHash,
  openNote,
  parseBody,
  parseCheckpoint,
  type Verifier,
} from './domain';
import type { LedgerCheckpoint, LedgerEntry } from './data/ledger.entities';

export interface LedgerAudit {
  readonly entries: number;
  readonly checkpoints: number;
  /** The root over all entries, in hex. */
  readonly root: string;
  /** Empty when everything holds; else what was altered, by name. */
  readonly faults: readonly string[];
}

const BATCH = 1000;

/**
 * Recomputes the whole log from its entries and holds it against every checkpoint ever signed. Reads in batches, so
 * that its memory does not grow with the log.
 */
export async function auditLedger(database: Database, verifier: Verifier): Promise<LedgerAudit> {
  return database.read(async (tx) => {
    const range = new CompactRange(sha256);
    const faults: string[] = [];
    const checkpoints = await rows.allCheckpoints(tx);
    const pending = [...checkpoints];
    let expected = 0;
    let sealed = 0;
    for (let from = 0; ; from = expected) {
      const entries = await rows.entriesFrom(tx, from, BATCH);
      for (const entry of entries) {
        if (entry.index !== expected) faults.push(`${span(expected, entry.index - 1)} missing`);
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
    faults.push(...pending.map((c) => `the checkpoint of ${c.size} entries: the log has only ${expected} of them`));
    return { entries: range.size, checkpoints: checkpoints.length, root: hex(range.root()), faults };
  });
}

function entryFaults(entry: LedgerEntry): string[] {
  const faults: string[] = [];
  const say = (what: string): number => faults.push(`entry ${entry.index}: ${what}`);
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
  checkpoint: LedgerCheckpoint,
  range: CompactRange,
  verifier: Verifier,
  sealedBefore: number,
): string[] {
  const name = `the checkpoint of ${checkpoint.size} entries`;
  const text = openNote(sha256, checkpoint.note, [verifier]);
  if (text === null) return [`${name}: its signature does not verify`];
  const signed = parseCheckpoint(text);
  if (signed?.size !== checkpoint.size) return [`${name}: it was signed for another size`];
  if (hex(signed.root) === hex(range.root())) return [];
  return [`${name}: ${span(sealedBefore, checkpoint.size - 1)} altered, removed or added since it was signed`];
}

const span = (from: number, to: number): string =>
  from >= to ? `entry ${to} was` : `one or more of the entries ${from} to ${to} were`;
