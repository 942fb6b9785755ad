import { done, type Problem, problemOf, type Views } from '@app/api-client';
import { type ClipFrames, decodeFrames } from '@app/footage/domain';
import { must } from '@app/kernel';
import type { RedactionPlan } from '@app/redactions/domain';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import { FrameTimes } from '../redaction/engine/frame-times';
import { api } from '../shell/api';
import { Loaded } from '../ui/loading';
import { Page } from '../ui/page';
import { CutTimes } from './engine/cut-times';
import { type Opened, QualityCheck } from './quality-check';

async function framesOf(clip: string): Promise<ClipFrames> {
  const answer = await fetch(`/clips/${clip}/frame-index`);
  if (!answer.ok) throw problemOf((await answer.json()) as Problem, answer.status);
  return decodeFrames(new Uint8Array(await answer.arrayBuffer()));
}

/** Of the renderings of the newest plan the one that is verified; the newest, with what was found in it, where none is. */
function cutAmong(renders: readonly Views['RenderingView'][]): string | null {
  const made = renders.filter(({ outputSha256 }) => outputSha256 !== null);
  const ofPlan = made.filter(({ planRevision }) => planRevision === made[0]?.planRevision);
  return (ofPlan.find(({ state }) => state === 'verified') ?? ofPlan[0])?.id ?? null;
}

async function opened(clip: string): Promise<Opened | null> {
  const params = { path: { id: clip } };
  const rendering = cutAmong(await done(api.GET('/clips/{id}/renders', { params })));
  if (rendering === null) return null;
  const frames = await framesOf(clip);
  const { plan } = await done(api.GET('/clips/{id}/redactions', { params }));
  const times = { source: new FrameTimes(frames), cut: new CutTimes(frames) };
  return { rendering, plan: plan as unknown as RedactionPlan, times };
}

/** The check of a rendered cut by another person than those who made it. */
export function QualityPage(): ReactElement {
  const clip = must(useParams()['id'], 'the number of a clip');
  const found = useQuery({
    queryKey: ['quality', clip],
    queryFn: () => opened(clip),
    staleTime: Infinity,
    gcTime: 0,
  });
  const record = useQuery({
    queryKey: ['clips', clip],
    queryFn: () => done(api.GET('/clips/{id}', { params: { path: { id: clip } } })),
  });
  return (
    <Page title="Quality check">
      <p>
        <Link to={`/clips/${clip}`}>Back to the clip</Link>
      </p>
      <Loaded of={found}>
        {(check) => (
          <Loaded of={record}>
            {({ state }) =>
              check ? <QualityCheck clip={clip} state={state} opened={check} /> : <p>Nothing has been rendered yet.</p>
            }
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}
