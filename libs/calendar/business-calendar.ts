import { addDays, type Day, weekday } from './day';
import { legalHolidays } from './holidays';

/** A day on which City offices are closed besides the legal holidays, and why. */
export interface Closure {
  readonly day: Day;
  readonly why: string;
}

const SATURDAY = 6;
const SUNDAY = 0;

/** Counts business days as 950 CMR 32.03 does: weekends, legal holidays and City closures do not count. */
export class BusinessCalendar {
  private readonly closures: ReadonlyMap<Day, string>;

  constructor(closures: readonly Closure[] = []) {
    this.closures = new Map(closures.map(({ day, why }) => [day, why]));
  }

  /** Why that day does not count, or null when it does. */
  whyClosed(day: Day): string | null {
    if (weekday(day) === SATURDAY) return 'Saturday';
    if (weekday(day) === SUNDAY) return 'Sunday';
    return legalHolidays(Number(day.slice(0, 4))).get(day) ?? this.closures.get(day) ?? null;
  }

  isBusinessDay(day: Day): boolean {
    return this.whyClosed(day) === null;
  }

  /** That day if it counts, else the next one that does: when a request on a closed day counts as received. */
  onOrAfter(day: Day): Day {
    let at = day;
    while (!this.isBusinessDay(at)) at = addDays(at, 1);
    return at;
  }

  /** The day `count` business days after `day`; counting starts the first business day after it. */
  addBusinessDays(day: Day, count: number): Day {
    let at = day;
    for (let left = count; left > 0; left--) at = this.onOrAfter(addDays(at, 1));
    return at;
  }

  /** Business days after `from` up to and including `to`; negative when `to` has passed. */
  businessDaysBetween(from: Day, to: Day): number {
    if (to < from) return -this.businessDaysBetween(to, from);
    let count = 0;
    for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (this.isBusinessDay(at)) count++;
    return count;
  }
}
