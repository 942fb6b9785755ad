import { cambridgeField, fromCambridge } from '../ui/times';

/** One field of a record: what it is called, and what may stand in it. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** `lines` is a list, one entry a line; `instant` a time of day in Cambridge; `date` a day. */
  readonly kind: 'text' | 'long' | 'lines' | 'number' | 'date' | 'instant' | 'yes-no' | 'choice';
  readonly options?: readonly string[];
  /** What the options are called, where their own names do not say it; and what stands there before one is chosen. */
  readonly called?: Readonly<Record<string, string>>;
  readonly unchosen?: string;
  /** Of a list that may be unknown: the word that says that it is empty. Nothing typed says nothing. */
  readonly none?: string;
}

/** The value as the form shows it; nothing known is nothing typed. */
export function asTyped({ kind, none = '' }: Field, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value) && value.length === 0) return none;
  if (kind === 'lines') return (value as readonly string[]).join('\n');
  if (kind === 'yes-no') return value === true ? 'yes' : 'no';
  if (kind === 'instant') return cambridgeField(value as string);
  return typeof value === 'number' ? String(value) : (value as string);
}

/** What was typed, as the api takes it. */
export function asValue({ kind, none }: Field, typed: string): unknown {
  const isNone = none === undefined ? typed.trim() === '' : typed.trim().toLowerCase() === none;
  if (kind === 'lines' && isNone) return [];
  if (typed.trim() === '') return null;
  if (kind === 'lines') return typed.split('\n').map((line) => line.trim()).filter((line) => line !== ''); // prettier-ignore
  if (kind === 'yes-no') return typed === 'yes';
  if (kind === 'number') return Number(typed);
  if (kind === 'instant') return fromCambridge(typed);
  return typed.trim();
}
