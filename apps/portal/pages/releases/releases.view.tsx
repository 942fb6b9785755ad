import type { FoundReleases, ReleaseQuery } from '@app/publications';
import {
  Chips,
  type FindField,
  FindForm,
  InEnglish,
  type Language,
  type PageIn,
  Pager,
  useLanguage,
} from '@app/public-pages';
import type { ReactNode } from 'react';
import { ReleaseCards } from './cards.view';

export const CAMERA_KINDS = ['body-worn', 'city-camera'] as const;

/** How a release was decided, in the words of the docket. */
export const OUTCOMES = { release: 'released', 'release-redacted': 'released-redacted' } as const;

interface Facet {
  readonly value: string;
  readonly releases: number;
}

interface ListFacts {
  readonly query: ReleaseQuery;
  readonly found: FoundReleases;
  readonly neighbourhoods: readonly Facet[];
  readonly agencies: readonly Facet[];
}

export const releasesPage =
  (facts: ListFacts): PageIn =>
  ({ words }) => ({
    title: headingOf(facts, words),
    description: words('releases.description'),
    current: '/releases',
    body: <Releases {...facts} />,
  });

const isFiltered = (query: ReleaseQuery): boolean => Object.values(filtersOf(query)).some((one) => one !== undefined);

function headingOf({ query, found }: ListFacts, words: Language['words']): string {
  if (!isFiltered(query)) return words('releases.title');
  return words(found.more ? 'releases.found-more' : 'releases.found', { count: found.total });
}

function Releases(facts: ListFacts): ReactNode {
  const { words, say } = useLanguage();
  const { query, found } = facts;
  const filters = filtersOf(query);
  return (
    <>
      <h1>{headingOf(facts, words)}</h1>
      <p role="status">
        {found.more
          ? say('releases.newest-listed', { count: found.total })
          : say('releases.total', { count: found.total })}
      </p>
      <FindForm path="/releases" label={words('releases.title')} fields={fieldsOf(facts, words)} filters={filters} />
      <p>{say('releases.one-language')}</p>
      <Chips path="/releases" filters={filters} says={chipsIn(useLanguage())} />
      <Results found={found} isFiltered={isFiltered(query)} />
      <Pager path="/releases" query={filters} page={query.page} pages={found.pages} />
    </>
  );
}

function Results({ found, isFiltered }: { readonly found: FoundReleases; readonly isFiltered: boolean }): ReactNode {
  const { say, words, link } = useLanguage();
  if (found.releases.length > 0)
    return (
      <section aria-label={words('releases.results')}>
        <h2>{say('releases.newest-first')}</h2>
        <ReleaseCards releases={found.releases} />
      </section>
    );
  if (!isFiltered) return <p>{say('releases.none-yet')}</p>;
  return (
    <>
      <p>{say('releases.nothing-matches', { docket: link('/docket') })}</p>
      <ul>
        <li>{say('releases.use-other-words')}</li>
        <li>{link('/releases')(say('releases.show-all'))}</li>
      </ul>
    </>
  );
}

function fieldsOf({ neighbourhoods, agencies }: ListFacts, words: Language['words']): readonly FindField[] {
  const any = words('releases.any');
  const choice = ({ value, releases }: Facet) => ({
    value,
    text: words('releases.option', { name: value, count: releases }),
    inEnglish: true,
  });
  const choose = (name: string, label: string, choices: Extract<FindField, { type: 'choice' }>['choices']) =>
    ({ name, label, type: 'choice', any, choices }) as const;
  const cameras = CAMERA_KINDS.map((value) => ({ value, text: words(`camera.${value}`) }));
  const outcomes = Object.entries(OUTCOMES).map(([value, outcome]) => ({ value, text: words(`outcome.${outcome}`) }));
  return [
    { name: 'q', label: words('releases.words'), type: 'search' },
    choose('neighbourhood', words('releases.neighbourhood'), neighbourhoods.map(choice)),
    choose('agency', words('releases.agency'), agencies.map(choice)),
    choose('camera', words('releases.camera'), cameras),
    choose('outcome', words('releases.decision'), outcomes),
    {
      ...choose('described', words('releases.described-version'), [{ value: '1', text: words('releases.only-with') }]),
      any: words('releases.with-or-without'),
    },
    { name: 'from', label: words('releases.from'), type: 'date' },
    { name: 'to', label: words('releases.to'), type: 'date' },
  ];
}

function chipsIn({ say, date }: Language): Readonly<Record<string, (value: string) => ReactNode>> {
  const chip = (name: ReactNode, value: ReactNode): ReactNode => say('releases.chip', { name, value });
  const english = (value: string): ReactNode => <InEnglish>{value}</InEnglish>;
  // A day that no calendar has stands as it was typed.
  const day = (value: string): string => (Number.isNaN(Date.parse(value)) ? value : date(value));
  return {
    q: (value) => chip(say('releases.words'), <bdi>{value}</bdi>),
    neighbourhood: (value) => chip(say('releases.neighbourhood'), english(value)),
    agency: (value) => chip(say('releases.agency'), english(value)),
    camera: (value) => say(`camera.${value as (typeof CAMERA_KINDS)[number]}`),
    outcome: (value) => say(`outcome.${OUTCOMES[value as keyof typeof OUTCOMES]}`),
    described: () => say('releases.described'),
    from: (value) => chip(say('releases.from'), day(value)),
    to: (value) => chip(say('releases.to'), day(value)),
  };
}

const filtersOf = ({ text, neighbourhood, agency, camera, outcome, described, from, to }: ReleaseQuery) => ({
  q: text,
  neighbourhood,
  agency,
  camera,
  outcome,
  described: described && '1',
  from,
  to,
});
