/** CJIS AC-7: five wrong tries in fifteen minutes lock the account; after a quarter of an hour it opens again. */
const MOST_TRIES = 5;
const WINDOW_MS = 15 * 60_000;
const LOCK_MS = 15 * 60_000;

export interface Tries {
  readonly failedTries: number;
  readonly firstFailedAt: Date | null;
  readonly lockedUntil: Date | null;
}

export const NO_TRIES: Tries = { failedTries: 0, firstFailedAt: null, lockedUntil: null };

export const isLocked = (tries: Tries, now: Date): boolean => tries.lockedUntil !== null && tries.lockedUntil > now;

/** What is remembered after one more wrong password. */
export function afterFailure(tries: Tries, now: Date): Tries {
  const recent = tries.firstFailedAt !== null && now.getTime() - tries.firstFailedAt.getTime() < WINDOW_MS;
  const failedTries = recent ? tries.failedTries + 1 : 1;
  return {
    failedTries,
    firstFailedAt: recent ? tries.firstFailedAt : now,
    lockedUntil: failedTries >= MOST_TRIES ? new Date(now.getTime() + LOCK_MS) : null,
  };
}
