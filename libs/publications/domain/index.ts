/** What the public sees: the shape of a release, of a docket entry, of a tombstone. Knows nothing of originals. */
export {
  AS_RECORDED,
  type AsRecorded,
  CONTENT_WARNINGS,
  type ContentWarning,
  DESCRIBED_WITHIN_DAYS,
  type HiddenSpan,
  leakedLines,
  type ReleaseRecord,
  type TranscriptLine,
} from './release-record';
export {
  BESIDE,
  FILE_ROLES,
  fileName,
  type FileRole,
  type ManifestFile,
  mediaTypeOf,
  type ReleaseManifest,
  sha256Sums,
  suffixOf,
} from './manifest';
export { type ReleaseAttestation, releaseAttestation } from './attestation';
export {
  certificateJson,
  type PartFindings,
  type RedactionCertificate,
  redactionCertificate,
  type VerifierFindings,
} from './certificate';
export { determinationOnRelease, transcriptText } from './plain-texts';
export { type RedactionLedger, redactionsCsv, redactionsJson, redactionsVtt } from './redaction-ledger';
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
  SUPPRESSIBLE,
  type SuppressibleField,
  type Suppression,
} from './docket-entry';
export { citationOf, isProng, type Prong, PRONGS } from './prongs';
export { type CommonClock, commonClock, type Placed } from './common-clock';
export type { Superseded } from './superseded';
export { PUBLIC_LAG_MS, TAKEDOWN_CLASSES, type TakedownClass, type Tombstone } from './tombstone';
export type { PostedAnchor, PostedKey, PostedKeys } from './posted-keys';
export { posterCard } from './poster-card';
export { bundlePath, fixedJson, type ReleaseBundle, type SignOffStatement } from './bundle';
export { type JsonSchema, SCHEMAS } from './schemas';
export { type ReleaseCheck, type ReleaseEvidence, verifyRelease } from './verify-release';
export {
  cellsOf,
  type Column,
  DOCKET_COLUMNS,
  objectOf,
  RELEASE_COLUMNS,
  type ReleaseRow,
  schemaOf,
} from './open-data';
export { csvLine } from './csv';
export { type Subtitles, translatedCaptions } from './translated-captions';
export {
  linesToKeep,
  type ReleaseTranslation,
  TRANSLATION_LANGUAGES,
  type TranslationLanguage,
  translatedLine,
  translationFault,
} from './translation';
