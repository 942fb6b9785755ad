import { LedgerModule } from '@app/ledger';
import { Module } from '@nestjs/common';
import { SavedFiltersService } from './saved-filters.service';
import { StaffService } from './staff.service';

@Module({
  imports: [LedgerModule],
  providers: [StaffService, SavedFiltersService],
  exports: [StaffService, SavedFiltersService],
})
export class StaffModule {}
