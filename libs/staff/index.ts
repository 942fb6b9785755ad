/** Accounts of staff: passwords, lock-out, and the history of who held which role when. */
export { Staff as StaffAccount, StaffRole } from './data/staff.entities';
export { StaffModule } from './staff.module';
export { StaffService, type NewStaff } from './staff.service';
