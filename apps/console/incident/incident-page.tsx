import { done } from '@app/api-client';
import { must } from '@app/kernel';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import { api } from '../shell/api';
import { Loaded } from '../ui/loading';
import { Page } from '../ui/page';
import { asWords } from '../ui/words';
import { IncidentRecord } from './incident-record';
import { nameOf } from './name';

export function IncidentPage(): ReactElement {
  const id = must(useParams()['id'], 'the number of an incident');
  const incident = useQuery({
    queryKey: ['incidents', id],
    queryFn: () => done(api.GET('/incidents/{id}', { params: { path: { id } } })),
  });
  const clips = useQuery({
    queryKey: ['clips', 'of', id],
    queryFn: () => done(api.GET('/clips', { params: { query: { incident: id } } })),
  });
  return (
    <Page title={incident.data ? nameOf(incident.data) : 'Incident'}>
      <Loaded of={incident}>
        {(known) => (
          <div className="split">
            <IncidentRecord incident={known} />
            <section className="card" aria-labelledby="clips">
              <h2 id="clips">Clips</h2>
              <Loaded of={clips}>
                {({ clips: of }) =>
                  of.length === 0 ? (
                    <p>No footage of it that you may see has been uploaded yet.</p>
                  ) : (
                    <ul className="usa-list">
                      {of.map((clip) => (
                        <li key={clip.id}>
                          <Link to={`/clips/${clip.id}`}>{clip.nativeFilename}</Link>, {asWords(clip.state)}
                        </li>
                      ))}
                    </ul>
                  )
                }
              </Loaded>
            </section>
          </div>
        )}
      </Loaded>
    </Page>
  );
}
