import { asWords } from '@app/kernel';
import { type DeterminationMove, determinationWorkflow } from '../determination.workflow';

const MOMENT = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeStyle: 'long', timeZone: 'America/New_York' });

/** A time of day in Cambridge with its zone, to the second, as a court reads it. */
export const moment = (at: Date): string => MOMENT.format(at).replaceAll(/\s/g, ' ');

export const momentOr = (at: Date | null, none = 'not recorded'): string => (at ? moment(at) : none);

export const or = (value: string | number | null, none = 'not recorded'): string =>
  value === null || value === '' ? none : String(value);

const NUMBER = new Intl.NumberFormat('en-US');

export const bytes = (size: number): string => `${NUMBER.format(size)} bytes`;
export const count = (value: number, of: string): string => `${NUMBER.format(value)} ${of}${value === 1 ? '' : 's'}`;

/** Seconds of the recording: 1:02:03.456. */
export function timecode(seconds: number): string {
  const thousandths = Math.round(seconds * 1000);
  const [hours, minutes] = [Math.floor(thousandths / 3_600_000), Math.floor(thousandths / 60_000) % 60];
  const rest = ((thousandths % 60_000) / 1000).toFixed(3).padStart(6, '0');
  return `${hours}:${String(minutes).padStart(2, '0')}:${rest}`;
}

export const inSeconds = (seconds: number): string => `${(Math.round(seconds * 1000) / 1000).toString()} s`;

/** What an act is called: a step of the workflow by its title, anything else by its own name. */
export const actionOf = (action: string): string =>
  Object.hasOwn(determinationWorkflow.moves, action)
    ? determinationWorkflow.moves[action as DeterminationMove].title
    : asWords(action);
