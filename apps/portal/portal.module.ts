import type { PortalConfig } from '@app/config';
import { DatabaseModule } from '@app/database';
import { OpenData, PublicSite } from '@app/publications';
import { openPublicBucket } from '@app/storage';
import type { Logger } from '@app/telemetry';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { HealthController } from './health/health.controller';
import { LOGGER, PagesFilter } from './http/pages.filter';
import { SITE_URL } from './http/site-url';
import { MediaController, PUBLIC_BUCKET } from './media/media.controller';
import { CorrectionsController } from './pages/corrections/corrections.controller';
import { DataController } from './pages/data/data.controller';
import { DocketController } from './pages/docket/docket.controller';
import { FeedsController } from './pages/feeds/feeds.controller';
import { OembedController } from './pages/feeds/oembed.controller';
import { HomeController } from './pages/home/home.controller';
import { IncidentController } from './pages/incident/incident.controller';
import { ReleaseController } from './pages/release/release.controller';
import { ReleasesController } from './pages/releases/releases.controller';
import { WordsController } from './pages/words/words.controller';

/** The public site. It has no entity, no ledger, no key: a view of published rows and the public bucket, both to read. */
@Module({})
export class PortalModule {
  static forRoot(config: PortalConfig, log: Logger): DynamicModule {
    return {
      module: PortalModule,
      imports: [DatabaseModule.forRoot(config.database, [])],
      controllers: [
        HomeController,
        ReleasesController,
        ReleaseController,
        IncidentController,
        DocketController,
        CorrectionsController,
        WordsController,
        FeedsController,
        OembedController,
        DataController,
        MediaController,
        HealthController,
      ],
      providers: [
        PublicSite,
        OpenData,
        { provide: LOGGER, useValue: log },
        { provide: SITE_URL, useValue: config.url.replace(/\/$/, '') },
        { provide: PUBLIC_BUCKET, useFactory: () => openPublicBucket(config.storage) },
        { provide: APP_FILTER, useClass: PagesFilter },
      ],
    };
  }
}
