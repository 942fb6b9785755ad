import type { Database } from '@app/database';
import { LedgerSeal, type Signer } from '@app/ledger';
import type { PublicationsService, PublicLog } from '@app/publications';
import type { Unanswered, Witnesses } from './witnesses';

/** The hand that signs checkpoints, publishes the log, and gives publications their proof once they are sealed. */
export class Sealing {
  private readonly log: LedgerSeal;

  constructor(
    database: Database,
    signer: Signer,
    private readonly publicLog: PublicLog,
    private readonly publications: PublicationsService,
    private readonly witnesses: Witnesses,
  ) {
    this.log = new LedgerSeal(database, signer);
  }

  /** Witnesses are asked last: no checkpoint and no proof waits for them. Returns who did not cosign. */
  async seal(): Promise<readonly Unanswered[]> {
    await this.log.seal();
    await this.publicLog.write();
    await this.publications.attachProofs();
    const { cosigned, unanswered } = await this.witnesses.ask();
    if (cosigned > 0) await this.publications.attachProofs();
    return unanswered;
  }
}
