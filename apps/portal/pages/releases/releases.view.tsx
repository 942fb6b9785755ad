import type { PublicRelease, ReleaseQuery } from '@app/publications';
import type { ReleaseRecord } from '@app/publications/domain';
import { InEnglish, type PageIn, Pager, useLanguage } from '@app/public-pages';
import type { ReactNode } from 'react';

/** Releases as a list: words only, no frame of any of them. */
export function ReleaseCards({ releases }: { readonly releases: readonly PublicRelease[] }): ReactNode {
  return (
    <ul className="cards">
      {releases.map(
        (release) => release.record && <Card key={release.releaseId} release={release} record={release.record} />,
      )}
    </ul>
  );
}

function Card({ release, record }: { readonly release: PublicRelease; readonly record: ReleaseRecord }): ReactNode {
  const { say, date, length, moment, link } = useLanguage();
  return (
    <li>
      <h3>{link(`/releases/${release.releaseId}`)(<InEnglish>{record.title}</InEnglish>)}</h3>
      <p>
        <InEnglish>{record.summary}</InEnglish>
      </p>
      <p>
        {date(record.incident.date)} · <InEnglish>{record.incident.neighbourhood}</InEnglish> ·{' '}
        {say(`camera.${record.camera.kind}`)} · {length(record.video.duration)} ·{' '}
        {say('releases.hidden', { count: record.hidden.length })} ·{' '}
        {say('releases.released-at', { moment: moment(release.publishedAt) })}
      </p>
    </li>
  );
}

export interface ListFacts {
  readonly query: ReleaseQuery;
  readonly neighbourhoods: readonly string[];
  readonly releases: readonly PublicRelease[];
  readonly total: number;
  readonly pages: number;
}

export const releasesPage =
  (facts: ListFacts): PageIn =>
  ({ words }) => ({
    title: isFiltered(facts.query) ? words('releases.found', { count: facts.total }) : words('releases.title'),
    description: words('releases.description'),
    current: '/releases',
    body: <Releases {...facts} />,
  });

const isFiltered = (query: ReleaseQuery): boolean =>
  Object.values(filtersOf(query)).some((one) => one !== undefined && one !== '');

function Releases({ query, neighbourhoods, releases, total, pages }: ListFacts): ReactNode {
  const { say, words, link } = useLanguage();
  const filtered = isFiltered(query);
  return (
    <>
      <h1>{filtered ? say('releases.found', { count: total }) : say('releases.title')}</h1>
      <Search query={query} neighbourhoods={neighbourhoods} />
      {!filtered && <p role="status">{say('releases.total', { count: total })}</p>}
      {releases.length === 0 ? (
        <p>
          {say('releases.nothing-matches', { docket: link('/docket') })}{' '}
          {filtered && link('/releases')(say('releases.show-all'))}
        </p>
      ) : (
        <section aria-label={words('releases.results')}>
          <h2>{say('releases.newest-first')}</h2>
          <ReleaseCards releases={releases} />
        </section>
      )}
      <Pager path="/releases" query={filtersOf(query)} page={query.page} pages={pages} />
    </>
  );
}

function Search({ query, neighbourhoods }: Pick<ListFacts, 'query' | 'neighbourhoods'>): ReactNode {
  const { code, say, words, path } = useLanguage();
  return (
    <form className="find" method="get" action={path('/releases')} role="search" aria-label={words('releases.title')}>
      <div>
        <label htmlFor="q">{say('releases.words')}</label>
        <input
          id="q"
          name="q"
          type="search"
          defaultValue={query.text}
          maxLength={200}
          aria-describedby={code === 'en' ? undefined : 'in-english'}
        />
      </div>
      <Choices query={query} neighbourhoods={neighbourhoods} />
      <div>
        <label htmlFor="from">{say('releases.from')}</label>
        <input id="from" name="from" type="date" defaultValue={query.from} />
      </div>
      <div>
        <label htmlFor="to">{say('releases.to')}</label>
        <input id="to" name="to" type="date" defaultValue={query.to} />
      </div>
      <div>
        <button type="submit">{say('releases.find')}</button>
      </div>
      {code !== 'en' && <p id="in-english">{say('releases.words-in-english')}</p>}
    </form>
  );
}

function Choices({ query, neighbourhoods }: Pick<ListFacts, 'query' | 'neighbourhoods'>): ReactNode {
  const { say, words } = useLanguage();
  return (
    <>
      <div>
        <label htmlFor="neighbourhood">{say('releases.neighbourhood')}</label>
        <select id="neighbourhood" name="neighbourhood" defaultValue={query.neighbourhood ?? ''}>
          <option value="">{words('releases.any')}</option>
          {neighbourhoods.map((one) => (
            <option key={one} lang="en">
              {one}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label htmlFor="camera">{say('releases.camera')}</label>
        <select id="camera" name="camera" defaultValue={query.camera ?? ''}>
          <option value="">{words('releases.any')}</option>
          <option value="body-worn">{words('camera.body-worn')}</option>
          <option value="city-camera">{words('camera.city-camera')}</option>
        </select>
      </div>
    </>
  );
}

const filtersOf = ({ text, neighbourhood, camera, from, to }: ReleaseQuery) => ({
  q: text,
  neighbourhood,
  camera,
  from,
  to,
});
