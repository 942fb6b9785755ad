import { IncidentsModule } from '@app/incidents';
import { JobsModule } from '@app/jobs';
import { LedgerModule } from '@app/ledger';
import { Module } from '@nestjs/common';
import { FootageService } from './footage.service';
import { UploadsService } from './uploads.service';

@Module({
  imports: [LedgerModule, JobsModule, IncidentsModule],
  providers: [FootageService, UploadsService],
  exports: [FootageService, UploadsService],
})
export class FootageModule {}
