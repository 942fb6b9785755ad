import { type FoundRelease, MARK, UNMARK } from '@app/publications';
import { CAMERAS, count, date, length, moment } from '@app/public-pages';
import type { ReactNode } from 'react';

/** Releases as a list: words only, no frame of any of them. */
export const ReleaseCards = ({ releases }: { readonly releases: readonly FoundRelease[] }): ReactNode => (
  <ul className="cards">
    {releases.map((release) => (
      <li key={release.releaseId}>
        <h3>
          <a href={`/releases/${release.releaseId}`}>{release.title}</a>
        </h3>
        <p>{release.summary}</p>
        {release.excerpt !== null && <Excerpt of={release.excerpt} />}
        <p>
          {date(release.incidentDate)} · {release.neighbourhood} · {CAMERAS[release.camera]} ·{' '}
          {length(release.duration)} ·{' '}
          {release.hidden === 0 ? 'nothing hidden' : `${count(release.hidden)} parts hidden`}
          {release.described && ' · with a described version'} · released {moment(release.publishedAt)}
        </p>
      </li>
    ))}
  </ul>
);

/** Where the words were found. The marks come from the database, the text between them is text and no markup. */
function Excerpt({ of }: { readonly of: string }): ReactNode {
  if (!of.includes(MARK)) return null;
  const [before = '', ...marked] = of.split(MARK);
  return (
    <p className="excerpt">
      {before}
      {marked.map((part, i) => {
        const [found = '', rest = ''] = part.split(UNMARK);
        return (
          <span key={i}>
            <mark>{found}</mark>
            {rest}
          </span>
        );
      })}
    </p>
  );
}
