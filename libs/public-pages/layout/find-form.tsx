import type { ReactNode } from 'react';
import { useLanguage } from '../language/language';
import type { Filters } from './chips';

interface Choice {
  readonly value: string;
  readonly text: string;
  /** Published in English and not translated. */
  readonly inEnglish?: boolean;
}

/** One field of a form that filters a list. */
export type FindField =
  | { readonly name: string; readonly label: string; readonly type: 'search' | 'date' }
  | {
      readonly name: string;
      readonly label: string;
      readonly type: 'choice';
      /** Where nothing is chosen. */
      readonly any: string;
      readonly choices: readonly Choice[];
    };

interface FindFacts {
  readonly path: string;
  readonly label: string;
  readonly fields: readonly FindField[];
  readonly filters: Filters;
}

/** A form that is nothing but an address: it works without a script, and the address can be kept or passed on. */
export function FindForm({ path, label, fields, filters }: FindFacts): ReactNode {
  const { code, say, path: pathOf } = useLanguage();
  const isForeign = code !== 'en' && fields.some(({ type }) => type === 'search');
  return (
    <form className="find" method="get" action={pathOf(path)} role="search" aria-label={label}>
      {fields.map((field) => (
        <div key={field.name}>
          <label htmlFor={field.name}>{field.label}</label>
          {field.type === 'choice' ? (
            <Choices field={field} value={filters[field.name]} />
          ) : (
            <Typed field={field} value={filters[field.name]} note={isForeign ? 'in-english' : undefined} />
          )}
        </div>
      ))}
      <div>
        <button type="submit">{say('releases.find')}</button>
      </div>
      {isForeign && <p id="in-english">{say('releases.words-in-english')}</p>}
    </form>
  );
}

interface FieldFacts<T extends FindField['type']> {
  readonly field: Extract<FindField, { type: T }>;
  readonly value: string | undefined;
}

const Choices = ({ field, value }: FieldFacts<'choice'>): ReactNode => (
  <select id={field.name} name={field.name} defaultValue={value ?? ''}>
    <option value="">{field.any}</option>
    {field.choices.map(({ value: choice, text, inEnglish = false }) => (
      <option key={choice} value={choice} lang={inEnglish ? 'en' : undefined}>
        {text}
      </option>
    ))}
  </select>
);

const Typed = ({ field, value, note }: FieldFacts<'search' | 'date'> & { note: string | undefined }): ReactNode =>
  field.type === 'search' ? (
    <input
      id={field.name}
      name={field.name}
      type="search"
      defaultValue={value}
      maxLength={200}
      aria-describedby={note}
    />
  ) : (
    <input id={field.name} name={field.name} type="date" defaultValue={value} />
  );
