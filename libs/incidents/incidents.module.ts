import { LedgerModule } from '@app/ledger';
import { Module } from '@nestjs/common';
import { IncidentsService } from './incidents.service';

@Module({ imports: [LedgerModule], providers: [IncidentsService], exports: [IncidentsService] })
export class IncidentsModule {}
