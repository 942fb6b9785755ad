import type { ReactNode } from 'react';
import type { Filters } from './chips';

/** One field of a form that filters a list. */
export type FindField =
  | { readonly name: string; readonly label: string; readonly type: 'search' | 'date' }
  | {
      readonly name: string;
      readonly label: string;
      readonly type: 'choice';
      readonly any: string;
      readonly options: readonly { readonly value: string; readonly text: string }[];
    };

interface FindFacts {
  readonly path: string;
  readonly label: string;
  readonly fields: readonly FindField[];
  readonly filters: Filters;
}

/** A form that is nothing but an address: it works without a script, and the address can be kept or passed on. */
export const FindForm = ({ path, label, fields, filters }: FindFacts): ReactNode => (
  <form className="find" method="get" action={path} role="search" aria-label={label}>
    {fields.map((field) => (
      <div key={field.name}>
        <label htmlFor={field.name}>{field.label}</label>
        {field.type === 'choice' ? (
          <select id={field.name} name={field.name} defaultValue={filters[field.name] ?? ''}>
            <option value="">{field.any}</option>
            {field.options.map(({ value, text }) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        ) : (
          <input
            id={field.name}
            name={field.name}
            type={field.type}
            defaultValue={filters[field.name]}
            maxLength={field.type === 'search' ? 200 : undefined}
          />
        )}
      </div>
    ))}
    <div>
      <button type="submit">Find</button>
    </div>
  </form>
);
