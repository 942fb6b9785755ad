import type { ReactElement } from 'react';
import { inCambridge } from './times';
import { asWords, named } from './words';

interface Props {
  readonly of: Readonly<Record<string, unknown>>;
  /** What fields are called, and in which of them names stand; others are called by their own names. */
  readonly as?: readonly { readonly name: string; readonly label: string; readonly kind: string }[];
}

/** A record as a list of names and values; what is not known says so. */
export function Facts({ of, as = [] }: Props): ReactElement {
  return (
    <dl className="facts">
      {Object.entries(of).map(([name, value]) => {
        const field = as.find((one) => one.name === name);
        const isName = field?.kind === 'choice' && typeof value === 'string';
        return <Fact key={name} name={field?.label ?? asWords(name)} value={isName ? named(value) : value} />;
      })}
    </dl>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: unknown }): ReactElement {
  return (
    <>
      <dt>{name}</dt>
      <dd>{said(value)}</dd>
    </>
  );
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

function said(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'Not known';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (Array.isArray(value)) return value.length === 0 ? 'None' : value.map(said).join('; ');
  if (typeof value === 'string') return INSTANT.test(value) ? inCambridge(value) : value;
  if (typeof value === 'number') return String(value);
  return Object.entries(value)
    .map(([key, inner]) => `${asWords(key)}: ${said(inner)}`)
    .join(', ');
}
