import type { PublicRelease } from '@app/publications';
import { type PageIn } from '@app/public-pages';

/** An older version's own page: where the current one is. */
export const supersededPage =
  (old: PublicRelease, current: PublicRelease | undefined): PageIn =>
  ({ say, words, moment, link }) => ({
    title: words('gone.superseded-title', { version: old.version }),
    description: words('gone.superseded-description'),
    current: '/releases',
    crumbs: [{ href: '/releases', text: words('layout.releases') }],
    body: (
      <>
        <h1>{say('gone.superseded-heading', { version: old.version })}</h1>
        <p>
          {say('gone.superseded', {
            moment: moment(old.publishedAt),
            hash: <span className="hash">{old.manifestSha256}</span>,
          })}
        </p>
        {current && (
          <p>{link(`/releases/${current.releaseId}`)(say('gone.current-version', { version: current.version }))}</p>
        )}
      </>
    ),
  });
