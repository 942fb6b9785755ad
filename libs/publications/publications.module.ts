import { JobsModule } from '@app/jobs';
import { LedgerModule } from '@app/ledger';
import { Module } from '@nestjs/common';
import { PublicLog } from './public-log';
import { PublicationsService } from './publications.service';

@Module({
  imports: [LedgerModule, JobsModule],
  providers: [PublicationsService, PublicLog],
  exports: [PublicationsService, PublicLog],
})
export class PublicationsModule {}
