import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { type DeterminationState, docketEntry, type Outcome } from '@app/determinations/domain';
import { DOCKET_OUTCOMES, type DocketEntry, SUPPRESSIBLE } from '@app/publications/domain';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { type Content, contentOf } from '../determination/content-fields';
import { useSuppressed } from '../determination/docket-suppressions';
import { api } from '../shell/api';
import { Facts } from '../ui/facts';
import { cambridgeField } from '../ui/times';

interface Props {
  readonly clip: Views['ClipView'];
  /** Where the determination would stand. */
  readonly state: DeterminationState;
  readonly outcome: Outcome | null;
  readonly content: Content;
}

/** The public log's line as it would read: made by the very function with which the api makes it. */
export function DocketRow({ clip, state, outcome, content }: Props): ReactElement {
  const incident = useQuery({
    queryKey: ['incidents', clip.incidentId],
    queryFn: () => done(api.GET('/incidents/{id}', { params: { path: { id: clip.incidentId } } })),
  });
  const suppressed = useSuppressed(clip.id);
  const today = dayInCambridge(new Date().toISOString());
  const occurredAt = (incident.data?.facts['occurredAt'] ?? null) as string | null;
  const entry = docketEntry({
    state,
    decided: outcome,
    decidedOn: today,
    incidentDate: occurredAt === null ? null : dayInCambridge(occurredAt),
    camera: clip.source as DocketEntry['camera'],
    content: contentOf(content),
    clock: null,
    nextReviewOn: contentOf(content).deferral?.nextReviewOn ?? contentOf(content).nextReviewOn,
    release: clip.releaseId ?? '',
    notes: [],
    suppressed: suppressed.data ?? [],
    today,
  })?.('');
  if (!entry) return <p>Nothing: the docket says nothing without the date of the incident.</p>;
  const { outcome: says, prongs, reasons, incidentDate, nextReviewOn, estimatedOn } = entry;
  return (
    <Facts
      of={{
        outcome: DOCKET_OUTCOMES[says],
        ...(incidentDate !== null && { incidentDate }),
        ...(entry.suppressed && { keptBack: entry.suppressed.map(({ field }) => SUPPRESSIBLE[field]) }),
        exemptions: prongs.map(({ letter, statute }) => `${letter} ${statute}`),
        reasons,
        ...(nextReviewOn !== null && { nextReviewOn }),
        ...(estimatedOn !== null && { estimatedOn }),
      }}
    />
  );
}

const dayInCambridge = (instant: string): string => cambridgeField(instant).slice(0, 10);
