import { JobsModule } from '@app/jobs';
import { LedgerModule } from '@app/ledger';
import { Module } from '@nestjs/common';
import { EditingService } from './editing.service';
import { RedactionsService } from './redactions.service';

@Module({
  imports: [LedgerModule, JobsModule],
  providers: [EditingService, RedactionsService],
  exports: [EditingService, RedactionsService],
})
export class RedactionsModule {}
