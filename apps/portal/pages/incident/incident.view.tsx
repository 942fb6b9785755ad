import type { PublicRelease } from '@app/publications';
import type { ReleaseRecord } from '@app/publications/domain';
import { InEnglish, type PageIn, useLanguage } from '@app/public-pages';
import type { ReactNode } from 'react';
import { ReleaseCards } from '../releases/releases.view';

interface IncidentFacts {
  readonly incident: ReleaseRecord['incident'];
  readonly releases: readonly PublicRelease[];
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
      <ReleaseCards releases={releases} />
    </>
  );
}
