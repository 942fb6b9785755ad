/** Accounts of staff: passwords, passkeys, lock-out, changes that take two people, and the history of who held which role when. */
export { STAFF_ENTITIES, type StaffChange } from './data/staff.entities';
export { type Account, type Enrolment, StaffChangesService } from './staff-changes.service';
export { SavedFiltersService } from './saved-filters.service';
export type { Assertion, CreationOptions, Registration, RequestOptions } from './ceremonies';
export type { Passkey } from './data/passkeys.entities';
export { type Asked, PasskeysService, type PasskeySignature, type Proof } from './passkeys.service';
export { PasskeysModule, StaffModule } from './staff.module';
export { StaffService, type NewStaff } from './staff.service';
