import type { FoundRelease, PublicCounts } from '@app/publications';
import { type PageIn, useLanguage } from '@app/public-pages';
import type { ReactNode } from 'react';
import { ReleaseCards } from '../releases/cards.view';

interface HomeFacts {
  readonly releases: readonly FoundRelease[];
  readonly counts: PublicCounts;
}

export const homePage =
  (facts: HomeFacts): PageIn =>
  ({ words }) => ({
    title: words('home.title'),
    description: words('home.description'),
    body: <Home {...facts} />,
  });

function Home({ releases, counts }: HomeFacts): ReactNode {
  const { say, link } = useLanguage();
  return (
    <>
      <h1>{say('home.title')}</h1>
      <p>{say('home.intro')}</p>
      <h2>{say('home.so-far')}</h2>
      <Counts counts={counts} />
      <h2>{say('home.newest')}</h2>
      {releases.length === 0 ? <p>{say('home.none-yet')}</p> : <ReleaseCards releases={releases} />}
      <p>
        {link('/releases')(say('home.all-releases'))} · {link('/docket')(say('home.every-decision'))} ·{' '}
        {link('/statistics')(say('home.figures'))}
      </p>
    </>
  );
}

function Counts({ counts }: { readonly counts: PublicCounts }): ReactNode {
  const { say, count } = useLanguage();
  const figures = [
    { key: 'home.received', value: counts.received },
    { key: 'home.in-review', value: counts.inReview },
    { key: 'home.released', value: counts.released },
    { key: 'home.deferred', value: counts.deferred },
    { key: 'home.withheld', value: counts.withheld },
    { key: 'home.taken-down', value: counts.takenDown },
    { key: 'home.outside', value: counts.outside },
  ] as const;
  return (
    <ul role="list" className="counts">
      {figures.map(({ key, value }) => (
        <li key={key}>
          <strong>{count(value)}</strong>
          {say(key)}
        </li>
      ))}
    </ul>
  );
}
