import { type FoundRelease, MARK, UNMARK } from '@app/publications';
import { InEnglish, useLanguage } from '@app/public-pages';
import type { ReactNode } from 'react';

/** Releases as a list: words only, no frame of any of them. */
export const ReleaseCards = ({ releases }: { readonly releases: readonly FoundRelease[] }): ReactNode => (
  <ul role="list" className="cards">
    {releases.map((release) => (
      <Card key={release.releaseId} release={release} />
    ))}
  </ul>
);

function Card({ release }: { readonly release: FoundRelease }): ReactNode {
  const { say, date, length, moment, link } = useLanguage();
  return (
    <li>
      <h3>{link(`/releases/${release.releaseId}`)(<InEnglish>{release.title}</InEnglish>)}</h3>
      <p>
        <InEnglish>{release.summary}</InEnglish>
      </p>
      {release.excerpt !== null && <Excerpt of={release.excerpt} />}
      <p>
        {date(release.incidentDate)} · <InEnglish>{release.neighbourhood}</InEnglish> ·{' '}
        {say(`camera.${release.camera}`)} · {length(release.duration)} ·{' '}
        {say('releases.hidden', { count: release.hidden })}
        {release.described && <> · {say('releases.described')}</>} ·{' '}
        {say('releases.released-at', { moment: moment(release.publishedAt) })}
      </p>
    </li>
  );
}

/** Where the words were found. The marks come from the database; what stands between them is text and no markup. */
function Excerpt({ of }: { readonly of: string }): ReactNode {
  const [before = '', ...marked] = of.split(MARK);
  if (marked.length === 0) return null;
  return (
    <p className="excerpt">
      <InEnglish>
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
      </InEnglish>
    </p>
  );
}
