import { NEIGHBOURHOODS } from '@app/kernel';
import { InEnglish, listPath, Table, useLanguage } from '@app/public-pages';
import type { ReactNode } from 'react';
import { Bar } from './bar.view';
import { middleOf, SHAPES } from './neighbourhoods';

interface MapFacts {
  readonly places: readonly { readonly value: string; readonly releases: number }[];
}

const releasesIn = (neighbourhood: string): string => listPath('/releases', { neighbourhood });

/** Where releases are from, as near as anything public says: a drawing, and the same as a table. */
export function PlacesMap({ places }: MapFacts): ReactNode {
  const { say, words, count, path } = useLanguage();
  const of = (name: string): number => places.find(({ value }) => value === name)?.releases ?? 0;
  return (
    <>
      <h2>{say('statistics.map')}</h2>
      <p>{say('statistics.map-says')}</p>
      <svg className="map" viewBox="0 0 118 76" role="group" aria-label={words('statistics.map-label')}>
        {NEIGHBOURHOODS.map((name) => (
          <a key={name} href={path(releasesIn(name))} className={of(name) > 0 ? 'some' : 'none'}>
            <title>{words('releases.option', { name, count: of(name) })}</title>
            <polygon points={SHAPES[name]} />
            <text {...middleOf(SHAPES[name])} dy="2" aria-hidden="true">
              {count(of(name))}
            </text>
          </a>
        ))}
      </svg>
      <PlacesTable places={places} />
    </>
  );
}

function PlacesTable({ places }: MapFacts): ReactNode {
  const { say, words, count, link } = useLanguage();
  const known: readonly string[] = NEIGHBOURHOODS;
  const elsewhere = places.filter(({ value }) => !known.includes(value));
  const all = [
    ...known.map((value) => places.find((one) => one.value === value) ?? { value, releases: 0 }),
    ...elsewhere,
  ];
  const most = Math.max(1, ...all.map(({ releases }) => releases));
  return (
    <Table
      label={words('statistics.map')}
      columns={[{ name: words('statistics.neighbourhood') }, { name: words('statistics.releases') }]}
      rows={all.map(({ value, releases }) => ({
        key: value,
        cells: [
          value === '' ? say('statistics.elsewhere') : link(releasesIn(value))(<InEnglish>{value}</InEnglish>),
          <Bar key="bar" of={releases} most={most}>
            {count(releases)}
          </Bar>,
        ],
      }))}
    />
  );
}
