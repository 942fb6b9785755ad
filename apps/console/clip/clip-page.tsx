import { done } from '@app/api-client';
import { must } from '@app/kernel';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import { api } from '../shell/api';
import { useMay, usePublicSite } from '../shell/session';
import { Loaded } from '../ui/loading';
import { Page } from '../ui/page';
import { AccessibilityCard } from '../accessibility/accessibility-card';
import { RenditionsCard } from '../accessibility/renditions-card';
import { ConsultationsCard, NoticesCard } from '../contacts/contacts-card';
import { FlagsCard } from '../contacts/flags-card';
import { DeterminationCard } from '../determination/determination-card';
import { DocketNotes } from '../determination/docket-notes';
import { DocketSuppressions } from '../determination/docket-suppressions';
import { Translations } from '../release/translations';
import { QualityCard } from '../quality/quality-card';
import { TasksCard } from './tasks-card';
import { Cut } from './cut';
import { ClipRecord } from './clip-record';
import { Clocks } from './clocks';
import { Custody } from './custody';
import { Footage } from './footage';
import { Moves } from './moves';

/** One clip: where it stands and what may happen next, first of all on a telephone too; the footage, the record, the clocks, and all that was done. */
export function ClipPage(): ReactElement {
  const id = must(useParams()['id'], 'the number of a clip');
  const publicSite = usePublicSite();
  const mayReadIncident = useMay('read', 'Incident');
  const clip = useQuery({
    queryKey: ['clips', id],
    queryFn: () => done(api.GET('/clips/{id}', { params: { path: { id } } })),
    refetchInterval: 5_000,
  });
  return (
    <Page title={clip.data?.nativeFilename ?? 'Clip'}>
      <Loaded of={clip}>
        {(known) => (
          <>
            <p>
              {mayReadIncident && (
                <>
                  <Link to={`/incidents/${known.incidentId}`}>The incident</Link>
                  {' · '}
                </>
              )}
              <Link to={`/clips/${id}/release`}>Before it is public</Link>
              {known.releaseId !== null && (
                <>
                  {' · '}
                  <a href={`${publicSite}/releases/${known.releaseId}`}>The page that the public sees</a>
                </>
              )}
            </p>
            <div className="split split--clip">
              <div className="split__first">
                <Moves clip={id} />
              </div>
              <div className="split__main">
                <Footage clip={known} />
                <Cut clip={id} />
                <ClipRecord clip={known} />
                <DeterminationCard clip={known} />
                <TasksCard clip={known} />
                <QualityCard clip={known} />
                <AccessibilityCard clip={known} />
                <RenditionsCard clip={known} />
              </div>
              <div>
                <Clocks clip={id} />
                <FlagsCard clip={known} />
                <DocketNotes clip={id} />
                <DocketSuppressions clip={id} />
                <Translations clip={id} />
                <ConsultationsCard clip={id} />
                <NoticesCard clip={id} />
              </div>
            </div>
            <Custody clip={id} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
