import type { PublicRelease } from '@app/publications';
import type { Tombstone } from '@app/publications/domain';
import { InEnglish, type PageIn, useLanguage } from '@app/public-pages';
import type { ReactNode } from 'react';

/** What stays when a release goes. It never says what was shown. */
export const tombstonePage =
  (release: PublicRelease, tombstone: Tombstone): PageIn =>
  ({ words }) => ({
    title: words('gone.title'),
    description: words('gone.description'),
    current: '/releases',
    crumbs: [
      { href: '/releases', text: words('layout.releases') },
      { href: '/corrections', text: words('layout.corrections') },
    ],
    body: <TakenDown release={release} tombstone={tombstone} />,
  });

interface TombstoneFacts {
  readonly release: PublicRelease;
  readonly tombstone: Tombstone;
}

function TakenDown({ release, tombstone }: TombstoneFacts): ReactNode {
  const { say, words, link } = useLanguage();
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
      <Facts release={release} tombstone={tombstone} />
      <h2>{say('gone.do-not-rely')}</h2>
      <p>{say('gone.former-hashes')}</p>
      <ul>
        {tombstone.formerHashes.map((hash) => (
          <li key={hash} className="hash">
            {hash}
          </li>
        ))}
      </ul>
      <p>{say('gone.preserved', { docket: link('/docket'), contact: link('/contact') })}</p>
    </>
  );
}

function Facts({ release, tombstone }: TombstoneFacts): ReactNode {
  const { say, moment } = useLanguage();
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
    </dl>
  );
}
