import type { ReactNode } from 'react';

/** Filters of a list by their names in its address; as they stand there. */
export type Filters = Readonly<Record<string, string | undefined>>;

/** The address of the list with these filters. */
export function listPath(path: string, filters: Filters): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value) parameters.set(name, value);
  const query = parameters.toString();
  return query === '' ? path : `${path}?${query}`;
}

interface ChipFacts {
  readonly path: string;
  readonly filters: Filters;
  /** What each filter is called, and its value in words. */
  readonly says: Readonly<Record<string, (value: string) => string>>;
}

/** What a list is filtered by; each is a link to the list without it. */
export function Chips({ path, filters, says }: ChipFacts): ReactNode {
  const set = Object.entries(filters).filter(([name, value]) => value && says[name]);
  if (set.length === 0) return null;
  return (
    <ul className="chips" aria-label="Filters in use">
      {set.map(([name, value]) => (
        <li key={name}>
          <a href={listPath(path, { ...filters, [name]: undefined })}>
            {says[name]?.(value ?? '')} <span aria-hidden="true">×</span>
            <span className="unseen"> (remove this filter)</span>
          </a>
        </li>
      ))}
      {set.length > 1 && (
        <li>
          <a href={path}>Remove all</a>
        </li>
      )}
    </ul>
  );
}
