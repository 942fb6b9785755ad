/** The law of accounts: lock-out, passkeys, and changes that take two people. */
export { afterFailure, isLocked, NO_TRIES, type Tries } from './lock-out';
export {
  CHALLENGE_MINUTES,
  counterGoesOn,
  MOST_PASSKEY_NAME,
  type RelyingParty,
  relyingPartyOf,
  STEP_UPS,
  type StepUp,
} from './passkey';
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
