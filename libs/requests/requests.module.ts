import { LedgerModule } from '@app/ledger';
import { Module } from '@nestjs/common';
import { RequestsService } from './requests.service';

@Module({ imports: [LedgerModule], providers: [RequestsService], exports: [RequestsService] })
export class RequestsModule {}
