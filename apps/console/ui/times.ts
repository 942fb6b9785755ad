const ZONE = 'America/New_York';
const moment = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short', timeZone: ZONE });
const parts = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: ZONE });

/** A time of day in Cambridge, whatever the clock of the machine says. */
export const inCambridge = (instant: string | Date): string => moment.format(new Date(instant));

const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' });

/** A day of the calendar, `2026-11-25`, as people write it: Nov 25, 2026. */
export const dayInWords = (date: string): string => day.format(new Date(date));

const clock = new Intl.DateTimeFormat('sv-SE', { timeStyle: 'medium', timeZone: ZONE });

/** The same to the second, without its day: 14:05:09. */
export const clockOf = (instant: Date): string => clock.format(instant);

/** The same as a form field writes it: `2026-11-25T14:05:00`. */
export const cambridgeField = (instant: string): string => parts.format(new Date(instant)).replace(' ', 'T');

/** The instant of a time of day in Cambridge. Twice, because the hours around a change of clocks have two offsets. */
export function fromCambridge(field: string): string {
  const wanted = Date.parse(`${field}Z`);
  let instant = wanted;
  for (let pass = 0; pass < 2; pass++)
    instant += wanted - Date.parse(`${cambridgeField(new Date(instant).toISOString())}Z`);
  return new Date(instant).toISOString();
}

/** Seconds as hours, minutes, seconds: 0:02:05. */
export function clockTime(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const;

export function fileSize(bytes: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  const value = bytes / 1000 ** power;
  return `${value.toFixed(power === 0 || value >= 100 ? 0 : 1)} ${UNITS[power] ?? ''}`;
}
