import type { SignedStatement } from '@app/ledger';

export class ReceiptView {
  clipId!: string;
  sha256!: string;
  size!: number;
  receivedAt!: string;
  ledgerIndex!: number;
  /** Signed by the City: DSSE envelope of the receipt. */
  receipt!: SignedStatement;
}

export class KnownView {
  /** These bytes are kept already; a new reception of them would be a custody record of its own. */
  known!: boolean;
}
