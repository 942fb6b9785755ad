import type { ReactElement } from 'react';
import { labelled } from './engine/track-edits';
import { Notice } from '../ui/notice';
import { PAGES } from './keys/bindings';
import { KeyList } from './keys/key-list';
import { LeaseNotice } from './lease/lease-notice';
import { AskForRender } from './panels/ask-for-render';
import { ChosenMask } from './panels/chosen-mask';
import { ConflictSheet } from './panels/conflicts';
import { Masks } from './panels/masks';
import { Mutes } from './panels/mutes';
import { Orders } from './panels/orders';
import { Saved } from './panels/saved';
import { Tools } from './panels/tools';
import { Unseen } from './panels/unseen';
import { Words } from './panels/words';
import { PositionContext, useRestingFrame } from './stage/position';
import { Stage } from './stage/stage';
import { Transport } from './stage/transport';
import { Timeline } from './timeline/timeline';
import { Aids } from './tracking/aids';
import { useSuggested } from './tracking/use-tracking';
import { type Desk, type Opened, useDesk } from './use-desk';
import { orderOf } from './use-making';

/** Composition only: the document is the engine’s, the picture the stage’s, the lists the panels’. */
export function RedactionEditor(opened: Opened): ReactElement {
  const desk = useDesk(opened);
  return (
    <PositionContext value={desk.stage.position}>
      <LeaseNotice lease={desk.lease} />
      <Troubles desk={desk} />
      <div className="split editor">
        <Picture desk={desk} />
        <Panels desk={desk} />
      </div>
      <Dialogs desk={desk} />
    </PositionContext>
  );
}

interface Props {
  readonly desk: Desk;
}

function Troubles({ desk: { frames, stage } }: Props): ReactElement {
  return (
    <>
      {frames.byServer && (
        <Notice kind="info" level={2} title="The server decodes the pictures">
          This browser cannot decode them itself. Everything works; each frame takes a little longer.
        </Notice>
      )}
      {stage.trouble !== null && (
        <Notice kind="error" level={2} title="This frame cannot be shown">
          {stage.trouble} The picture that you see is of another frame: do not draw on it.
        </Notice>
      )}
    </>
  );
}

/** The clip: its picture, the way through it, and what of it was looked at. */
function Picture({ desk }: Props): ReactElement {
  const { clip, state, stage, times, track, making, drawn, drawing, waveform, cues, seen, marked } = desk;
  const { plan } = state;
  const suggested = useSuggested(clip);
  const selected = track?.id ?? null;
  return (
    <div className="editor__picture">
      <Stage
        {...{ plan, suggested, selected, drawing }}
        film={`/clips/${clip}/proxy`}
        canvas={stage.canvas}
        video={stage.video}
        picture={stage.picture}
        seeThrough={desk.isOpen.seeThrough || desk.isOpen.held}
        drawn={making.mayMake ? drawn : null}
        pending={making.pending}
        onDrawing={desk.setDrawing}
        onDraw={making.draw}
        onSelect={desk.select}
        onPlace={making.place}
      />
      <Transport times={times} stage={stage} />
      <Timeline
        {...{ plan, suggested, times, waveform, cues, seen, selected, marked }}
        onSelect={desk.select}
        onGo={stage.show}
        onMark={desk.mark}
        onMute={(interval) => desk.act(() => [{ op: 'replace-audio', interval }])}
      />
      <Unseen seen={seen} times={times} onNext={desk.commands.nextUnseen} />
      <Saved state={state} refusal={desk.refusal} />
    </div>
  );
}

/** What is ordered, and what is done about it. */
function Panels({ desk }: Props): ReactElement {
  const { clip, state, stage, times, track, tasks, making, commands, act } = desk;
  const frame = useRestingFrame();
  const goToSecond = (second: number): void => stage.show(times.at(second));
  return (
    <div>
      <Orders {...{ clip, tasks, making }} />
      <Tools
        {...{ state, commands }}
        mayAdd={making.mayMake}
        drawn={desk.drawn}
        onDrawn={desk.setDrawn}
        seeThrough={desk.isOpen.seeThrough}
        onSeeThrough={() => desk.toggle('seeThrough')}
      />
      {track && (
        <ChosenMask
          {...{ track, tasks, commands }}
          onPlace={(box) => making.place(track.id, box)}
          onLabel={(label) => act(() => [labelled(track, label)])}
          onOrder={(task) => act(() => [{ op: 'replace-track', track: { ...track, ...orderOf(task) } }])}
        />
      )}
      <div id="masks" ref={desk.list} tabIndex={-1}>
        <Masks tracks={state.plan.video} selected={track?.id ?? null} onSelect={desk.select} onGo={stage.show} />
      </div>
      <Aids
        {...{ clip, times, frame }}
        plan={state.plan}
        selected={track?.id ?? null}
        unsaved={state.unsaved}
        onAccept={(operation) => act(() => [operation])}
        onGo={stage.show}
      />
      <Mutes
        intervals={state.plan.audio}
        marked={desk.marked}
        mayAdd={making.mayMake}
        onAdd={(from, to) => making.mute([{ from, to }])}
        onChange={(interval) => act(() => [{ op: 'replace-audio', interval }])}
        onRemove={(id) => act(() => [{ op: 'remove-audio', id }])}
        onGo={goToSecond}
      />
      <Words
        {...{ clip, transcript: desk.transcript, cues: desk.cues }}
        mayAdd={making.mayMake}
        onMute={making.mute}
        onGo={goToSecond}
        onWritten={desk.setTranscript}
      />
      <AskForRender clip={clip} disabled={state.unsaved > 0} />
    </div>
  );
}

function Dialogs({ desk }: Props): ReactElement {
  const { editor, isOpen, settings, setSettings, toggle } = desk;
  const [conflict] = desk.state.conflicts;
  return (
    <>
      {isOpen.help && (
        <KeyList commands={PAGES.editor} settings={settings} onChange={setSettings} onClose={() => toggle('help')} />
      )}
      {conflict && (
        <ConflictSheet conflict={conflict} onSettle={(keep) => desk.act(() => (editor.settle(conflict, keep), []))} />
      )}
    </>
  );
}
