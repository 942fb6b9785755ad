import type { Transaction } from '@app/database';
import { MoreThanOrEqual } from 'typeorm';
import { LedgerCheckpoint, LedgerEntry } from './ledger.entities';

/** Two transactions that append wait for each other here, until the first has committed or left no trace. */
const APPEND_LOCK = 7_266_001;
const SEAL_LOCK = 7_266_002;
const TILING_LOCK = 7_266_003;

export const lockForAppend = (tx: Transaction): Promise<unknown> =>
  tx.sql('SELECT pg_advisory_xact_lock($1)', [APPEND_LOCK]);

export const lockForSeal = (tx: Transaction): Promise<unknown> =>
  tx.sql('SELECT pg_advisory_xact_lock($1)', [SEAL_LOCK]);

export const lockForTiling = (tx: Transaction): Promise<unknown> =>
  tx.sql('SELECT pg_advisory_xact_lock($1)', [TILING_LOCK]);

export async function lastEntry(tx: Transaction): Promise<{ index: number; at: Date } | null> {
  const [row] = await tx.manager.find(LedgerEntry, {
    select: { index: true, at: true },
    order: { index: 'DESC' },
    take: 1,
  });
  return row ?? null;
}

export const insertEntry = (tx: Transaction, entry: Omit<LedgerEntry, 'xact'>): Promise<unknown> =>
  tx.manager.insert(LedgerEntry, entry as never);

export const entryAt = (tx: Transaction, index: number): Promise<LedgerEntry | null> =>
  tx.manager.findOneBy(LedgerEntry, { index });

/** Up to `limit` entries from `from`, in order. */
export const entriesFrom = (tx: Transaction, from: number, limit: number): Promise<LedgerEntry[]> =>
  tx.manager.find(LedgerEntry, { where: { index: MoreThanOrEqual(from) }, order: { index: 'ASC' }, take: limit });

export async function leafHashes(tx: Transaction, from: number, size: number): Promise<Buffer[]> {
  const rows = await tx.sql<{ leaf_hash: Buffer }>(
    'SELECT leaf_hash FROM ledger_entry WHERE index >= $1 AND index < $2 ORDER BY index',
    [from, size],
  );
  return rows.map((row) => row.leaf_hash);
}

export async function lastCheckpoint(tx: Transaction): Promise<LedgerCheckpoint | null> {
  const [row] = await tx.manager.find(LedgerCheckpoint, { order: { size: 'DESC' }, take: 1 });
  return row ?? null;
}

export const allCheckpoints = (tx: Transaction): Promise<LedgerCheckpoint[]> =>
  tx.manager.find(LedgerCheckpoint, { order: { size: 'ASC' } });

export const insertCheckpoint = (tx: Transaction, checkpoint: LedgerCheckpoint): Promise<unknown> =>
  tx.manager.insert(LedgerCheckpoint, checkpoint);

/** What staff did to one object, newest last. */
export const actsOn = (tx: Transaction, object: { type: string; id: string }): Promise<LedgerEntry[]> =>
  tx.manager
    .createQueryBuilder(LedgerEntry, 'entry')
    .where(`entry.act->'object'->>'type' = :type AND entry.act->'object'->>'id' = :id`, object)
    .orderBy('entry.index')
    .getMany();

/** The exact bytes of the leaves from one position up to, and without, another. */
export async function bodies(tx: Transaction, from: number, to: number): Promise<Buffer[]> {
  const rows = await tx.sql<{ body: Buffer }>(
    'SELECT body FROM ledger_entry WHERE index >= $1 AND index < $2 ORDER BY index',
    [from, to],
  );
  return rows.map((row) => row.body);
}

/** Sizes of the log, from one up to another, whose tiles are public. */
export async function tiledSizes(tx: Transaction, from: number, to: number): Promise<number[]> {
  const rows = await tx.sql<{ size: number }>(
    'SELECT size::float8 AS size FROM ledger_tiling WHERE size >= $1 AND size <= $2 ORDER BY size',
    [from, to],
  );
  return rows.map((row) => row.size);
}

export async function lastTiledSize(tx: Transaction): Promise<number> {
  const [row] = await tx.sql<{ size: number }>('SELECT coalesce(max(size), 0)::float8 AS size FROM ledger_tiling');
  return row?.size ?? 0;
}

export const insertTiling = (tx: Transaction, size: number): Promise<unknown> =>
  tx.sql('INSERT INTO ledger_tiling (size, at) VALUES ($1, $2)', [size, tx.at]);

/** Signature lines of witnesses below a checkpoint. */
export async function cosignatureLines(tx: Transaction, size: number): Promise<string[]> {
  const rows = await tx.sql<{ line: string }>('SELECT line FROM ledger_cosignature WHERE size = $1 ORDER BY witness', [
    size,
  ]);
  return rows.map((row) => row.line);
}

/** The size of the longest log that this witness has cosigned, as far as is known here. */
export async function lastCosignedSize(tx: Transaction, witness: string): Promise<number> {
  const [row] = await tx.sql<{ size: number }>(
    'SELECT coalesce(max(size), 0)::float8 AS size FROM ledger_cosignature WHERE witness = $1',
    [witness],
  );
  return row?.size ?? 0;
}

export const insertCosignature = (
  tx: Transaction,
  { size, witness, line }: { size: number; witness: string; line: string },
): Promise<unknown> =>
  tx.sql('INSERT INTO ledger_cosignature (size, witness, line, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [
    size,
    witness,
    line,
    tx.at,
  ]);
