/** What the public sees: the shape of a release, of a docket entry, of a tombstone. Knows nothing of originals. */
export {
  CONTENT_WARNINGS,
  type ContentWarning,
  type HiddenSpan,
  type ReleaseRecord,
  type TranscriptLine,
} from './release-record';
export { type ManifestFile, type ReleaseManifest, type FileRole, fileName } from './manifest';
export {
  DOCKET_NOTES,
  DOCKET_OUTCOMES,
  type DocketEntry,
  type DocketNote,
  type DocketNoteKind,
  type DocketOutcome,
  isUnderAppeal,
  type Lateness,
  latenessOf,
} from './docket-entry';
export { citationOf, isProng, type Prong, PRONGS } from './prongs';
export { type CommonClock, commonClock, type Placed } from './common-clock';
export { TAKEDOWN_CLASSES, type TakedownClass, type Tombstone } from './tombstone';
export { posterCard } from './poster-card';
export type { ReleaseBundle, SignOffStatement } from './bundle';
export { type ReleaseCheck, type ReleaseEvidence, verifyRelease } from './verify-release';
