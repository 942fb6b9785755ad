import Holidays from 'date-holidays';
import { type Day, isDay, weekday } from './day';

/** Legal holidays of Suffolk County only; Cambridge lies in Middlesex County. G.L. c. 4, § 7, cl. 18. */
const SUFFOLK_ONLY = ['Evacuation Day', 'Bunker Hill Day'];

/** Who says which days are legal holidays, and since when this table counts them so. */
export const HOLIDAYS = { authority: 'G.L. c. 4, § 7, cl. 18', version: 1, effective: '2026-02-05' } as const;

const MONDAY = 1;
const byYear = new Map<number, ReadonlyMap<Day, string>>();

/**
 * The legal holidays of that year in Middlesex County, by date. A holiday on a Sunday is kept on the Monday
 * after; one on a Saturday moves nothing. G.L. c. 4, § 7, cl. 18.
 */
export function legalHolidays(year: number): ReadonlyMap<Day, string> {
  const known = byYear.get(year);
  if (known) return known;
  const found = new Map<Day, string>();
  for (const holiday of new Holidays('US', 'ma').getHolidays(year)) {
    const day = holiday.date.slice(0, 10);
    if (holiday.type !== 'public' || SUFFOLK_ONLY.includes(holiday.name) || !isDay(day)) continue;
    if (holiday.substitute && weekday(day) !== MONDAY) continue;
    found.set(day, holiday.name);
  }
  byYear.set(year, found);
  return found;
}
