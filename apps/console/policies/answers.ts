import type { Views } from '@app/api-client';
import type { Field } from '../record/field';

type Policy = Views['PolicyView'];
type Values = Readonly<Record<string, unknown>>;

/** Days on which offices are closed are typed one a line: the day, then why. */
interface Closure {
  readonly day: string;
  readonly why: string;
}

const isList = (value: unknown): value is readonly Closure[] => Array.isArray(value);
const asLine = ({ day, why }: Closure): string => `${day} ${why}`;

/** An answer as people read it. */
export function inWords(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (isList(value)) return value.length === 0 ? 'None' : value.map(asLine).join('; ');
  return typeof value === 'number' ? String(value) : (value as string);
}

function kindOf({ untilAnswered, choices }: Policy): Field['kind'] {
  if (choices) return 'choice';
  if (typeof untilAnswered === 'boolean') return 'yes-no';
  if (typeof untilAnswered === 'number') return 'number';
  return isList(untilAnswered) ? 'lines' : 'text';
}

export const answerFields = (policy: Policy): Field[] => [
  {
    ...{ name: 'value', label: 'Answer', kind: kindOf(policy) },
    ...(policy.choices && { options: policy.choices }),
    ...(isList(policy.untilAnswered) && { hint: 'One day a line: 2026-12-24 Christmas Eve' }),
  },
  { name: 'reason', label: 'Why', kind: 'long' },
];

export const asFields = ({ value }: Policy): Values => ({ value: isList(value) ? value.map(asLine) : value });

/** What was typed, as the api takes it. */
export function asAnswer({ untilAnswered }: Policy, { value, reason }: Values): Values {
  const lines = value as readonly string[];
  const closures = (): Closure[] => lines.map((line) => ({ day: line.slice(0, 10), why: line.slice(10).trim() }));
  return {
    value: isList(untilAnswered) ? closures() : value,
    reason: reason ?? '',
  };
}
