/** A day on which City offices are closed, as the policy `calendar.closures` lists it. */
export interface Closure {
  readonly day: string;
  readonly why: string;
}

export const CLOSURES_POLICY = 'calendar.closures';

/** The list with one more day, in order; a day that is on it gets the new reason. */
export const withDay = (closures: readonly Closure[], added: Closure): Closure[] =>
  [...withoutDay(closures, added.day), added].sort((a, b) => a.day.localeCompare(b.day));

export const withoutDay = (closures: readonly Closure[], day: string): Closure[] =>
  closures.filter((one) => one.day !== day);
