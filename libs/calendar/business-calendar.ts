import { brand } from '@app/kernel';
import { addDays, type Day, daysBetween, weekday } from './day';
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
  /** Of a day, the first business day after it. */
  private readonly following = new Map<Day, Day>();
  /** By year: how many business days it has up to and with each of its days. */
  private readonly counts = new Map<number, readonly number[]>();

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
    for (let left = count; left > 0; left--) at = this.after(at);
    return at;
  }

  private after(day: Day): Day {
    const known = this.following.get(day);
    if (known) return known;
    const next = this.onOrAfter(addDays(day, 1));
    this.following.set(day, next);
    return next;
  }

  /** Business days after `from` up to and including `to`; negative when `to` has passed. */
  businessDaysBetween(from: Day, to: Day): number {
    if (to < from) return -this.businessDaysBetween(to, from);
    let count = this.upTo(to) - this.upTo(from);
    for (let year = yearOf(from); year < yearOf(to); year++) count += this.countsOf(year).at(-1) ?? 0;
    return count;
  }

  /** Business days of its year up to and with that day: a clock may run for years, and a queue holds thousands. */
  private upTo(day: Day): number {
    const year = yearOf(day);
    return this.countsOf(year)[daysBetween(firstOf(year), day)] ?? 0;
  }

  private countsOf(year: number): readonly number[] {
    const known = this.counts.get(year);
    if (known) return known;
    const counts: number[] = [];
    for (let at = firstOf(year); yearOf(at) === year; at = addDays(at, 1))
      counts.push((counts.at(-1) ?? 0) + (this.isBusinessDay(at) ? 1 : 0));
    this.counts.set(year, counts);
    return counts;
  }
}

const yearOf = (day: Day): number => Number(day.slice(0, 4));
const firstOf = (year: number): Day => brand<Day>(`${year}-01-01`);
