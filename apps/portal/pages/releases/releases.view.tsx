import type { PublicRelease, ReleaseQuery } from '@app/publications';
import type { ReleaseRecord } from '@app/publications/domain';
import { CAMERAS, count, date, length, moment, type Page, Pager } from '@app/public-pages';
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

const Card = ({ release, record }: { readonly release: PublicRelease; readonly record: ReleaseRecord }): ReactNode => (
  <li>
    <h3>
      <a href={`/releases/${release.releaseId}`}>{record.title}</a>
    </h3>
    <p>{record.summary}</p>
    <p>
      {date(record.incident.date)} · {record.incident.neighbourhood} · {CAMERAS[record.camera.kind]} ·{' '}
      {length(record.video.duration)} ·{' '}
      {record.hidden.length === 0 ? 'nothing hidden' : `${count(record.hidden.length)} parts hidden`} · released{' '}
      {moment(release.publishedAt)}
    </p>
  </li>
);

export interface ListFacts {
  readonly query: ReleaseQuery;
  readonly neighbourhoods: readonly string[];
  readonly releases: readonly PublicRelease[];
  readonly total: number;
  readonly pages: number;
}

export function releasesPage({ query, neighbourhoods, releases, total, pages }: ListFacts): Page {
  const filtered = [query.text, query.neighbourhood, query.camera, query.from, query.to].some(
    (one) => one !== undefined && one !== '',
  );
  const found = total === 1 ? '1 release' : `${count(total)} releases`;
  return {
    title: filtered ? `${found} found` : 'Releases',
    description: 'Video released by the City of Cambridge under the Executive Order of February 5, 2026.',
    current: '/releases',
    body: (
      <>
        <h1>{filtered ? `${found} found` : 'Releases'}</h1>
        <Search query={query} neighbourhoods={neighbourhoods} />
        {!filtered && <p role="status">{found}.</p>}
        {releases.length === 0 ? (
          <p>
            Nothing matches. Decisions to defer or withhold are in the <a href="/docket">docket</a>.{' '}
            {filtered && <a href="/releases">Show all releases</a>}
          </p>
        ) : (
          <section aria-label="Results">
            <h2>Newest first</h2>
            <ReleaseCards releases={releases} />
          </section>
        )}
        <Pager path="/releases" query={filtersOf(query)} page={query.page} pages={pages} />
      </>
    ),
  };
}

const Search = ({ query, neighbourhoods }: Pick<ListFacts, 'query' | 'neighbourhoods'>): ReactNode => (
  <form className="find" method="get" action="/releases" role="search" aria-label="Releases">
    <div>
      <label htmlFor="q">Words</label>
      <input id="q" name="q" type="search" defaultValue={query.text} maxLength={200} />
    </div>
    <div>
      <label htmlFor="neighbourhood">Neighborhood</label>
      <select id="neighbourhood" name="neighbourhood" defaultValue={query.neighbourhood ?? ''}>
        <option value="">any</option>
        {neighbourhoods.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
    </div>
    <div>
      <label htmlFor="camera">Camera</label>
      <select id="camera" name="camera" defaultValue={query.camera ?? ''}>
        <option value="">any</option>
        <option value="body-worn">Body-worn camera</option>
        <option value="city-camera">City camera</option>
      </select>
    </div>
    <div>
      <label htmlFor="from">Incident from</label>
      <input id="from" name="from" type="date" defaultValue={query.from} />
    </div>
    <div>
      <label htmlFor="to">Incident to</label>
      <input id="to" name="to" type="date" defaultValue={query.to} />
    </div>
    <div>
      <button type="submit">Find</button>
    </div>
  </form>
);

const filtersOf = ({ text, neighbourhood, camera, from, to }: ReleaseQuery) => ({
  q: text,
  neighbourhood,
  camera,
  from,
  to,
});
