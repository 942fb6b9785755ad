/** What is hidden, where, when and why: pure, used alike by the editor's canvas, the renderer and the verifier. */
export * from './plan';
export { type ClipExtent, parsePlan, type ParsedPlan } from './parse-plan';
export {
  boxAt,
  cellsOf,
  coverAt,
  coverOf,
  isActive,
  type Picture,
  type Region,
  hasSmallMask,
  regionAt,
  toDisplayed,
  toStored,
} from './cover';
export { areaOf, CELL, type CellRows, common, dilate, erode, everyCell, type Span, without } from './raster';
export { type MutedSamples, mutedSamples, toneAt } from './mute';
export { apply, EMPTY_PLAN, isOperation, type Operation, OperationRefused, OPERATIONS } from './operations';
export {
  CATALOGUE,
  CATALOGUE_VERSION,
  type CatalogueRow,
  catalogueRow,
  type Channel,
  isSubjectClass,
  mayBeHidden,
  type SubjectClass,
} from './catalogue';
export { captionLeaks, type Cue, parseCaptions, type ParsedCaptions, REDACTED_CUE, writeCaptions } from './captions';
export {
  acceptedAs,
  type FrameRange,
  inPicture,
  isLost,
  LOST_BELOW,
  type Measurement,
  type SuggestedFrame,
  SURE_FROM,
  suggestTrack,
  toLookAt,
  type TrackSuggestion,
} from './track-suggestion';
export { type Mention, mentionsOf, redactCues, spansOf, type Word, wordsOf } from './words';
export {
  acceptance,
  lostAround,
  type LostSpan,
  resultOf,
  type SuggestedTrack,
  type SuggestionState,
  type TrackingResult,
  unresolved,
} from './suggested-track';
export { type Doubt, type DoubtKind, doubtsOf, nameOfDoubt } from './doubts';
export {
  FASTEST_WATCHING,
  HEAD_START_MS,
  isWatchedWhole,
  MOST_CREDIT_MS,
  nothingWatched,
  shareWatched,
  type Stretch,
  united,
  unwatched,
  type Watched,
  withReport,
} from './watching';
export { ISSUE_STEPS, type IssueState, type IssueStep, QUALITY_CHECKLIST } from './quality';
export {
  dueRenditions,
  type Flashing,
  type FlashSpan,
  INLINE,
  type OwnRendition,
  type PictureSize,
  RENDITION_NAMES,
  RENDITION_ROLES,
  type RenditionRole,
  sizeWithin,
  SMALL,
} from './renditions';
