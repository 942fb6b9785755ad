import { JobsModule } from '@app/jobs';
import { LedgerModule } from '@app/ledger';
import { Module } from '@nestjs/common';
import { RedactionsService } from './redactions.service';
import { TrackingService } from './tracking.service';

@Module({
  imports: [LedgerModule, JobsModule],
  providers: [RedactionsService, TrackingService],
  exports: [RedactionsService, TrackingService],
})
export class RedactionsModule {}
