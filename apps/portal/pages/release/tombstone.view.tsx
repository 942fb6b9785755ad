import type { FormerFile, PublicRelease } from '@app/publications';
import type { Tombstone } from '@app/publications/domain';
import { InEnglish, type PageIn, useLanguage } from '@app/public-pages';
import type { ReactNode } from 'react';
import { FormerFiles } from './former-files.view';

export interface TombstoneFacts {
  readonly release: PublicRelease;
  readonly tombstone: Tombstone;
  readonly files: readonly FormerFile[];
  /** The version that stands in its place. */
  readonly replacement: PublicRelease | null;
}

/** What stays when a release goes. It never says what was shown. */
export const tombstonePage =
  (facts: TombstoneFacts): PageIn =>
  ({ words }) => ({
    title: words('gone.title'),
    description: words('gone.description'),
    current: '/releases',
    crumbs: [
      { href: '/releases', text: words('layout.releases') },
      { href: '/corrections', text: words('layout.corrections') },
    ],
    body: <TakenDown {...facts} />,
  });

function TakenDown(facts: TombstoneFacts): ReactNode {
  const { say, words, link } = useLanguage();
  const { release, tombstone, files } = facts;
  return (
    <>
      <h1>{say('gone.heading')}</h1>
      <section className="box gone" aria-label={words('gone.why')}>
        <p>
          <strong>{say('gone.reason', { reason: say(`takedown.${tombstone.reasonClass}`) })}</strong>
        </p>
        <p>
          <InEnglish>{tombstone.explanation}</InEnglish>
        </p>
      </section>
      <Facts {...facts} />
      <FormerFiles release={release} files={files} />
      <p>{say('gone.preserved', { docket: link('/docket'), contact: link('/contact') })}</p>
    </>
  );
}

function Facts({ release, tombstone, replacement }: TombstoneFacts): ReactNode {
  const { say, moment, link } = useLanguage();
  return (
    <dl className="facts">
      <dt>{say('gone.release')}</dt>
      <dd className="hash">{release.releaseId}</dd>
      <dt>{say('gone.version')}</dt>
      <dd>{release.version}</dd>
      <dt>{say('gone.first-published')}</dt>
      <dd>{moment(release.publishedAt)}</dd>
      <dt>{say('gone.taken-down')}</dt>
      <dd>{moment(tombstone.takenDownAt)}</dd>
      <dt>{say('gone.decided-by')}</dt>
      <dd>
        <InEnglish>{tombstone.decidedBy}</InEnglish>
      </dd>
      <dt>{say('gone.replaced-by')}</dt>
      <dd>
        {replacement
          ? link(`/releases/${release.releaseId}`)(say('gone.current-version', { version: replacement.version }))
          : say('gone.not-replaced')}
      </dd>
    </dl>
  );
}
