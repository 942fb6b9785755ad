/** What is hidden, where, when, on what basis, by whom; and the renderings of it. Owns the working bucket. */
export {
  RedactionDocument,
  RedactionEdit,
  RedactionLease,
  RedactionTask,
  RedactionTranscript,
  Rendering,
  type TaskState,
  Tracking,
  TrackingProgress,
} from './data/redactions.entities';
export { QualityIssue, SeenDoubt, Watching, WatchingWaiver } from './data/reviews.entities';
export { FlashAnalysis, Rendition } from './data/renditions.entities';
export { EditingService, type Lease } from './editing.service';
export { makeDescribedVersion, makeRenditions, renderPart, renderRedaction, trackMask } from './redactions.jobs';
export { RedactionsModule } from './redactions.module';
export { type EditRequest, type RedactionOrder, RedactionsService, type RenderingResult } from './redactions.service';
export { type RenditionResult, type Renditions, RenditionsService } from './renditions.service';
export { type TrackingAsked, type TrackingOutcome, TrackingService } from './tracking.service';
export { doubtsIn, type Pin, type Review, ReviewsService, unanswered } from './reviews.service';
