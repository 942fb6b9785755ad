import { randomBytes } from 'node:crypto';
import type { Transaction } from '@app/database';
import { Injectable } from '@nestjs/common';
import { sha256 } from './crypto';
import * as rows from './data/ledger.repository';
import { type Act, commitmentOf, entryBody, leafHash } from './domain';

/** Position of an entry in the log. */
export type LedgerIndex = number;

/** The append-only log of every act. An act whose entry cannot be appended does not happen. */
@Injectable()
export class Ledger {
  /**
   * Appends the entry of one act to the log, in the act's own transaction: both commit, or neither. `open` is what
   * the public may read of it. Call it late: other appends wait until this transaction ends.
   */
  async append(act: Act, tx: Transaction, open?: Readonly<Record<string, unknown>>): Promise<LedgerIndex> {
    await rows.lockForAppend(tx);
    const last = await rows.lastEntry(tx);
    const index = last ? last.index + 1 : 0;
    const at = last && last.at > tx.at ? last.at : tx.at; // never earlier than the entry before it
    const salt = randomBytes(32);
    const body = entryBody({
      v: 1,
      at: at.toISOString(),
      commitment: commitmentOf(sha256, salt, act),
      ...(open && { open }),
    });
    await rows.insertEntry(tx, {
      index,
      body: Buffer.from(body),
      leafHash: Buffer.from(leafHash(sha256, body)),
      salt,
      act,
      at,
    });
    return index;
  }

  /** How many entries there are. While it stays the same nothing has changed: every change has its entry. */
  async size(tx: Transaction): Promise<number> {
    return ((await rows.lastEntry(tx))?.index ?? -1) + 1;
  }

  /** Everything that was done, or refused, to one object. */
  async history(
    object: { type: string; id: string },
    tx: Transaction,
  ): Promise<{ index: number; at: Date; act: Act }[]> {
    const entries = await rows.actsOn(tx, object);
    return entries.map(({ index, at, act }) => ({ index, at, act: act as Act }));
  }

  /** Acts in order, from that position on. */
  async entries(from: number, limit: number, tx: Transaction): Promise<{ index: number; at: Date; act: Act }[]> {
    return (await rows.entriesFrom(tx, from, limit)).map(({ index, at, act }) => ({ index, at, act: act as Act }));
  }
}
