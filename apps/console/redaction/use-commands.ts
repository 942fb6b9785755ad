import type { Operation, RedactionPlan, VideoTrack } from '@app/redactions/domain';
import type { Editor } from './engine/editor';
import type { FrameTimes } from './engine/frame-times';
import type { Seen } from './engine/seen';
import { between, duplicate, lasting, merge, neighbour, nextName, split, toggleKeyframe } from './engine/track-edits';
import type { Commands } from './keys/use-keys';
import type { StageControls } from './stage/use-stage';
import type { Marked } from './timeline/timeline';

interface Desk {
  readonly editor: Editor;
  readonly plan: RedactionPlan;
  readonly times: FrameTimes;
  readonly seen: Seen;
  readonly stage: StageControls;
  readonly track: VideoTrack | null;
  readonly marked: Marked | null;
  /** Makes edits; what refuses them is said on the page. */
  readonly act: (make: () => readonly Operation[]) => void;
  readonly select: (id: string | null) => void;
  readonly mark: (marked: Marked | null) => void;
  readonly addMask: () => void;
  readonly mute: (spans: readonly Marked[]) => void;
  readonly focus: (id: string) => void;
  readonly toggle: (what: 'help') => void;
  readonly hold: () => void;
  readonly stopDrawing: () => boolean;
}

/** What each key and button of the editor does. Where a mask is needed and none is chosen, nothing. */
export function commandsOf(desk: Desk): Commands {
  return { ...moving(desk), ...choosing(desk), ...editing(desk), ...document(desk) };
}

function moving({ stage, times, track, seen }: Desk) {
  const { position, show, run, shift } = stage;
  const last = times.count - 1;
  const go = (frame: number | null | undefined): void => {
    if (frame !== null && frame !== undefined) show(frame);
  };
  return {
    play: () => run(stage.speed === 0 ? 1 : 0),
    slower: () => shift(-1),
    halt: () => run(0),
    faster: () => shift(1),
    frameBack: () => show(position.shown - 1),
    frameOn: () => show(position.shown + 1),
    tenBack: () => show(position.shown - 10),
    tenOn: () => show(position.shown + 10),
    previousKeyframe: () => go(track && neighbour(track, position.shown, -1)),
    nextKeyframe: () => go(track && neighbour(track, position.shown, 1)),
    betweenKeyframes: () => go(track && between(track, position.shown)),
    maskStart: () => go(track?.from),
    maskEnd: () => go(track && track.to - 1),
    clipStart: () => show(0),
    clipEnd: () => show(last),
    nextUnseen: () => go(seen.nextUnseen(position.shown + 1)),
  };
}

function choosing({ plan, track, select, focus, toggle, hold, stopDrawing }: Desk) {
  const step = (by: 1 | -1): void => {
    const at = plan.video.findIndex(({ id }) => id === track?.id);
    const next = plan.video[at === -1 && by === -1 ? plan.video.length - 1 : at + by];
    if (next) select(next.id);
  };
  return {
    previousMask: () => step(-1),
    nextMask: () => step(1),
    goTo: () => focus('go-to'),
    toList: () => focus('masks'),
    seeThrough: hold,
    help: () => toggle('help'),
    leave: () => {
      if (!stopDrawing()) select(null);
    },
  };
}

function editing(desk: Desk) {
  const { plan, times, track, marked, stage, act, select, mark, mute } = desk;
  const here = (): number => stage.position.shown;
  const edit = (make: (track: VideoTrack) => readonly Operation[]): void => {
    if (track) act(() => make(track));
  };
  const replace = (one: VideoTrack): Operation[] => [{ op: 'replace-track', track: one }];
  const newName = (): string => nextName('mask', plan.video);
  const seconds = (): number => times.start(here());
  return {
    addMask: desk.addMask,
    begin: () =>
      track
        ? edit((one) => replace(lasting(one, here(), one.to)))
        : mark({ from: seconds(), to: Math.max(marked?.to ?? times.duration, times.end(here())) }),
    end: () =>
      track
        ? edit((one) => replace(lasting(one, one.from, here() + 1)))
        : mark({ from: Math.min(marked?.from ?? 0, seconds()), to: times.end(here()) }),
    keyframe: () => edit((one) => [toggleKeyframe(one, here(), times.pts(here()))]),
    removeKeyframe: () => edit(({ id }) => [{ op: 'remove-keyframe', id, frame: here() }]),
    removeMask: () => edit(({ id }) => [{ op: 'remove-track', id }]),
    split: () => edit((one) => split(one, here(), newName())),
    merge: () => edit((one) => merge(plan, one)),
    duplicate: () =>
      edit((one) => {
        const id = newName();
        select(id);
        return [duplicate(one, id)];
      }),
    lock: () => edit(({ id, locked }) => [{ op: 'lock-track', id, locked: locked !== true }]),
    muteMarked: () => marked && mute([marked]),
  };
}

const document = ({ editor }: Desk) => ({
  undo: () => editor.undo(),
  redo: () => editor.redo(),
  save: () => void editor.save(),
});
