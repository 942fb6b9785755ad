import type { ReactNode } from 'react';
import { useLanguage } from '../language/language';

const LAST_PAGE = 5000;

/** The page that `?page=` asks for; what is no page number is the first. */
export const pageNumber = (given: unknown): number =>
  typeof given === 'string' && /^[1-9]\d{0,3}$/.test(given) ? Math.min(Number(given), LAST_PAGE) : 1;

interface PagerFacts {
  readonly path: string;
  /** Filters that the links keep. */
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly page: number;
  readonly pages: number;
}

/** Links to the previous and the next page of a list; nothing for a list of one page. */
export function Pager({ path, query = {}, page, pages }: PagerFacts): ReactNode {
  const language = useLanguage();
  if (pages < 2) return null;
  const to = (number: number): string => {
    const parameters = new URLSearchParams();
    for (const [key, value] of Object.entries(query)) if (value) parameters.set(key, value);
    if (parameters.size === 0) return language.path(number === 1 ? path : `${path}/page/${number}`); // a file can have that name
    parameters.set('page', String(number));
    return language.path(`${path}?${parameters.toString()}`);
  };
  return (
    <nav className="pager" aria-label={language.words('layout.pages')}>
      {page > 1 && (
        <a rel="prev" href={to(page - 1)}>
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
