import { afterFailure, isLocked, NO_TRIES, type Tries } from './lock-out';

const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 23, 12, 0) + minutes * 60_000);
const failing = (...minutes: number[]): Tries =>
  minutes.reduce<Tries>((tries, minute) => afterFailure(tries, at(minute)), NO_TRIES);

it('locks after the fifth wrong try in a quarter of an hour, for a quarter of an hour', () => {
  expect(isLocked(failing(0, 1, 2, 3), at(3))).toBe(false);
  const locked = failing(0, 1, 2, 3, 14);
  expect(isLocked(locked, at(14))).toBe(true);
  expect(isLocked(locked, at(28.9))).toBe(true);
  expect(isLocked(locked, at(29))).toBe(false);
});

it('forgets tries that are a quarter of an hour old', () => {
  expect(failing(0, 1, 2, 3, 15)).toEqual({ failedTries: 1, firstFailedAt: at(15), lockedUntil: null });
  expect(isLocked(NO_TRIES, at(0))).toBe(false);
});

it('locks again when it goes on after the lock', () => {
  const tries = failing(0, 1, 2, 3, 4, 14);
  expect(isLocked(tries, at(20))).toBe(true);
});
