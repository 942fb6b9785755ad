import { JobsModule } from '@app/jobs';
import { LedgerModule } from '@app/ledger';
import { Module } from '@nestjs/common';
import { RedactionsService } from './redactions.service';
import { ReviewsService } from './reviews.service';

@Module({
  imports: [LedgerModule, JobsModule],
  providers: [RedactionsService, ReviewsService],
  exports: [RedactionsService, ReviewsService],
})
export class RedactionsModule {}
