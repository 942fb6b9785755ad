import type { Views } from '@app/api-client';
import type { Waveform } from '@app/footage/domain';
import { type Cue, parseCaptions, type VideoTrack } from '@app/redactions/domain';
import { type RefObject, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { usePerson } from '../shell/session';
import type { Editor, EditorState } from './engine/editor';
import type { FrameTimes } from './engine/frame-times';
import type { Seen } from './engine/seen';
import type { Drawn, Outline } from './engine/shapes';
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
import { type Making, useMaking } from './use-making';
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
export interface Desk extends Omit<Opened, 'transcript'>, Acts {
  readonly state: EditorState;
  readonly stage: StageControls;
  readonly lease: LeaseState;
  readonly commands: Commands;
  readonly track: VideoTrack | null;
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
  /** The masks are seen through until that is taken back. */
  readonly seeThrough: boolean;
  /** The same while its key is held. */
  readonly held: boolean;
  readonly help: boolean;
}

/** The editor’s state in one place, and what is done with it. */
export function useDesk(opened: Opened): Desk {
  const { clip, editor, times, frames, seen, tasks } = opened;
  const { id: me } = usePerson();
  const state = useSyncExternalStore(editor.subscribe, editor.snapshot);
  const stage = useStage(times, frames.source);
  const lease = useLease(clip);
  const { act, refusal } = useActs(editor, lease.readOnly);
  useAutosave(editor, state, lease.readOnly);
  useSeen(seen, stage.position, clip, me);
  const [selected, select] = useState<string | null>(null);
  const [drawn, setDrawn] = useState<Drawn>('rectangle');
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const [marked, mark] = useState<Marked | null>(null);
  const [isOpen, setOpen] = useState<Opens>({ seeThrough: false, held: false, help: false });
  const [transcript, setTranscript] = useState(opened.transcript);
  const [settings, setSettings] = useKeySettings();
  const list = useRef<HTMLDivElement>(null);
  const toggle = (what: keyof Opens): void => setOpen({ ...isOpen, [what]: !isOpen[what] });

  const track = state.plan.video.find(({ id }) => id === selected) ?? null;
  const mayMake = lease.readOnly === null;
  const making = useMaking({ plan: state.plan, times, stage, tasks, mayMake, act, select, mark });
  const commands = commandsOf({
    ...{
      editor,
      plan: state.plan,
      times,
      seen,
      stage,
      track,
      marked,
      act,
      select,
      mark,
      toggle,
      hold: () => setOpen({ ...isOpen, held: true }),
    },
    mute: making.mute,
    addMask: () => making.draw(drawing && drawing.corners.length > 2 ? outlineOf(drawing.corners) : undrawn(drawn)),
    focus: (id) => (id === 'masks' ? list.current : document.getElementById(id))?.focus(),
    stopDrawing: () => {
      setDrawing(null);
      return making.discard() || drawing !== null;
    },
  });
  const letGo = (command: keyof Commands): void => {
    if (command === 'seeThrough') setOpen({ ...isOpen, held: false });
  };
  useKeys({ does: commands, settings, letGo });
  const cues = useMemo(() => cuesOf(transcript), [transcript]);
  return {
    ...opened,
    ...{ state, stage, lease, commands, track, select, drawn, setDrawn, drawing, setDrawing },
    ...{ marked, mark, making, transcript, setTranscript, cues, isOpen, toggle, settings, setSettings, list },
    ...{ act, refusal },
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
