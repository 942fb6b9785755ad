import type { WorkerConfig } from '@app/config';
import { Database, DatabaseModule } from '@app/database';
import { DeterminationsModule, ENTITIES } from '@app/determinations';
import { FootageModule } from '@app/footage';
import { SealModule, sha256, signerFrom } from '@app/ledger';
import { verifierKey } from '@app/ledger/domain';
import type { MediaBench, ProvenanceSigner } from '@app/media';
import { PublicationsModule, PublicationsService, PublicLog } from '@app/publications';
import { RedactionsModule } from '@app/redactions';
import { RequestsModule } from '@app/requests';
import { StorageModule } from '@app/storage';
import { type DynamicModule, Module } from '@nestjs/common';
import { DecodeStills } from './jobs/decode-stills.job';
import { DeriveClip } from './jobs/derive-clip.job';
import { ExamineClip } from './jobs/examine-clip.job';
import { MakeDescribed } from './jobs/make-described.job';
import { MakeRenditions } from './jobs/make-renditions.job';
import { PublishRelease } from './jobs/publish-release.job';
import { RenderPart } from './jobs/render-part.job';
import { RenderRedaction } from './jobs/render-redaction.job';
import { ReviewDeferral } from './jobs/review-deferral.job';
import { SealLedger } from './jobs/seal-ledger.job';
import { TrackMask } from './jobs/track-mask.job';
import { WithdrawRelease } from './jobs/withdraw-release.job';
import { MediaRoom } from './media-room';
import { Sealing } from './sealing';
import { witnessFrom, Witnesses } from './witnesses';

const HANDLERS = [
  ExamineClip,
  DeriveClip,
  DecodeStills,
  RenderRedaction,
  RenderPart,
  MakeRenditions,
  MakeDescribed,
  TrackMask,
  PublishRelease,
  WithdrawRelease,
  SealLedger,
  ReviewDeferral,
];

@Module({})
export class WorkerModule {
  static forRoot(config: WorkerConfig, bench: MediaBench, signer: ProvenanceSigner): DynamicModule {
    const log = signerFrom(config.keys.ledgerKey, config.keys.ledgerOrigin);
    return {
      module: WorkerModule,
      imports: [
        DatabaseModule.forRoot(config.database, ENTITIES),
        StorageModule.forRoot(config.storage),
        SealModule.forRoot(config.keys.releaseKey, verifierKey(sha256, log)),
        FootageModule,
        RedactionsModule,
        PublicationsModule,
        RequestsModule,
        DeterminationsModule,
      ],
      providers: [
        { provide: MediaRoom, useFactory: () => new MediaRoom(bench, signer) },
        {
          provide: Sealing,
          inject: [Database, PublicLog, PublicationsService],
          useFactory: (database: Database, publicLog: PublicLog, publications: PublicationsService) =>
            new Sealing(
              database,
              log,
              publicLog,
              publications,
              new Witnesses(database, config.witnesses.map(witnessFrom)),
            ),
        },
        ...HANDLERS,
      ],
    };
  }
}
