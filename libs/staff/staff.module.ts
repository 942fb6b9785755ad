import { LedgerModule } from '@app/ledger';
import { Module } from '@nestjs/common';
import { StaffService } from './staff.service';

@Module({ imports: [LedgerModule], providers: [StaffService], exports: [StaffService] })
export class StaffModule {}
