/** What is hidden, where, when, on what basis, by whom; and the renderings of it. Owns the working bucket. */
export {
  RedactionDocument,
  RedactionEdit,
  RedactionLease,
  RedactionTask,
  RedactionTranscript,
  Rendering,
  type TaskState,
} from './data/redactions.entities';
export { EditingService, type Lease } from './editing.service';
export { renderPart, renderRedaction } from './redactions.jobs';
export { RedactionsModule } from './redactions.module';
export { type EditRequest, type RedactionOrder, RedactionsService, type RenderingResult } from './redactions.service';
