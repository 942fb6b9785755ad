import type { Views } from '@app/api-client';
import { type Box, type Basis, type Operation, OperationRefused } from '@app/redactions/domain';
import { type ReactElement, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Editor } from './engine/editor';
import type { FrameTimes } from './engine/frame-times';
import { mute, newTrack, nextName, type Order } from './engine/new-items';
import { Edits } from './panels/edits';
import { Saved } from './panels/saved';
import { Transport } from './stage/transport';
import { Masks } from './panels/masks';
import { Mutes } from './panels/mutes';
import { Orders } from './panels/orders';
import { AskForRender } from './panels/ask-for-render';
import { PausedVideo } from './stage/paused-video';
import { Stage } from './stage/stage';
import { Aids } from './tracking/aids';
import { useKeys } from './use-keys';

interface Props {
  readonly clip: string;
  readonly editor: Editor;
  readonly times: FrameTimes;
  readonly tasks: readonly Views['TaskView'][];
}

const SAVE_MS = 800;

/** Composition only: the document is the engine’s, the picture the stage’s, the lists the panels’. */
export function RedactionEditor({ clip, editor, times, tasks }: Props): ReactElement {
  const state = useSyncExternalStore(editor.subscribe, editor.snapshot);
  const { plan, unsaved } = state;
  const [frame, setFrame] = useState(0);
  const [selected, setSelected] = useState<string | null>(null);
  const [order, setOrder] = useState<string | null>(tasks[0]?.id ?? null);
  const { video, show } = useFrames(times, setFrame);
  useAutosave(editor, unsaved);
  const { act, refusal } = useActs(editor);
  const task = tasks.find(({ id }) => id === order);
  const draw = (box: Box): void => {
    if (!task) return;
    const track = newTrack(nextName('mask', plan.video), { box, frame, order: orderOf(task), times });
    act({ op: 'add-track', track });
    setSelected(track.id);
  };
  const place = placing(act, times, frame);
  useKeys({ step: (by) => show(frame + by), undo: () => editor.undo(), redo: () => editor.redo() });
  return (
    <div className="split">
      <div>
        <Stage
          {...{ plan, frame, selected, video }}
          source={`/clips/${clip}/proxy`}
          mayDraw={task !== undefined}
          onDraw={draw}
          onSelect={setSelected}
          onMove={place}
        />
        <Transport frame={frame} times={times} onShow={show} />
        <Saved state={state} refusal={refusal} />
        <Edits
          {...{ editor, state }}
          mayAdd={task !== undefined}
          onAdd={() => draw({ x: 0.4, y: 0.4, w: 0.2, h: 0.2 })}
        />
      </div>
      <div>
        <Orders clip={clip} tasks={tasks} chosen={order} onChoose={setOrder} />
        <Masks
          {...{ frame, selected }}
          tracks={plan.video}
          onSelect={setSelected}
          onPlace={place}
          onChange={(track) => act({ op: 'replace-track', track })}
          onRemove={(id) => act({ op: 'remove-track', id })}
          onGo={show}
        />
        <Aids {...{ clip, plan, selected, frame, times, unsaved }} onAccept={act} onGo={show} />
        <Mutes
          intervals={plan.audio}
          mayAdd={task?.channel === 'audio'}
          onAdd={(from, to) => task && act(mute(nextName('mute', plan.audio), [from, to], orderOf(task)))}
          onRemove={(id) => act({ op: 'remove-audio', id })}
        />
        <AskForRender clip={clip} disabled={unsaved > 0} />
      </div>
    </div>
  );
}

/** Puts a mask somewhere on the frame that is shown. */
const placing =
  (act: (operation: Operation) => void, times: FrameTimes, frame: number) =>
  (id: string, box: Box): void =>
    act({ op: 'set-keyframe', id, keyframe: { frame, pts: times.pts(frame), ...box } });

/** What a task orders: whose part is hidden, and on which legal basis. */
const orderOf = ({ subject, basis }: Views['TaskView']): Order => ({ subject, basis: basis as unknown as Basis });

/** Edits, and why the last one was not made. */
function useActs(editor: Editor): { act: (operation: Operation) => void; refusal: string | null } {
  const [refusal, setRefusal] = useState<string | null>(null);
  const act = (operation: Operation): void => {
    try {
      editor.do(operation);
      setRefusal(null);
    } catch (error) {
      if (!(error instanceof OperationRefused)) throw error;
      setRefusal(error.message);
    }
  };
  return { act, refusal };
}

/** The paused picture, and how to have it show a frame. */
function useFrames(
  times: FrameTimes,
  onShown: (frame: number) => void,
): { video: React.RefObject<HTMLVideoElement | null>; show: (frame: number) => void } {
  const video = useRef<HTMLVideoElement>(null);
  const paused = useRef<PausedVideo | null>(null);
  const show = (frame: number): void => {
    if (video.current) paused.current ??= new PausedVideo(video.current, times, onShown);
    paused.current?.show(frame);
  };
  return { video, show };
}

/** Saves a moment after the last edit, tries again while it cannot, and keeps the page open until it has. */
function useAutosave(editor: Editor, unsaved: number): void {
  useEffect(() => {
    if (unsaved === 0) return;
    const soon = setTimeout(() => void editor.save(), SAVE_MS);
    const again = setInterval(() => void editor.save(), 5000);
    const stay = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', stay);
    return () => {
      clearTimeout(soon);
      clearInterval(again);
      window.removeEventListener('beforeunload', stay);
    };
  }, [editor, unsaved]);
}
