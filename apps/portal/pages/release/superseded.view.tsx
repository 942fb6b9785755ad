import type { PublicRelease } from '@app/publications';
import { moment, type Page } from '@app/public-pages';

/** An older version's own page: where the current one is. */
export const supersededPage = (old: PublicRelease, current: PublicRelease | undefined): Page => ({
  title: `Version ${old.version} of a release`,
  description: 'This version was replaced by a newer one.',
  current: '/releases',
  crumbs: [{ href: '/releases', text: 'Releases' }],
  body: (
    <>
      <h1>Version {old.version} was replaced</h1>
      <p>
        It was published {moment(old.publishedAt)}. Do not rely on it. The hash of what was signed then was{' '}
        <span className="hash">{old.manifestSha256}</span>.
      </p>
      {current && (
        <p>
          <a href={`/releases/${current.releaseId}`}>Go to version {current.version}</a>
        </p>
      )}
    </>
  ),
});
