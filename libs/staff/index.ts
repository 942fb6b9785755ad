/** Accounts of staff: passwords, lock-out, and the history of who held which role when. */
export { SavedFilter, Staff as StaffAccount, StaffRole } from './data/staff.entities';
export { SavedFiltersService } from './saved-filters.service';
export { StaffModule } from './staff.module';
export { StaffService, type NewStaff } from './staff.service';
