import type { ReactNode } from 'react';
import { useLanguage } from '../language/language';
import { Unseen } from './unseen';

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
  /** What stands on the chip of each filter. */
  readonly says: Readonly<Record<string, (value: string) => ReactNode>>;
}

/** What a list is filtered by; each is a link to the list without it. */
export function Chips({ path, filters, says }: ChipFacts): ReactNode {
  const { say, words, link } = useLanguage();
  const set = Object.entries(filters).filter(([name, value]) => value && says[name]);
  if (set.length === 0) return null;
  return (
    <ul role="list" className="chips" aria-label={words('releases.in-use')}>
      {set.map(([name, value = '']) => (
        <li key={name}>
          {link(listPath(path, { ...filters, [name]: undefined }))(
            <>
              {says[name]?.(value)} <span aria-hidden="true">×</span>
              <Unseen> {say('releases.remove-filter')}</Unseen>
            </>,
          )}
        </li>
      ))}
      {set.length > 1 && <li>{link(path)(say('releases.remove-all'))}</li>}
    </ul>
  );
}
