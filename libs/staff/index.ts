/** Accounts of staff: passwords, lock-out, changes that take two people, and the history of who held which role when. */
export { STAFF_ENTITIES, type StaffChange } from './data/staff.entities';
export { type Account, type Enrolment, StaffChangesService } from './staff-changes.service';
export { SavedFiltersService } from './saved-filters.service';
export { StaffModule } from './staff.module';
export { StaffService, type NewStaff } from './staff.service';
