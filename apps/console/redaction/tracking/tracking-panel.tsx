import {
  acceptance,
  apply,
  boxAt,
  type FrameRange,
  lostAround,
  type Operation,
  OperationRefused,
  type RedactionPlan,
  unresolved,
  type VideoTrack,
} from '@app/redactions/domain';
import { Button } from '@trussworks/react-uswds';
import { type ReactElement, useRef, useState } from 'react';
import { Failure } from '../../ui/failure';
import { Notice } from '../../ui/notice';
import type { FrameTimes } from '../engine/frame-times';
import { AskToTrack } from './ask-to-track';
import { LostTargets } from './lost-targets';
import { SuggestionItem } from './suggestion-item';
import { type Suggestion, useTracking } from './use-tracking';

interface Props {
  readonly clip: string;
  readonly plan: RedactionPlan;
  /** The mask that is chosen. */
  readonly track: VideoTrack | null;
  readonly frame: number;
  readonly times: FrameTimes;
  /** Edits that are not saved: a mask is tracked as it is saved. */
  readonly unsaved: number;
  /** Takes what is suggested into the plan, as one edit that can be taken back. */
  readonly onAccept: (operation: Operation) => void;
  readonly onGo: (frame: number) => void;
}

/** Motion tracking: a worker follows the chosen mask; what it suggests is accepted or rejected, and hides nothing before. */
export function TrackingPanel(props: Props): ReactElement {
  const { clip, plan, track, frame, times, unsaved, onAccept, onGo } = props;
  const { suggestions, ask, cancel, reject, took } = useTracking(clip, unsaved);
  const open = suggestions.filter((one) => isOpen(one, suggestions));
  const ready = open.filter(({ state }) => state === 'ready');
  const running = open.filter(({ state }) => state === 'asked');
  const { refusal, attempt } = useRefusal();
  const summary = useRef<HTMLParagraphElement>(null);
  const leave = (): void => summary.current?.focus(); // what was pressed goes away
  const accept = (ones: readonly Suggestion[], span?: FrameRange): void =>
    attempt(() => {
      operationsFor(plan, ones, times, span).forEach(onAccept);
      ones.forEach(({ id }) => took(id));
      leave();
    });
  const decline = (ones: readonly Suggestion[]): void => {
    reject.mutate(ones.map(({ id }) => id));
    leave();
  };
  const failed = ask.error ?? cancel.error ?? reject.error;
  return (
    <section className="card" aria-labelledby="tracking">
      <h2 id="tracking">Motion tracking</h2>
      {failed && <Failure error={failed} />}
      {refusal !== null && (
        <Notice kind="error" title="Nothing was changed">
          {refusal}
        </Notice>
      )}
      <AskToTrack
        key={track?.id}
        {...{ track, frame, times }}
        lost={lostHere(track, suggestions, frame)}
        whyNot={whyNot(track, frame, unsaved, running)}
        isAsking={ask.isPending}
        onAsk={(wanted) => ask.mutate(wanted)}
      />
      <p ref={summary} role="status" tabIndex={-1}>
        {summaryOf(running.length, ready.length)}
      </p>
      {open.length > 0 && (
        <ul className="suggestions" aria-label="Suggestions">
          {open.map((one) => (
            <SuggestionItem
              key={one.id}
              suggestion={one}
              onAccept={(span) => accept([one], span)}
              onReject={() => decline([one])}
              onCancel={() => cancel.mutate(one.id)}
              onGo={onGo}
            />
          ))}
        </ul>
      )}
      {ready.length > 1 && <All count={ready.length} onAccept={() => accept(ready)} onReject={() => decline(ready)} />}
      <LostTargets spans={unresolved(plan, suggestions)} onGo={onGo} />
    </section>
  );
}

interface AllProps {
  readonly count: number;
  readonly onAccept: () => void;
  readonly onReject: () => void;
}

const All = ({ count, onAccept, onReject }: AllProps): ReactElement => (
  <div className="filters">
    <Button type="button" onClick={onAccept}>
      Accept all {count} suggestions
    </Button>
    <Button type="button" outline onClick={onReject}>
      Reject all {count} suggestions
    </Button>
  </div>
);

function lostHere(track: VideoTrack | null, suggestions: readonly Suggestion[], frame: number): FrameRange | null {
  if (!track || track.shape === 'frame' || track.shape === 'polygon') return null;
  return lostAround(track, suggestions, frame);
}

/** Tries an edit, and keeps in words why it does not apply. */
function useRefusal(): { refusal: string | null; attempt: (edit: () => void) => void } {
  const [refusal, setRefusal] = useState<string | null>(null);
  const attempt = (edit: () => void): void => {
    try {
      edit();
      setRefusal(null);
    } catch (error) {
      if (!(error instanceof OperationRefused)) throw error;
      setRefusal(error.message);
    }
  };
  return { refusal, attempt };
}

/** What still wants somebody: it runs, waits for a decision, or was the last try on its mask and failed. */
const isOpen = (one: Suggestion, all: readonly Suggestion[]): boolean =>
  one.state === 'asked' ||
  one.state === 'ready' ||
  (one.state === 'failed' && all.findLast(({ track }) => track === one.track) === one);

/** One edit for each, the later ones made for the plan that the earlier ones leave. */
function operationsFor(
  plan: RedactionPlan,
  ones: readonly Suggestion[],
  times: FrameTimes,
  span: FrameRange | undefined,
): readonly Operation[] {
  const pts = (frame: number): number => times.pts(frame);
  const operations: Operation[] = [];
  ones.reduce((before, one) => {
    const operation = acceptance(before, one, { ...(span && { span }), pts });
    operations.push(operation);
    return apply(before, operation);
  }, plan);
  return operations;
}

/** Why the chosen mask cannot be tracked from here; null when it can. */
function whyNot(
  track: VideoTrack | null,
  frame: number,
  unsaved: number,
  running: readonly Suggestion[],
): string | null {
  if (!track) return 'Choose a mask to have it tracked.';
  if (track.shape === 'frame' || track.shape === 'polygon') return 'Only rectangles and ellipses are tracked.';
  if (!boxAt(track, frame)) return `Go to a frame on which ${track.id} hides something: it is tracked from there.`;
  if (running.some((one) => one.track === track.id)) return `${track.id} is being tracked.`;
  return unsaved > 0 ? 'It can be tracked as soon as it is saved.' : null;
}

function summaryOf(running: number, ready: number): string {
  if (running > 0) return `Being tracked: ${running}. Suggested: ${ready}.`;
  return ready > 0 ? `Suggested: ${ready}. Nothing of it is hidden before it is accepted.` : 'Nothing is suggested.';
}
