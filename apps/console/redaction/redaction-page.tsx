import type { Views } from '@app/api-client';
import { done, type Problem, problemOf } from '@app/api-client';
import { decodeFrames } from '@app/footage/domain';
import { AppError, must } from '@app/kernel';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import { api } from '../shell/api';
import { usePerson } from '../shell/session';
import { IssuesToFix } from '../quality/quality-card';
import { Loaded } from '../ui/loading';
import { Page } from '../ui/page';
import { Editor } from './engine/editor';
import { FrameTimes } from './engine/frame-times';
import { journalOf, planStore } from './plan-store';
import { transcriptOf } from './panels/transcript-form';
import { RedactionEditor } from './redaction-editor';
import { IndexDisagrees } from './stage/frame-source';
import { openFrames } from './stage/open-frames';
import { waveformOf } from './timeline/waveform';
import type { Opened } from './use-desk';
import { seenBefore } from './use-seen';

async function framesOf(clip: string): Promise<FrameTimes> {
  const answer = await fetch(`/clips/${clip}/frame-index`);
  if (!answer.ok) throw problemOf((await answer.json()) as Problem, answer.status);
  return new FrameTimes(decodeFrames(new Uint8Array(await answer.arrayBuffer())));
}

async function opened(clip: string, person: string): Promise<Omit<Opened, 'tasks'>> {
  const times = await framesOf(clip);
  const [editor, frames, waveform, transcript, seen] = await Promise.all([
    Editor.open(planStore(clip, times.extent), journalOf(clip, person)),
    openFrames(clip, times).catch(inWords),
    waveformOf(clip),
    transcriptOf(clip),
    seenBefore(clip, person, times.count),
  ]);
  return { clip, times, editor, frames, waveform, transcript, seen };
}

function inWords(error: unknown): never {
  if (!(error instanceof IndexDisagrees)) throw error;
  throw new AppError(
    'conflict',
    `${error.message} A mask could land on the wrong frame, so nothing can be drawn. Have an operator make the staff copies of this clip again, then open the editor anew.`,
  );
}

/** The redaction editor of one clip. */
export function RedactionPage(): ReactElement {
  const clip = must(useParams()['id'], 'the number of a clip');
  const { id: me } = usePerson();
  const document = useQuery({
    queryKey: ['clips', clip, 'editor', me],
    queryFn: () => opened(clip, me),
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
        {(all) => <Loaded of={tasks}>{(ordered) => <RedactionEditor tasks={ordered} {...all} />}</Loaded>}
      </Loaded>
      <IssuesToFix clip={clip} />
    </Page>
  );
}
