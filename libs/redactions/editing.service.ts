import type { Person } from '@app/access';
import type { Transaction } from '@app/database';
import { AppError, type StaffId } from '@app/kernel';
import { digestOf, Ledger } from '@app/ledger';
import { Inject, Injectable } from '@nestjs/common';
import type { RedactionTranscript } from './data/redactions.entities';
import * as rows from './data/redactions.repository';
import { parseCaptions } from './domain';

/** Who has a plan just now. */
export interface Lease {
  readonly heldBy: StaffId;
  readonly until: Date;
}

/** How long a lease lasts that nobody renews: a page that is closed or loses its line lets go by itself. */
export const LEASE_SECONDS = 60;

/** What people need who edit one plan: who has it just now, and what is said in the clip. */
@Injectable()
export class EditingService {
  constructor(@Inject(Ledger) private readonly ledger: Ledger) {}

  /**
   * Takes or renews the lease. Somebody else's that still runs stays theirs, unless it is taken over with a reason,
   * which is in the ledger.
   */
  async lease(determinationId: string, by: Person, takeBecause: string | null, tx: Transaction): Promise<Lease> {
    const known = await this.current(determinationId, tx);
    if (known && known.heldBy !== by.id) {
      if (takeBecause === null) return known;
      await this.ledger.append(
        {
          actor: by.id,
          roles: by.roles,
          action: 'take-over-redactions',
          object: { type: 'determination', id: determinationId },
          outcome: 'done',
          before: known.heldBy,
          after: by.id,
          reason: takeBecause,
        },
        tx,
      );
    }
    const lease = { determinationId, heldBy: by.id, until: new Date(tx.at.getTime() + LEASE_SECONDS * 1000) };
    await rows.saveLease(tx, lease);
    return lease;
  }

  async letGo(determinationId: string, by: Person, tx: Transaction): Promise<void> {
    await rows.endLease(tx, determinationId, by.id);
  }

  /** Throws `conflict` while somebody else has the plan. */
  async assertFree(determinationId: string, by: Person, tx: Transaction): Promise<void> {
    const lease = await this.current(determinationId, tx);
    if (lease && lease.heldBy !== by.id)
      throw new AppError('conflict', 'Somebody else is editing this plan. Take it over with a reason, or wait.', {
        with: { heldBy: lease.heldBy, until: lease.until.toISOString() },
      });
  }

  transcript(determinationId: string, tx: Transaction): Promise<RedactionTranscript | null> {
    return rows.transcriptOf(tx, determinationId);
  }

  /** Keeps what is said in the original. Throws `stale`, or `invalid-input` where it is not the WebVTT that Daylight reads. */
  async writeTranscript(
    determinationId: string,
    { vtt, revision }: { readonly vtt: string; readonly revision: number },
    by: Person,
    tx: Transaction,
  ): Promise<RedactionTranscript> {
    const parsed = parseCaptions(vtt);
    if (!parsed.ok) throw new AppError('invalid-input', 'This is not a transcript.', { fields: parsed.faults });
    const known = (await rows.transcriptOf(tx, determinationId))?.revision ?? 0;
    if (known !== revision)
      throw new AppError('stale', `The transcript is at revision ${known}. Read it again, then repeat the change.`, {
        with: { revision: known },
      });
    const ledgerIndex = await this.ledger.append(
      {
        actor: by.id,
        roles: by.roles,
        action: 'write-transcript',
        object: { type: 'determination', id: determinationId },
        outcome: 'done',
        before: String(known),
        after: String(known + 1),
        with: { sha256: digestOf({ vtt }) },
      },
      tx,
    );
    const saved = { determinationId, revision: known + 1, vtt, ledgerIndex };
    await rows.saveTranscript(tx, saved);
    return saved;
  }

  private async current(determinationId: string, tx: Transaction): Promise<Lease | null> {
    const lease = await rows.leaseOf(tx, determinationId);
    return lease && lease.until > tx.at ? lease : null;
  }
}
