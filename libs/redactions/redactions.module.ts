import { JobsModule } from '@app/jobs';
import { LedgerModule } from '@app/ledger';
import { Module } from '@nestjs/common';
import { RedactionsService } from './redactions.service';

@Module({ imports: [LedgerModule, JobsModule], providers: [RedactionsService], exports: [RedactionsService] })
export class RedactionsModule {}
