/** Append-only Merkle log of every act. domain/ holds the mathematics, for anyone who wants to check it. */
export { auditLedger, type LedgerAudit, type LedgerFault } from './audit';
export { digestOf, sha256, signerFrom, verifierFrom } from './crypto';
export { CitySeal, LOG_KEY, SealModule } from './city-seal';
export { LedgerCheckpoint, LedgerCosignature, LedgerEntry, LedgerTiling } from './data/ledger.entities';
export type { Act, LogProof, SignedStatement, Signer, Verifier } from './domain';
export { Ledger, type LedgerIndex } from './ledger';
export { LedgerModule } from './ledger.module';
export { insertCosignature as keepCosignature, lastCosignedSize } from './data/ledger.repository';
export { LedgerSeal, newestCheckpoint, proveConsistency, proveInclusion } from './seal';
export { type LogFiles, writeTiles } from './write-tiles';
