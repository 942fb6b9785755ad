import { createHash } from 'node:crypto';
import { mustBeAble, type Person } from '@app/access';
import { Database } from '@app/database';
import { AppError, must } from '@app/kernel';
import { Ledger } from '@app/ledger';
import { Inject, Injectable } from '@nestjs/common';
import canonicalize from 'canonicalize';
import * as rows from './data/determinations.repository';
import { LAW_TABLES, type LawTableName } from './domain';

export interface ShippedTable {
  readonly version: number;
  readonly effective: string;
  /** Of its content in canonical JSON (RFC 8785): what is approved. */
  readonly sha256: string;
  /** Null until the City Solicitor has approved this very content. */
  readonly approval: { readonly by: string; readonly at: Date } | null;
}

/** The tables of law that ship with Daylight, and whether the City has approved them as they are. */
@Injectable()
export class LawTablesService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Ledger) private readonly ledger: Ledger,
  ) {}

  async shipped(name: LawTableName): Promise<ShippedTable> {
    const { version, effective } = LAW_TABLES[name];
    const sha256 = hashOf(name);
    const approval = await this.database.read((tx) => rows.lawApproval(tx, name, sha256));
    return { version, effective, sha256, approval };
  }

  /** Approves the table as it was read: after an update that changed it, nobody approves what they have not seen. */
  async approve(name: LawTableName, sha256: string, by: Person): Promise<void> {
    mustBeAble(by, 'edit', 'Policy', {});
    if (sha256 !== hashOf(name))
      throw new AppError('stale', 'The table has changed since you read it. Read it again, then approve it.');
    const { version } = LAW_TABLES[name];
    await this.database.inTransaction(async (tx) => {
      const ledgerIndex = await this.ledger.append(
        {
          ...{ actor: by.id, roles: by.roles, action: 'approve-table', outcome: 'done' },
          object: { type: 'law-table', id: name },
          with: { version, sha256 },
        },
        tx,
      );
      // After the append: whoever else approves waits for this transaction, and sees what it has left.
      if (await rows.lawApproval(tx, name, sha256))
        throw new AppError('conflict', 'This version of the table has been approved already.');
      await rows.insertLawApproval(tx, {
        ...{ tableName: name, sha256, version, approvedBy: by.id, approvedAt: tx.at, ledgerIndex },
      });
    });
  }
}

function hashOf(name: LawTableName): string {
  const content = must(canonicalize(LAW_TABLES[name]), 'a JSON value');
  return createHash('sha256').update(content, 'utf8').digest('hex');
}
