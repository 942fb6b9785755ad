import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { decodeFrames } from '@app/footage/domain';
import { AppError, must } from '@app/kernel';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import { api } from '../shell/api';
import { Loaded } from '../ui/loading';
import { Page } from '../ui/page';
import { Editor } from './engine/editor';
import { FrameTimes } from './engine/frame-times';
import { planStore } from './plan-store';
import { RedactionEditor } from './redaction-editor';

async function framesOf(clip: string): Promise<FrameTimes> {
  const answer = await fetch(`/clips/${clip}/frame-index`);
  if (!answer.ok) throw new AppError('not-found', 'The frame index of this clip is not there yet. Try again shortly.');
  return new FrameTimes(decodeFrames(new Uint8Array(await answer.arrayBuffer())));
}

async function opened(clip: string): Promise<{ editor: Editor; times: FrameTimes }> {
  const store = planStore(clip);
  const [saved, times] = await Promise.all([store.load(), framesOf(clip)]);
  return { editor: new Editor(store, saved), times };
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
    </Page>
  );
}
