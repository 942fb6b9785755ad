import type { ReactNode } from 'react';
import { useLanguage } from '../language/language';
import { type Filters, listPath } from './chips';

const LAST_PAGE = 5000;

/** The page that `?page=` asks for; what is no page number is the first. */
export const pageNumber = (given: unknown): number =>
  typeof given === 'string' && /^[1-9]\d{0,3}$/.test(given) ? Math.min(Number(given), LAST_PAGE) : 1;

interface PagerFacts {
  readonly path: string;
  /** Filters that the links keep. */
  readonly query?: Filters;
  readonly page: number;
  readonly pages: number;
}

/** Links to the previous and the next page of a list; nothing for a list of one page. */
export function Pager({ path, query = {}, page, pages }: PagerFacts): ReactNode {
  const language = useLanguage();
  if (pages < 2) return null;
  const isFiltered = Object.values(query).some(Boolean);
  // A page of the whole list has an address that a file can have too, for the export.
  const to = (number: number): string =>
    language.path(
      isFiltered ? listPath(path, { ...query, page: String(number) }) : number === 1 ? path : `${path}/page/${number}`,
    );
  return (
    <nav className="pager" aria-label={language.words('layout.pages')}>
      {page > 1 && (
        <a rel="prev" href={to(Math.min(page - 1, pages))}>
          {language.say('layout.previous-page')}
        </a>
      )}
      {page < pages && (
        <a rel="next" href={to(page + 1)}>
          {language.say('layout.next-page')}
        </a>
      )}
    </nav>
  );
}
