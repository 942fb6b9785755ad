import { LedgerModule } from '@app/ledger';
import { Module } from '@nestjs/common';
import { SavedFiltersService } from './saved-filters.service';
import { StaffChangesService } from './staff-changes.service';
import { StaffService } from './staff.service';

const SERVICES = [StaffService, StaffChangesService, SavedFiltersService];

@Module({ imports: [LedgerModule], providers: SERVICES, exports: SERVICES })
export class StaffModule {}
