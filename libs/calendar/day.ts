import { type Brand, brand } from '@app/kernel';

/** A calendar date in Cambridge, `YYYY-MM-DD`. Clocks of law run in days; instants are for custody. */
export type Day = Brand<string, 'Day'>;

const ZONE = 'America/New_York';
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MS_A_DAY = 86_400_000;

const localDate = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const zoneName = new Intl.DateTimeFormat('en-US', { timeZone: ZONE, timeZoneName: 'longOffset' });

/** A real date: the 31st of June is none. */
export const isDay = (text: unknown): text is Day =>
  typeof text === 'string' && DAY.test(text) && !Number.isNaN(utc(text)) && fromUtc(utc(text)) === text;

/** The date in Cambridge at that instant. */
export const dayOf = (instant: Date): Day => brand<Day>(localDate.format(instant));

export const addDays = (day: Day, days: number): Day => fromUtc(utc(day) + days * MS_A_DAY);

/** Whole calendar days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => Math.round((utc(to) - utc(from)) / MS_A_DAY);

/** 0 is Sunday. */
export const weekday = (day: Day): number => new Date(utc(day)).getUTCDay();

/** The first instant of that date in Cambridge. */
export function startOfDay(day: Day): Date {
  const guess = new Date(utc(day));
  // Two steps settle it, because the offset at UTC midnight may differ from the offset at local midnight (DST).
  const first = new Date(guess.getTime() - offsetMs(guess));
  return new Date(guess.getTime() - offsetMs(first));
}

/** The last millisecond of that date in Cambridge: a deadline "by the 10th" runs to here. */
export const endOfDay = (day: Day): Date => new Date(startOfDay(addDays(day, 1)).getTime() - 1);

const utc = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const fromUtc = (ms: number): Day => brand<Day>(new Date(ms).toISOString().slice(0, 10));

function offsetMs(instant: Date): number {
  const text = zoneName.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const parts = /GMT([+-])(\d{2}):(\d{2})/.exec(text);
  if (!parts) return 0;
  const minutes = Number(parts[2]) * 60 + Number(parts[3]);
  return (parts[1] === '-' ? -1 : 1) * minutes * 60_000;
}
