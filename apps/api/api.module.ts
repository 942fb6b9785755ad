import type { ApiConfig } from '@app/config';
import { DatabaseModule } from '@app/database';
import { DeterminationsModule, ENTITIES } from '@app/determinations';
import { FootageModule, UploadsService } from '@app/footage';
import { IncidentsModule } from '@app/incidents';
import { LedgerModule, SealModule } from '@app/ledger';
import { RedactionsModule } from '@app/redactions';
import { RequestsModule } from '@app/requests';
import { PasskeysModule, STAFF_ENTITIES, StaffModule } from '@app/staff';
import { StorageModule } from '@app/storage';
import type { Logger } from '@app/telemetry';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessibilityController } from './accessibility/accessibility.controller';
import { RenditionsController } from './accessibility/renditions.controller';
import { AccountsController } from './administration/accounts.controller';
import { LawController } from './administration/law.controller';
import { ClipsController } from './clips/clips.controller';
import { FootageController } from './clips/footage.controller';
import { MovesController } from './clips/moves.controller';
import { CONSOLE_FILES, ConsoleController } from './console/console.controller';
import { ContactsController } from './determinations/contacts.controller';
import { DeterminationsController } from './determinations/determinations.controller';
import { DocketController } from './determinations/docket.controller';
import { TranslationsController } from './determinations/translations.controller';
import { ADMISSION, type AdmissionState, HealthController } from './health/health.controller';
import { ClosedByDefault } from './http/closed-by-default';
import { MayGuard } from './http/may.guard';
import { LOGGER, ProblemFilter } from './http/problem.filter';
import { IncidentsController } from './incidents/incidents.controller';
import { JobMonitor } from './jobs/job-monitor';
import { JobsController } from './jobs/jobs.controller';
import { LedgerController } from './ledger/ledger.controller';
import { CITY } from './previews/city';
import { PeopleController, PUBLIC_SITE } from './people/people.controller';
import { OverviewController } from './overview/overview.controller';
import { PasskeysController } from './people/passkeys.controller';
import { SavedFiltersController } from './people/saved-filters.controller';
import { PoliciesController } from './policies/policies.controller';
import { EditingController } from './redactions/editing.controller';
import { PreviewsController } from './previews/previews.controller';
import { RedactionsController } from './redactions/redactions.controller';
import { LOG_VERIFIER, logVerifier, ReportsController } from './reports/reports.controller';
import { TrackingController } from './redactions/tracking.controller';
import { ReviewsController } from './reviews/reviews.controller';
import { AsksController } from './requests/asks.controller';
import { RequestsController } from './requests/requests.controller';
import { TusServer } from './uploads/tus-server';
import { UploadsController } from './uploads/uploads.controller';

export const CONTROLLERS = [
  PeopleController,
  PasskeysController,
  AccountsController,
  LawController,
  SavedFiltersController,
  IncidentsController,
  UploadsController,
  ClipsController,
  MovesController,
  FootageController,
  EditingController,
  RedactionsController,
  TrackingController,
  ReviewsController,
  DeterminationsController,
  DocketController,
  TranslationsController,
  ContactsController,
  AccessibilityController,
  RenditionsController,
  ReportsController,
  PreviewsController,
  RequestsController,
  AsksController,
  PoliciesController,
  OverviewController,
  LedgerController,
  JobsController,
  HealthController,
  ConsoleController,
];

@Module({})
export class ApiModule {
  static forRoot(config: ApiConfig, log: Logger, admission: { readonly current: AdmissionState }): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        DiscoveryModule,
        DatabaseModule.forRoot(config.database, [...ENTITIES, ...STAFF_ENTITIES]),
        StorageModule.forRoot(config.storage),
        SealModule.forRoot(config.keys.releaseKey, config.ledgerVerifierKey),
        LedgerModule,
        StaffModule,
        PasskeysModule.forRoot(config.url),
        IncidentsModule,
        FootageModule,
        RedactionsModule,
        RequestsModule,
        DeterminationsModule,
      ],
      controllers: CONTROLLERS,
      providers: [
        ClosedByDefault,
        JobMonitor,
        { provide: LOGGER, useValue: log },
        { provide: CONSOLE_FILES, useValue: config.consoleDir },
        { provide: CITY, useValue: config.city },
        { provide: PUBLIC_SITE, useValue: config.portalUrl },
        { provide: LOG_VERIFIER, useFactory: () => logVerifier(config.ledgerVerifierKey) },
        { provide: ADMISSION, useValue: admission },
        {
          provide: TusServer,
          inject: [UploadsService],
          useFactory: (uploads: UploadsService) => new TusServer(config, uploads, () => admission.current.admitted),
        },
        { provide: APP_GUARD, useClass: MayGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
