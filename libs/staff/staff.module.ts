import { LedgerModule } from '@app/ledger';
import { type DynamicModule, Module } from '@nestjs/common';
import { Attempts } from './attempts';
import { Challenges } from './challenges';
import { relyingPartyOf } from './domain';
import { PasskeysService, RELYING_PARTY } from './passkeys.service';
import { SavedFiltersService } from './saved-filters.service';
import { StaffChangesService } from './staff-changes.service';
import { StaffService } from './staff.service';

const SERVICES = [StaffService, StaffChangesService, SavedFiltersService, Attempts];

@Module({ imports: [LedgerModule], providers: SERVICES, exports: SERVICES })
export class StaffModule {}

/** Passkeys, where the console is opened: only the api asks for them. */
@Module({})
export class PasskeysModule {
  static forRoot(address: string): DynamicModule {
    return {
      module: PasskeysModule,
      imports: [LedgerModule, StaffModule],
      providers: [PasskeysService, Challenges, { provide: RELYING_PARTY, useFactory: () => relyingPartyOf(address) }],
      exports: [PasskeysService],
    };
  }
}
