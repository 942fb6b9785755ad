import { JobsModule } from '@app/jobs';
import { LedgerModule } from '@app/ledger';
import { Module } from '@nestjs/common';
import { PublicLog } from './public-log';
import { PublicationsService } from './publications.service';
import { Translations } from './translations';

@Module({
  imports: [LedgerModule, JobsModule],
  providers: [PublicationsService, PublicLog, Translations],
  exports: [PublicationsService, PublicLog, Translations],
})
export class PublicationsModule {}
