import { LedgerModule } from '@app/ledger';
import { Module } from '@nestjs/common';
import { AsksService } from './asks.service';
import { RequestsService } from './requests.service';

@Module({
  imports: [LedgerModule],
  providers: [RequestsService, AsksService],
  exports: [RequestsService, AsksService],
})
export class RequestsModule {}
