import { FootageModule } from '@app/footage';
import { IncidentsModule } from '@app/incidents';
import { JobsModule } from '@app/jobs';
import { LedgerModule } from '@app/ledger';
import { PublicationsModule } from '@app/publications';
import { RedactionsModule } from '@app/redactions';
import { RequestsModule } from '@app/requests';
import { Module } from '@nestjs/common';
import { CaseFiles } from './case-file';
import { CasesService } from './cases.service';
import { ContactsService } from './contacts.service';
import { DeterminationsService } from './determinations.service';
import { DocketService } from './docket.service';
import { TranslationsService } from './translations.service';
import { Effects } from './effects';
import { LawTablesService } from './law-tables.service';
import { OverviewService } from './overview.service';
import { PoliciesService } from './policies.service';
import { PublishingService } from './publishing.service';
import { QueueService } from './queue.service';
import { ReceptionService } from './reception.service';
import { RedactionWorkService } from './redaction-work.service';
import { RenditionWorkService } from './rendition-work.service';
import { ReviewWorkService } from './review-work.service';
import { ReleaseAssembly } from './release-assembly';
import { ReportsService } from './reports.service';
import { TrackingWorkService } from './tracking-work.service';

const SERVICES = [
  CasesService,
  ContactsService,
  DeterminationsService,
  DocketService,
  TranslationsService,
  LawTablesService,
  OverviewService,
  PoliciesService,
  PublishingService,
  QueueService,
  ReceptionService,
  RedactionWorkService,
  RenditionWorkService,
  ReportsService,
  TrackingWorkService,
  ReviewWorkService,
];

@Module({
  imports: [
    LedgerModule,
    JobsModule,
    IncidentsModule,
    FootageModule,
    RedactionsModule,
    PublicationsModule,
    RequestsModule,
  ],
  providers: [CaseFiles, Effects, ReleaseAssembly, ...SERVICES],
  exports: SERVICES,
})
export class DeterminationsModule {}
