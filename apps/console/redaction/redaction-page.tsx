import type { Views } from '@app/api-client';
import { done, type Problem, problemOf } from '@app/api-client';
import { decodeFrames } from '@app/footage/domain';
import { AppError, must } from '@app/kernel';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { type ReactElement, useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import { api, queries } from '../shell/api';
import { usePerson } from '../shell/session';
import { IssuesToFix } from '../quality/quality-card';
import { Loaded } from '../ui/loading';
import { Page } from '../ui/page';
import { Editor } from './engine/editor';
import { editorKey } from './lease/use-lease';
import { FrameTimes } from './engine/frame-times';
import { journalOf, planStore, savedPlan } from './plan-store';
import { transcriptOf } from './panels/transcript-form';
import { RedactionEditor } from './redaction-editor';
import { IndexDisagrees } from './stage/frame-source';
import { type OpenedFrames, openFrames } from './stage/open-frames';
import { waveformOf } from './timeline/waveform';
import type { Opened } from './use-desk';
import { seenBefore } from './use-seen';

type Document = Pick<Opened, 'editor' | 'waveform' | 'transcript' | 'seen'>;

async function framesOf(clip: string): Promise<FrameTimes> {
  const answer = await fetch(`/clips/${clip}/frame-index`);
  if (!answer.ok) throw problemOf((await answer.json()) as Problem, answer.status);
  return new FrameTimes(decodeFrames(new Uint8Array(await answer.arrayBuffer())));
}

const indexOf = (clip: string) => ({
  queryKey: ['frame-index', clip],
  queryFn: () => framesOf(clip),
  staleTime: Infinity,
  gcTime: 0,
});

/** All that the editor begins with, fetched at the same time: a plan of thousands of masks does not wait for the index. */
async function opened(clip: string, person: string): Promise<Document> {
  const index = queries.query(indexOf(clip));
  const loading = savedPlan(clip);
  const [editor, waveform, transcript, seen] = await Promise.all([
    index.then(({ extent }) => Editor.open(planStore(clip, extent), journalOf(clip, person), loading)),
    waveformOf(clip),
    transcriptOf(clip),
    index.then(({ count }) => seenBefore(clip, person, count)),
    loading,
  ]);
  return { editor, waveform, transcript, seen };
}

function inWords(error: unknown, clip: string): never {
  if (!(error instanceof IndexDisagrees)) throw error;
  throw new AppError(
    'conflict',
    `${error.message} A mask could land on the wrong frame, so nothing can be drawn. Have an operator make the staff copies of this clip again (ops copies ${clip}), then open the editor anew.`,
  );
}

/** The pictures of a clip for as long as the page shows them; nobody else closes them. */
function useFrames(clip: string, times: FrameTimes): { data: OpenedFrames | undefined; error: Error | null } {
  const [opened, setOpened] = useState<{ of: FrameTimes; data?: OpenedFrames; error?: Error } | null>(null);
  useEffect(() => {
    let left = false;
    const opening = openFrames(clip, times).catch((error: unknown) => inWords(error, clip));
    opening.then(
      (data) => left || setOpened({ of: times, data }),
      (error: unknown) =>
        left || setOpened({ of: times, error: error instanceof Error ? error : new Error(String(error)) }),
    );
    return () => {
      left = true;
      opening.then(
        ({ source }) => source.close(),
        () => undefined,
      );
    };
  }, [clip, times]);
  const current = opened?.of === times ? opened : null;
  return { data: current?.data, error: current?.error ?? null };
}

/** The redaction editor of one clip. */
export function RedactionPage(): ReactElement {
  const clip = must(useParams()['id'], 'the number of a clip');
  const { id: me } = usePerson();
  const times = useQuery(indexOf(clip));
  const document = useQuery({
    queryKey: [...editorKey(clip), me],
    queryFn: () => opened(clip, me),
    staleTime: Infinity,
    gcTime: 0,
  });
  return (
    <Page title="Redactions">
      <p>
        <Link to={`/clips/${clip}`}>Back to the clip</Link>
      </p>
      <Loaded of={times}>{(known) => <Opening {...{ clip, document }} times={known} />}</Loaded>
      <IssuesToFix clip={clip} />
    </Page>
  );
}

interface OpeningProps {
  readonly clip: string;
  readonly times: FrameTimes;
  readonly document: Pick<UseQueryResult<Document>, 'data' | 'error'>;
}

function Opening({ clip, times, document }: OpeningProps): ReactElement {
  const frames = useFrames(clip, times);
  const tasks = useQuery({
    queryKey: ['clips', clip, 'tasks'],
    queryFn: (): Promise<Views['TaskView'][]> => done(api.GET('/clips/{id}/tasks', { params: { path: { id: clip } } })),
  });
  return (
    <Loaded of={frames}>
      {(pictures) => (
        <Loaded of={document}>
          {(all) => (
            <Loaded of={tasks}>
              {(ordered) => <RedactionEditor {...all} {...{ clip, times }} frames={pictures} tasks={ordered} />}
            </Loaded>
          )}
        </Loaded>
      )}
    </Loaded>
  );
}
