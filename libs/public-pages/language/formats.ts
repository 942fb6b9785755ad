import { type LanguageCode, LANGUAGES } from './languages';

/** How one language writes dates and numbers. */
export interface Formats {
  /** `2026-11-23` → November 23, 2026. */
  readonly date: (day: string) => string;
  /** Date and time of day in Cambridge. */
  readonly dateAndTime: (at: Date) => string;
  readonly count: (value: number) => string;
  /** 0.123 → 12.3 %. */
  readonly percent: (share: number) => string;
  /** Seconds → 14 min 3 sec. */
  readonly length: (seconds: number) => string;
  /** 1234567 → 1.2 MB. */
  readonly bytes: (size: number) => string;
}

const IN_CAMBRIDGE = 'America/New_York';

export function formatsOf(code: LanguageCode): Formats {
  const { locale } = LANGUAGES[code];
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const unit = unitsOf(code);
  return {
    ...datesOf(code),
    count: (value) => number.format(value),
    percent: (share) => percent.format(share),
    length(seconds) {
      const whole = Math.round(seconds);
      const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
      return [...(minutes > 0 ? [unit('minute', minutes)] : []), unit('second', rest)].join(' ');
    },
    bytes(size) {
      const power = Math.min(Math.floor(Math.log10(Math.max(size, 1)) / 3), SIZES.length - 1);
      return unit(SIZES[power] ?? 'byte', size / 1000 ** power);
    },
  };
}

const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];

function unitsOf(code: LanguageCode): (name: string, value: number) => string {
  const format = (name: string): Intl.NumberFormat =>
    new Intl.NumberFormat(LANGUAGES[code].locale, {
      style: 'unit',
      unit: name,
      // In CLDR 48 the short second of Somali is no word, and the short byte has no plural: 170 byte.
      unitDisplay: code === 'so' || name === 'byte' ? 'long' : 'short',
      maximumFractionDigits: 1,
    });
  const formats = new Map(['minute', 'second', ...SIZES].map((name) => [name, format(name)]));
  return (name, value) => formats.get(name)?.format(value) ?? '';
}

function datesOf(code: LanguageCode): Pick<Formats, 'date' | 'dateAndTime'> {
  const language = LANGUAGES[code];
  if ('months' in language) return datesWith(language.months);
  const day = new Intl.DateTimeFormat(language.locale, { dateStyle: 'long', timeZone: 'UTC' });
  const moment = new Intl.DateTimeFormat(language.locale, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: IN_CAMBRIDGE,
  });
  return { date: (text) => day.format(new Date(`${text}T00:00:00Z`)), dateAndTime: (at) => moment.format(at) };
}

/** Day, month, year, for a language whose months Intl does not know. */
function datesWith(months: readonly string[]): Pick<Formats, 'date' | 'dateAndTime'> {
  /** en-CA writes `YYYY-MM-DD`. */
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: IN_CAMBRIDGE });
  const time = new Intl.DateTimeFormat('en-US', { timeStyle: 'short', timeZone: IN_CAMBRIDGE });
  const date = (text: string): string => {
    const [year, month, dayOfMonth] = text.split('-').map(Number);
    return `${dayOfMonth ?? ''} ${months[(month ?? 1) - 1] ?? ''} ${year ?? ''}`;
  };
  return { date, dateAndTime: (at) => `${date(day.format(at))}, ${time.format(at)}` };
}
