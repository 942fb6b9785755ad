import { JobsModule } from '@app/jobs';
import { LedgerModule } from '@app/ledger';
import { Module } from '@nestjs/common';
import { EditingService } from './editing.service';
import { RedactionsService } from './redactions.service';
import { RenditionsService } from './renditions.service';
import { ReviewsService } from './reviews.service';
import { TrackingService } from './tracking.service';

const SERVICES = [EditingService, RedactionsService, RenditionsService, ReviewsService, TrackingService];

@Module({ imports: [LedgerModule, JobsModule], providers: SERVICES, exports: SERVICES })
export class RedactionsModule {}
