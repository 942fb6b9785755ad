/** What the public sees: the shape of a release, of a docket entry, of a tombstone. Knows nothing of originals. */
export {
  CONTENT_WARNINGS,
  type ContentWarning,
  type HiddenSpan,
  type ReleaseRecord,
  type TranscriptLine,
} from './release-record';
export { type ManifestFile, type ReleaseManifest, type FileRole, fileName } from './manifest';
export { type DocketEntry, DOCKET_OUTCOMES, type DocketOutcome } from './docket-entry';
export { TAKEDOWN_CLASSES, type TakedownClass, type Tombstone } from './tombstone';
export { posterCard } from './poster-card';
export type { ReleaseBundle, SignOffStatement } from './bundle';
export { type ReleaseCheck, type ReleaseEvidence, verifyRelease } from './verify-release';
export {
  cellsOf,
  type Column,
  csvLine,
  DOCKET_COLUMNS,
  objectOf,
  RELEASE_COLUMNS,
  type ReleaseRow,
  schemaOf,
} from './open-data';
