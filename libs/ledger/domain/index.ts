/** The ledger's mathematics, pure: whoever holds an entry, a proof and a checkpoint can check them with this folder alone. */
export {
  type Hash,
  CompactRange,
  consistencyProof,
  inclusionProof,
  leafHash,
  type Sha256,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
} from './merkle';
export {
  type KeyName,
  keyId,
  type Note,
  noteText,
  openNote,
  parseVerifierKey,
  signNote,
  type Signer,
  verifierKey,
  type Verifier,
} from './note';
export { type Checkpoint, checkpointText, parseCheckpoint } from './checkpoint';
export {
  addCheckpointRequest,
  type Cosignature,
  cosign,
  cosignaturesOn,
  parseWitnessKey,
  witnessKey,
} from './cosignature';
export {
  bundleEntries,
  entryBundle,
  type HashTile,
  isFull,
  isTilePath,
  partialTiles,
  tileBytes,
  tileHashes,
  type TileName,
  tilePath,
  TileRange,
} from './tiles';
export { type Act, commitmentOf, type EntryBody, entryBody, parseBody } from './entry';
export { type LogProof, parseTlogProof, tlogProof } from './tlog-proof';
export { fromBase64, toBase64 } from './base64';
export { openStatement, type SignedStatement, signStatement, type StatementKind } from './statement';
