import type { PublicRelease } from '@app/publications';
import { TAKEDOWN_CLASSES, type Tombstone } from '@app/publications/domain';
import { moment, type Page } from '@app/public-pages';

/** What stays when a release goes. It never says what was shown. */
export function tombstonePage(release: PublicRelease, tombstone: Tombstone): Page {
  return {
    title: 'A release that was taken down',
    description: 'This release was taken down. The page says when, by whom and why.',
    current: '/releases',
    crumbs: [
      { href: '/releases', text: 'Releases' },
      { href: '/corrections', text: 'Corrections' },
    ],
    body: (
      <>
        <h1>This release was taken down</h1>
        <section className="box gone" aria-label="Why">
          <p>
            <strong>{TAKEDOWN_CLASSES[tombstone.reasonClass]}.</strong>
          </p>
          <p>{tombstone.explanation}</p>
        </section>
        <dl className="facts">
          <dt>Release</dt>
          <dd className="hash">{release.releaseId}</dd>
          <dt>Version</dt>
          <dd>{release.version}</dd>
          <dt>First published</dt>
          <dd>{moment(release.publishedAt)}</dd>
          <dt>Taken down</dt>
          <dd>{moment(tombstone.takenDownAt)}</dd>
          <dt>Decided by</dt>
          <dd>{tombstone.decidedBy}</dd>
        </dl>
        <h2>Do not rely on copies</h2>
        <p>Files with these hashes were part of the release and no longer stand:</p>
        <ul>
          {tombstone.formerHashes.map((hash) => (
            <li key={hash} className="hash">
              {hash}
            </li>
          ))}
        </ul>
        <p>
          The original recording is preserved. Every decision stays in the <a href="/docket">docket</a>; ask the{' '}
          <a href="/contact">records access officer</a> for more.
        </p>
      </>
    ),
  };
}
