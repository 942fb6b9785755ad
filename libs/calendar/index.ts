/** Business days, Massachusetts legal holidays and City closures. Dates in, dates out. */
export { BusinessCalendar, type Closure } from './business-calendar';
export { addDays, type Day, dayOf, daysBetween, endOfDay, isDay, startOfDay } from './day';
export { HOLIDAYS, legalHolidays } from './holidays';
