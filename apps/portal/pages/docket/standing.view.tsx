import { citationOf, type DocketEntry, isProng, isUnderAppeal, latenessOf } from '@app/publications/domain';
import { useLanguage } from '@app/public-pages';
import type { ReactNode } from 'react';

export interface EntryFacts {
  readonly entry: DocketEntry;
}

/** The exemptions relied on, each in plain words beside its citation. Citations are the same in every language. */
export function Law({ entry }: EntryFacts): ReactNode {
  const { say } = useLanguage();
  if (entry.prongs.length === 0) return say('docket.order');
  return (
    <ul role="list" className="plain">
      {entry.prongs.map(({ letter, statute }) => (
        <li key={`${letter} ${statute}`}>
          {isProng(letter) && <>{say(`prong.${letter}`)} </>}
          <span lang="en" dir="ltr">
            {statute === citationOf(letter) ? statute : `${letter} ${statute}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What is late or under appeal, and until when the time was extended; by the day on which the page is read. */
export function Standing({ entry, today }: EntryFacts & { readonly today: string }): ReactNode {
  const { say, date } = useLanguage();
  const lateness = latenessOf(entry, today);
  const extension = entry.notes.find(({ kind }) => kind === 'extension');
  return (
    <>
      {lateness && <strong className="late">{say(`docket.${lateness}`)}</strong>}{' '}
      {extension?.until && <span>{say('docket.extended-to', { date: date(extension.until) })}</span>}{' '}
      {isUnderAppeal(entry) && <strong>{say('docket.under-appeal')}</strong>}
    </>
  );
}

export const hasStanding = (entry: DocketEntry, today: string): boolean =>
  latenessOf(entry, today) !== null || isUnderAppeal(entry) || entry.notes.some(({ kind }) => kind === 'extension');
