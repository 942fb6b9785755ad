import { JobsModule } from '@app/jobs';
import { LedgerModule } from '@app/ledger';
import { Module } from '@nestjs/common';
import { PublicationsService } from './publications.service';

@Module({ imports: [LedgerModule, JobsModule], providers: [PublicationsService], exports: [PublicationsService] })
export class PublicationsModule {}
