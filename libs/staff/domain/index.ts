/** The law of accounts: lock-out, and changes that take two people. */
export { afterFailure, isLocked, NO_TRIES, type Tries } from './lock-out';
export {
  type AccountState,
  accountState,
  ENROLMENT_HOURS,
  isStaffChangeKind,
  LEAST_PASSWORD,
  STAFF_CHANGES,
  type StaffChangeKind,
  type StaffDecision,
} from './staff-change';
export { STAFF_STEPS, type StaffChangeFacts, type StaffStep, whyNot } from './staff-change.rules';
