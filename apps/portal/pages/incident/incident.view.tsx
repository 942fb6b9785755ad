import type { PublicRelease } from '@app/publications';
import { commonClock, type ReleaseRecord } from '@app/publications/domain';
import { InEnglish, type PageIn, useLanguage } from '@app/public-pages';
import type { ReactNode } from 'react';
import { CommonClock } from './common-clock.view';

export type Shown = PublicRelease & { readonly record: ReleaseRecord };

interface IncidentFacts {
  readonly incident: ReleaseRecord['incident'];
  readonly releases: readonly Shown[];
}

export const incidentPage =
  (facts: IncidentFacts): PageIn =>
  ({ words, date }) => {
    const where = { date: date(facts.incident.date), neighbourhood: facts.incident.neighbourhood };
    return {
      title: words('incident.title', where),
      description: words('incident.description', where),
      current: '/releases',
      crumbs: [{ href: '/releases', text: words('layout.releases') }],
      body: <Incident {...facts} />,
    };
  };

function Incident({ incident, releases }: IncidentFacts): ReactNode {
  const { say, date } = useLanguage();
  return (
    <>
      <h1>
        {say('incident.title', {
          date: date(incident.date),
          neighbourhood: <InEnglish>{incident.neighbourhood}</InEnglish>,
        })}
      </h1>
      <dl className="facts">
        <dt>{say('incident.agency')}</dt>
        <dd>
          <InEnglish>{incident.agencies.join(', ')}</InEnglish>
        </dd>
        <dt>{say('incident.federal-officers')}</dt>
        <dd>{say(`incident.${incident.verification}`)}</dd>
      </dl>
      <h2>{say('incident.recordings')}</h2>
      <ul role="list" className="cards">
        {releases.map((release) => (
          <Recording key={release.releaseId} release={release} />
        ))}
      </ul>
      {releases.length > 1 ? (
        <CommonClock clock={commonClock(releases.map(({ record }) => record))} />
      ) : (
        <p>{say('incident.only')}</p>
      )}
    </>
  );
}

/** One camera, with what a person may want to know before they watch. */
function Recording({ release }: { readonly release: Shown }): ReactNode {
  const { say, words, moment, length, link } = useLanguage();
  const { record } = release;
  const warnings = record.warnings.filter((one) => one !== 'none').map((one) => words(`warning.${one}`));
  return (
    <li>
      <h3>
        {link(`/releases/${release.releaseId}`)(
          <InEnglish>
            {record.camera.label}: {record.title}
          </InEnglish>,
        )}
      </h3>
      <p>
        <InEnglish>{record.summary}</InEnglish>
      </p>
      {warnings.length > 0 && (
        <p>
          <strong>{say('incident.contains', { warnings: warnings.join(', ') })}</strong>
        </p>
      )}
      <p>
        {say(`camera.${record.camera.kind}`)} · {length(record.video.duration)} ·{' '}
        {say('releases.hidden', { count: record.hidden.length })} ·{' '}
        {say('releases.released-at', { moment: moment(release.publishedAt) })}
      </p>
    </li>
  );
}
