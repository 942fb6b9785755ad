import type { Views } from '@app/api-client';
import { done, type Problem, problemOf } from '@app/api-client';
import { decodeFrames } from '@app/footage/domain';
import { must } from '@app/kernel';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import { api } from '../shell/api';
import { IssuesToFix } from '../quality/quality-card';
import { Loaded } from '../ui/loading';
import { Page } from '../ui/page';
import { Editor } from './engine/editor';
import { FrameTimes } from './engine/frame-times';
import { planStore } from './plan-store';
import { RedactionEditor } from './redaction-editor';

async function framesOf(clip: string): Promise<FrameTimes> {
  const answer = await fetch(`/clips/${clip}/frame-index`);
  if (!answer.ok) throw problemOf((await answer.json()) as Problem, answer.status);
  return new FrameTimes(decodeFrames(new Uint8Array(await answer.arrayBuffer())));
}

async function opened(clip: string): Promise<{ editor: Editor; times: FrameTimes }> {
  const times = await framesOf(clip);
  const store = planStore(clip, times.extent);
  return { editor: new Editor(store, await store.load()), times };
}

/** The redaction editor of one clip. */
export function RedactionPage(): ReactElement {
  const clip = must(useParams()['id'], 'the number of a clip');
  const document = useQuery({
    queryKey: ['clips', clip, 'editor'],
    queryFn: () => opened(clip),
    staleTime: Infinity,
    gcTime: 0,
  });
  const tasks = useQuery({
    queryKey: ['clips', clip, 'tasks'],
    queryFn: (): Promise<Views['TaskView'][]> => done(api.GET('/clips/{id}/tasks', { params: { path: { id: clip } } })),
  });
  return (
    <Page title="Redactions">
      <p>
        <Link to={`/clips/${clip}`}>Back to the clip</Link>
      </p>
      <Loaded of={document}>
        {({ editor, times }) => (
          <Loaded of={tasks}>
            {(ordered) => <RedactionEditor clip={clip} editor={editor} times={times} tasks={ordered} />}
          </Loaded>
        )}
      </Loaded>
      <IssuesToFix clip={clip} />
    </Page>
  );
}
