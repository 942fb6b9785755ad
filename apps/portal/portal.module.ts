import type { PortalConfig } from '@app/config';
import { DatabaseModule } from '@app/database';
import { OpenData, postedKeys, PublicDocket, PublicSearch, PublicSite } from '@app/publications';
import { PublicAsks } from '@app/requests';
import { openPublicBucket } from '@app/storage';
import type { Logger } from '@app/telemetry';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ROOM_TO_ASK, type RoomToAsk } from './front/ask-limit';
import { TRUSTED_PROXIES } from './front/request-limit';
import { HealthController } from './health/health.controller';
import { ErrorPagesController } from './http/error-pages.controller';
import { LOGGER, PagesFilter } from './http/pages.filter';
import { SITE_URL } from './http/site-url';
import { MediaController } from './media/media.controller';
import { PUBLIC_BUCKET, PublishedFiles } from './media/published-files';
import { AskController } from './pages/ask/ask.controller';
import { LogController } from './log/log.controller';
import { CorrectionsController } from './pages/corrections/corrections.controller';
import { DataController } from './pages/data/data.controller';
import { DocketController } from './pages/docket/docket.controller';
import { FeedsController } from './pages/feeds/feeds.controller';
import { OembedController } from './pages/feeds/oembed.controller';
import { HomeController } from './pages/home/home.controller';
import { IncidentController } from './pages/incident/incident.controller';
import { ReleaseFolderController } from './pages/release/folder.controller';
import { ReleaseController } from './pages/release/release.controller';
import { ReleasesController } from './pages/releases/releases.controller';
import { POSTED_KEYS } from './pages/verify/posted-keys';
import { VerifyController } from './pages/verify/verify.controller';
import { StatisticsController } from './pages/statistics/statistics.controller';
import { WordsController } from './pages/words/words.controller';

/** The public site. It has no entity, no ledger, no key: views of published rows and the public bucket, both to read;
 * and one table into which it may put what a reader asks for. */
@Module({})
export class PortalModule {
  static forRoot(config: PortalConfig, log: Logger, roomToAsk: RoomToAsk): DynamicModule {
    const siteUrl = config.url.replace(/\/$/, '');
    return {
      module: PortalModule,
      imports: [DatabaseModule.forRootNowOrLater(config.database, [])],
      controllers: [
        HomeController,
        ReleasesController,
        AskController,
        ReleaseController,
        ReleaseFolderController,
        IncidentController,
        DocketController,
        StatisticsController,
        CorrectionsController,
        VerifyController,
        WordsController,
        DataController, // its two schemas come before whatever else is below /schemas
        FeedsController,
        OembedController,
        MediaController,
        LogController,
        HealthController,
        ErrorPagesController,
      ],
      providers: [
        PublicSite,
        PublishedFiles,
        PublicSearch,
        PublicDocket,
        PublicAsks,
        OpenData,
        { provide: LOGGER, useValue: log },
        { provide: ROOM_TO_ASK, useValue: roomToAsk },
        { provide: TRUSTED_PROXIES, useValue: config.trustedProxies },
        { provide: SITE_URL, useValue: siteUrl },
        { provide: POSTED_KEYS, useValue: postedKeys(config.postedKeys, siteUrl) },
        { provide: PUBLIC_BUCKET, useFactory: () => openPublicBucket(config.storage) },
        { provide: APP_FILTER, useClass: PagesFilter },
      ],
    };
  }
}
