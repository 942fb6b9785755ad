import type { Views } from '@app/api-client';
import { type Box, DEFAULT_PADDING, type Basis, type Operation, type VideoTrack } from '@app/redactions/domain';
import { Button, ButtonGroup, Label, TextInput } from '@trussworks/react-uswds';
import { type ReactElement, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Notice } from '../ui/notice';
import { clockTime } from '../ui/times';
import type { Editor } from './engine/editor';
import type { FrameTimes } from './engine/frame-times';
import { Masks } from './panels/masks';
import { Mutes } from './panels/mutes';
import { Orders } from './panels/orders';
import { AskForRender } from './panels/ask-for-render';
import { PausedVideo } from './stage/paused-video';
import { Stage } from './stage/stage';
import { useKeys } from './use-keys';

interface Props {
  readonly clip: string;
  readonly editor: Editor;
  readonly times: FrameTimes;
  readonly tasks: readonly Views['TaskView'][];
}

/** A new mask lasts three seconds: shortening it is easier than making it longer (design, ux § 2.1). */
const SECONDS = 3;
const SAVE_MS = 800;

/** Composition only: the document is the engine’s, the picture the stage’s, the lists the panels’. */
export function RedactionEditor({ clip, editor, times, tasks }: Props): ReactElement {
  const { plan, unsaved, trouble, canUndo, canRedo, revision } = useSyncExternalStore(
    editor.subscribe,
    editor.snapshot,
  );
  const [frame, setFrame] = useState(0);
  const [selected, setSelected] = useState<string | null>(null);
  const [order, setOrder] = useState<string | null>(tasks[0]?.id ?? null);
  const { video, show } = useFrames(times, setFrame);
  useAutosave(editor, unsaved);
  const task = tasks.find(({ id }) => id === order);
  const draw = (box: Box): void => {
    if (!task) return;
    const track = newTrack(nextName('mask', plan.video), { box, frame, task, times });
    editor.do({ op: 'add-track', track });
    setSelected(track.id);
  };
  const place = placing(editor, times, frame);
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
        <Saved {...{ unsaved, trouble, revision }} />
        <Edits
          {...{ canUndo, canRedo, editor }}
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
          onChange={(track) => editor.do({ op: 'replace-track', track })}
          onRemove={(id) => editor.do({ op: 'remove-track', id })}
          onGo={show}
        />
        <Mutes
          intervals={plan.audio}
          mayAdd={task?.channel === 'audio'}
          onAdd={(from, to) => task && editor.do(mute(nextName('mute', plan.audio), from, to, task))}
          onRemove={(id) => editor.do({ op: 'remove-audio', id })}
        />
        <AskForRender clip={clip} disabled={unsaved > 0} />
      </div>
    </div>
  );
}

/** Puts a mask somewhere on the frame that is shown. */
const placing =
  (editor: Editor, times: FrameTimes, frame: number) =>
  (id: string, box: Box): void =>
    editor.do({ op: 'set-keyframe', id, keyframe: { frame, pts: times.pts(frame), ...box } });

interface EditsProps {
  readonly editor: Editor;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly mayAdd: boolean;
  readonly onAdd: () => void;
}

function Edits({ editor, canUndo, canRedo, mayAdd, onAdd }: EditsProps): ReactElement {
  return (
    <ButtonGroup>
      <Button type="button" outline disabled={!canUndo} onClick={() => editor.undo()}>
        Undo
      </Button>
      <Button type="button" outline disabled={!canRedo} onClick={() => editor.redo()}>
        Redo
      </Button>
      <Button type="button" disabled={!mayAdd} onClick={onAdd}>
        Add a mask
      </Button>
    </ButtonGroup>
  );
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

interface NewTrack {
  readonly box: Box;
  readonly frame: number;
  readonly task: Views['TaskView'];
  readonly times: FrameTimes;
}

function newTrack(id: string, { box, frame, task, times }: NewTrack): VideoTrack {
  const end = times.at(times.start(frame) + SECONDS) + 1;
  return {
    id,
    shape: 'rectangle',
    from: frame,
    to: Math.min(end, times.count),
    padding: DEFAULT_PADDING,
    keyframes: [{ frame, pts: times.pts(frame), ...box }],
    subject: task.subject,
    basis: task.basis as unknown as Basis,
  };
}

const mute = (id: string, from: number, to: number, { subject, basis }: Views['TaskView']): Operation => ({
  op: 'add-audio',
  interval: { id, from, to, effect: 'silence', subject, basis: basis as unknown as Basis },
});

function nextName(kind: string, taken: readonly { readonly id?: string }[]): string {
  let number = taken.length + 1;
  while (taken.some(({ id }) => id === `${kind}-${number}`)) number++;
  return `${kind}-${number}`;
}

interface TransportProps {
  readonly frame: number;
  readonly times: FrameTimes;
  readonly onShow: (frame: number) => void;
}

function Transport({ frame, times, onShow }: TransportProps): ReactElement {
  const last = times.count - 1;
  const says = `${clockTime(times.start(frame))}, frame ${frame} of ${last}`;
  return (
    <div>
      <Label htmlFor="playhead">Frame</Label>
      <input
        id="playhead"
        className="playhead"
        type="range"
        min={0}
        max={last}
        value={frame}
        aria-valuetext={says}
        onChange={({ target }) => onShow(Number(target.value))}
      />
      <p role="status">{says}</p>
      <div className="filters">
        <Button type="button" outline onClick={() => onShow(frame - 1)}>
          Frame back
        </Button>
        <Button type="button" outline onClick={() => onShow(frame + 1)}>
          Frame on
        </Button>
        <div>
          <Label htmlFor="go-to">Go to frame</Label>
          <TextInput
            id="go-to"
            name="go-to"
            type="number"
            min={0}
            max={last}
            onChange={({ target }) => target.value !== '' && onShow(Number(target.value))}
          />
        </div>
      </div>
    </div>
  );
}

function Saved({
  unsaved,
  trouble,
  revision,
}: {
  readonly unsaved: number;
  readonly trouble: string | null;
  readonly revision: number;
}): ReactElement {
  return (
    <>
      <p role="status">{unsaved === 0 ? `Saved, revision ${revision}.` : `${unsaved} edits are not saved yet.`}</p>
      {trouble !== null && (
        <Notice kind="warning" title="Not saved yet">
          {trouble} What you did is still here, and is tried again.
        </Notice>
      )}
    </>
  );
}
