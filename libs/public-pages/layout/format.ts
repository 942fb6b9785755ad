const DATE = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });
const MOMENT = new Intl.DateTimeFormat('en-US', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'America/New_York',
});
/** en-CA writes `YYYY-MM-DD`. */
const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' });
const NUMBER = new Intl.NumberFormat('en-US');

/** `2026-11-23` → November 23, 2026. */
export const date = (day: string): string => DATE.format(new Date(`${day}T00:00:00Z`));

/** The day it is in Cambridge, `YYYY-MM-DD`. */
export const dayInCambridge = (at: Date): string => DAY.format(at);

export const moment = (at: Date | string): string => `${MOMENT.format(new Date(at))} (Cambridge time)`;

/** Seconds → 1:02:03.4, to a tenth; what is played, not what is counted. */
export function timecode(seconds: number): string {
  const tenths = Math.round(seconds * 10);
  const [hours, minutes, rest] = [Math.floor(tenths / 36_000), Math.floor(tenths / 600) % 60, tenths % 600];
  const tail = `${String(Math.floor(rest / 10)).padStart(2, '0')}.${rest % 10}`;
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}

/** Seconds → "14 min 3 s". */
export function length(seconds: number): string {
  const whole = Math.round(seconds);
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  return minutes > 0 ? `${minutes} min ${rest} s` : `${rest} s`;
}

export const count = (value: number): string => NUMBER.format(value);

export const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;

export function bytes(size: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB'];
  const power = Math.min(Math.floor(Math.log10(Math.max(size, 1)) / 3), units.length - 1);
  return `${Math.round((size / 1000 ** power) * 10) / 10} ${units[power] ?? ''}`;
}

export const CAMERAS: Readonly<Record<string, string>> = {
  'body-worn': 'Body-worn camera',
  'city-camera': 'City camera',
  other: 'Other camera',
};
