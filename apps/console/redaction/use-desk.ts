import type { Views } from '@app/api-client';
import type { Waveform } from '@app/footage/domain';
import {
  type AudioInterval,
  type Basis,
  type Box,
  type Cue,
  parseCaptions,
  type VideoTrack,
} from '@app/redactions/domain';
import { type RefObject, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { usePerson } from '../shell/session';
import type { Editor, EditorState } from './engine/editor';
import type { FrameTimes } from './engine/frame-times';
import type { Seen } from './engine/seen';
import { type Drawn, newTrack, type Order, type Outline, placedAt } from './engine/shapes';
import { nextName } from './engine/track-edits';
import type { Settings } from './keys/bindings';
import { type Commands, useKeys, useKeySettings } from './keys/use-keys';
import { type LeaseState, useLease } from './lease/use-lease';
import type { Transcript } from './panels/transcript-form';
import { type Drawing, outlineOf } from './stage/drawing';
import type { OpenedFrames } from './stage/open-frames';
import { type StageControls, useStage } from './stage/use-stage';
import type { Marked } from './timeline/timeline';
import { commandsOf } from './use-commands';
import { type Acts, useActs, useAutosave } from './use-document';
import { useSeen } from './use-seen';

/** What the editor of one clip was opened with. */
export interface Opened {
  readonly clip: string;
  readonly editor: Editor;
  readonly times: FrameTimes;
  readonly frames: OpenedFrames;
  readonly waveform: Waveform | null;
  readonly transcript: Transcript;
  readonly seen: Seen;
  readonly tasks: readonly Views['TaskView'][];
}

/** Everything that the parts of the editor show and do. */
export interface Desk extends Omit<Opened, 'transcript'>, Pick<Acts, 'act' | 'refusal' | 'locked'> {
  readonly state: EditorState;
  readonly stage: StageControls;
  readonly lease: LeaseState;
  readonly commands: Commands;
  readonly track: VideoTrack | null;
  readonly order: string | null;
  readonly setOrder: (task: string) => void;
  readonly select: (id: string | null) => void;
  readonly drawn: Drawn;
  readonly setDrawn: (drawn: Drawn) => void;
  readonly drawing: Drawing | null;
  readonly setDrawing: (drawing: Drawing | null) => void;
  readonly marked: Marked | null;
  readonly mark: (marked: Marked | null) => void;
  readonly making: Making;
  readonly transcript: Transcript;
  readonly setTranscript: (transcript: Transcript) => void;
  readonly cues: readonly Cue[];
  readonly isOpen: Opens;
  readonly toggle: (what: keyof Opens) => void;
  readonly settings: Settings;
  readonly setSettings: (settings: Settings) => void;
  readonly list: RefObject<HTMLDivElement | null>;
}

interface Opens {
  readonly seeThrough: boolean;
  readonly help: boolean;
}

/** The editor’s state in one place, and what is done with it. */
export function useDesk(opened: Opened): Desk {
  const { clip, editor, times, frames, seen, tasks } = opened;
  const { id: me } = usePerson();
  const state = useSyncExternalStore(editor.subscribe, editor.snapshot);
  const stage = useStage(times, frames.source);
  const lease = useLease(clip);
  const { act, refusal, locked, lock } = useActs(editor, lease.readOnly);
  useAutosave(editor, state, lease.readOnly);
  useSeen(seen, stage.position, clip, me);
  const [selected, select] = useState<string | null>(null);
  const [order, setOrder] = useState<string | null>(tasks[0]?.id ?? null);
  const [drawn, setDrawn] = useState<Drawn>('rectangle');
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const [marked, mark] = useState<Marked | null>(null);
  const [isOpen, setOpen] = useState<Opens>({ seeThrough: false, help: false });
  const [transcript, setTranscript] = useState(opened.transcript);
  const [settings, setSettings] = useKeySettings();
  const list = useRef<HTMLDivElement>(null);
  const toggle = (what: keyof Opens): void => setOpen({ ...isOpen, [what]: !isOpen[what] });

  const task = lease.readOnly === null ? tasks.find(({ id }) => id === order) : undefined;
  const track = state.plan.video.find(({ id }) => id === selected) ?? null;
  const making = makingOf({ state, times, stage, task, act, select, mark });
  const commands = commandsOf({
    ...{ editor, plan: state.plan, times, seen, stage, track, marked, act, select, mark, lock, toggle },
    mute: making.mute,
    addMask: () => making.draw(drawing && drawing.corners.length > 2 ? outlineOf(drawing.corners) : undrawn(drawn)),
    focus: (id) => (id === 'masks' ? list.current : document.getElementById(id))?.focus(),
    stopDrawing: () => {
      setDrawing(null);
      return drawing !== null;
    },
  });
  useKeys(commands, settings);
  const cues = useMemo(() => cuesOf(transcript), [transcript]);
  return {
    ...opened,
    ...{ state, stage, lease, commands, track, order, setOrder, select, drawn, setDrawn, drawing, setDrawing },
    ...{ marked, mark, making, transcript, setTranscript, cues, isOpen, toggle, settings, setSettings, list },
    ...{ act, refusal, locked },
  };
}

/** Where a mask that is not drawn is put: the middle of the picture. A polygon needs corners, so it is a rectangle. */
const undrawn = (drawn: Drawn): Outline => ({
  drawn: drawn === 'polygon' ? 'rectangle' : drawn,
  box: { x: 0.4, y: 0.4, w: 0.2, h: 0.2 },
});

function cuesOf({ vtt }: Transcript): readonly Cue[] {
  const parsed = parseCaptions(vtt ?? '');
  return parsed.ok ? parsed.cues : [];
}

/** What a task orders: whose part is hidden, and on which legal basis. */
export const orderOf = ({ subject, basis }: Views['TaskView']): Order => ({
  subject,
  basis: basis as unknown as Basis,
});

export interface Making {
  /** False where none can be made, for want of an order to make it for. */
  readonly mayDraw: boolean;
  readonly mayMute: boolean;
  readonly draw: (outline: Outline) => void;
  readonly place: (id: string, box: Box) => void;
  readonly mute: (spans: readonly Marked[]) => void;
}

interface Makes extends Pick<Desk, 'state' | 'times' | 'stage' | 'act' | 'select' | 'mark'> {
  readonly task: Views['TaskView'] | undefined;
}

/** Masks and mutes for the order that is chosen, on the frame that is shown. */
function makingOf({ state: { plan }, times, stage, task, act, select, mark }: Makes): Making {
  const mayDraw = task !== undefined && task.channel !== 'audio';
  const mayMute = task?.channel === 'audio';
  const draw = (outline: Outline): void => {
    if (!mayDraw) return;
    const id = nextName('mask', plan.video);
    const frame = stage.position.shown;
    act(() => [{ op: 'add-track', track: newTrack(id, { outline, frame, order: orderOf(task), times }) }]);
    select(id);
  };
  const place = (id: string, box: Box): void => {
    const frame = stage.position.shown;
    const one = plan.video.find((other) => other.id === id);
    const placed = one && placedAt(one, frame, box);
    if (placed) act(() => [{ op: 'set-keyframe', id, keyframe: { frame, pts: times.pts(frame), ...placed } }]);
  };
  const mute = (spans: readonly Marked[]): void => {
    if (!mayMute) return;
    const order = orderOf(task);
    act(() => mutesOf(spans, plan.audio, times.duration).map((span) => ({ op: 'add-audio', interval: { ...span, effect: 'silence', ...order } }))); // prettier-ignore
    mark(null);
  };
  return { mayDraw, mayMute, draw, place, mute };
}

/** Spans with names that none has yet, in thousandths of a second, within the clip. */
function mutesOf(
  spans: readonly Marked[],
  known: readonly AudioInterval[],
  duration: number,
): (Marked & { readonly id: string })[] {
  const named: (Marked & { readonly id: string })[] = [];
  for (const { from, to } of spans) {
    const id = nextName('mute', [...known, ...named]);
    named.push({ id, from: thousandth(from), to: thousandth(Math.min(to, duration)) });
  }
  return named;
}

const thousandth = (second: number): number => Math.round(second * 1000) / 1000;
