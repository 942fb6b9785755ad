import { JobsModule } from '@app/jobs';
import { LedgerModule } from '@app/ledger';
import { Module } from '@nestjs/common';
import { EditingService } from './editing.service';
import { RedactionsService } from './redactions.service';
import { TrackingService } from './tracking.service';

@Module({
  imports: [LedgerModule, JobsModule],
  providers: [EditingService, RedactionsService, TrackingService],
  exports: [EditingService, RedactionsService, TrackingService],
})
export class RedactionsModule {}
