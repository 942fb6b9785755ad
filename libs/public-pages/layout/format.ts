/** en-CA writes `YYYY-MM-DD`. */
const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' });

/** The day it is in Cambridge, `YYYY-MM-DD`. */
export const dayInCambridge = (at: Date): string => DAY.format(at);

/** Seconds → 1:02:03.4, to a tenth; what is played, not what is counted. */
export function timecode(seconds: number): string {
  const tenths = Math.round(seconds * 10);
  const [hours, minutes, rest] = [Math.floor(tenths / 36_000), Math.floor(tenths / 600) % 60, tenths % 600];
  const tail = `${String(Math.floor(rest / 10)).padStart(2, '0')}.${rest % 10}`;
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}
