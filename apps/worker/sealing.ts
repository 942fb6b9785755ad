import type { Database } from '@app/database';
import { LedgerSeal, sha256, type Signer } from '@app/ledger';
import { verifierKey } from '@app/ledger/domain';
import type { PublicationsService } from '@app/publications';

/** The hand that signs checkpoints, and gives publications their proof once they are sealed. */
export class Sealing {
  private readonly log: LedgerSeal;

  constructor(
    database: Database,
    private readonly publications: PublicationsService,
    private readonly signer: Signer,
  ) {
    this.log = new LedgerSeal(database, signer);
  }

  async seal(): Promise<void> {
    await this.log.seal();
    await this.publications.attachProofs(verifierKey(sha256, this.signer));
  }
}
