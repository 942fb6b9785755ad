/** The decision on a clip and its workflow; the top of the house, where law meets evidence. */
export type { AccessFacts, CaseFile } from './case-file';
export { type AccessibilityChange, CasesService, type Preview } from './cases.service';
export { ContactsService } from './contacts.service';
export { Accessibility, Consultation, Determination, Notice, type SignedText } from './data/determinations.entities';
export { reviewDeferral } from './determinations.jobs';
export { DeterminationsModule } from './determinations.module';
export { DeterminationsService, type MoveRequest, type OfferedMove } from './determinations.service';
export { ENTITIES } from './entities';
export { OverviewService } from './overview.service';
export { PoliciesService } from './policies.service';
export { PublishingService, type PublishOutcome } from './publishing.service';
export { type Queued, type QueueQuery, QueueService } from './queue.service';
export { ReceptionService } from './reception.service';
export { RedactionWorkService } from './redaction-work.service';
export { type CustodyCheck, type OfferedReport, type ReportRequest, ReportsService } from './reports.service';
export { type CutRenditions, RenditionWorkService } from './rendition-work.service';
export { type TrackingWanted, TrackingWorkService } from './tracking-work.service';
export { type RenderingReview, ReviewWorkService } from './review-work.service';
