import type { FoundReleases, ReleaseQuery } from '@app/publications';
import { CAMERAS, Chips, count, date, type FindField, FindForm, type Page, Pager } from '@app/public-pages';
import type { ReactNode } from 'react';
import { ReleaseCards } from './cards.view';

export const CAMERA_KINDS = ['body-worn', 'city-camera'] as const;

export const OUTCOMES: Readonly<Record<string, string>> = {
  release: 'Released in whole',
  'release-redacted': 'Released with parts hidden',
};

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

export function releasesPage({ query, found, neighbourhoods, agencies }: ListFacts): Page {
  const filters = filtersOf(query);
  const isFiltered = Object.values(filters).some((one) => one !== undefined);
  const says = howMany(found);
  return {
    title: isFiltered ? `${says} found` : 'Releases',
    description: 'Video released by the City of Cambridge under the Executive Order of February 5, 2026.',
    current: '/releases',
    body: (
      <>
        <h1>{isFiltered ? `${says} found` : 'Releases'}</h1>
        <p role="status">
          {says}
          {isFiltered && ' found'}.{' '}
          {found.more && 'The newest are listed; add a word or a filter to find the others.'}
        </p>
        <FindForm
          path="/releases"
          label="Releases"
          fields={fieldsOf(neighbourhoods, agencies)}
          filters={filters}
        />
        <Chips path="/releases" filters={filters} says={CHIPS} />
        <Results found={found} isFiltered={isFiltered} />
        <Pager path="/releases" query={filters} page={query.page} pages={found.pages} />
      </>
    ),
  };
}

function howMany({ total, more }: FoundReleases): string {
  if (more) return `More than ${count(total)} releases`;
  return total === 1 ? '1 release' : `${count(total)} releases`;
}

function Results({
  found,
  isFiltered,
}: {
  readonly found: FoundReleases;
  readonly isFiltered: boolean;
}): ReactNode {
  if (found.releases.length > 0)
    return (
      <section aria-label="Results">
        <h2>Newest first</h2>
        <ReleaseCards releases={found.releases} />
      </section>
    );
  if (!isFiltered) return <p>Nothing has been released yet.</p>;
  return (
    <>
      <p>
        Nothing matches. Only what has been released can be found here: what is under review, deferred or withheld is
        in the <a href="/docket">docket of decisions</a>, by date and without a place.
      </p>
      <ul>
        <li>Use fewer words, or other words for the same; the transcript is searched too.</li>
        <li>
          <a href="/releases">Show all releases</a>
        </li>
      </ul>
    </>
  );
}

const fieldsOf = (neighbourhoods: readonly Facet[], agencies: readonly Facet[]): readonly FindField[] => [
  { name: 'q', label: 'Words', type: 'search' },
  { name: 'neighbourhood', label: 'Neighborhood', type: 'choice', any: 'any', options: neighbourhoods.map(option) },
  { name: 'agency', label: 'Agency', type: 'choice', any: 'any', options: agencies.map(option) },
  {
    name: 'camera',
    label: 'Camera',
    type: 'choice',
    any: 'any',
    options: CAMERA_KINDS.map((value) => ({ value, text: CAMERAS[value] ?? value })),
  },
  {
    name: 'outcome',
    label: 'Decision',
    type: 'choice',
    any: 'any',
    options: Object.entries(OUTCOMES).map(([value, text]) => ({ value, text })),
  },
  {
    name: 'described',
    label: 'Described version',
    type: 'choice',
    any: 'with or without',
    options: [{ value: '1', text: 'only with' }],
  },
  { name: 'from', label: 'Incident from', type: 'date' },
  { name: 'to', label: 'Incident to', type: 'date' },
];

const option = ({ value, releases }: Facet) => ({ value, text: `${value} (${count(releases)})` });

const CHIPS: Readonly<Record<string, (value: string) => string>> = {
  q: (value) => `Words: ${value}`,
  neighbourhood: (value) => `In ${value}`,
  agency: (value) => `Agency: ${value}`,
  camera: (value) => CAMERAS[value] ?? value,
  outcome: (value) => OUTCOMES[value] ?? value,
  described: () => 'With a described version',
  from: (value) => `From ${dateOr(value)}`,
  to: (value) => `To ${dateOr(value)}`,
};

/** A day that no calendar has stands as it was typed. */
const dateOr = (value: string): string => (Number.isNaN(Date.parse(value)) ? value : date(value));

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
