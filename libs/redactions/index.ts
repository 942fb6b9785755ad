/** What is hidden, where, when, on what basis, by whom; and the renderings of it. Owns the working bucket. */
export { RedactionDocument, RedactionEdit, RedactionTask, Rendering, type TaskState } from './data/redactions.entities';
export { QualityIssue, Watching, WatchingWaiver } from './data/reviews.entities';
export { renderPart, renderRedaction } from './redactions.jobs';
export { RedactionsModule } from './redactions.module';
export { type EditRequest, type RedactionOrder, RedactionsService, type RenderingResult } from './redactions.service';
export { type Pin, type Review, ReviewsService } from './reviews.service';
