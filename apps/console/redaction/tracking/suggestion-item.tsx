import type { FrameRange, TrackingResult } from '@app/redactions/domain';
import { Button } from '@trussworks/react-uswds';
import type { ReactElement } from 'react';
import { framesOf } from './frames-of';
import type { Suggestion } from './use-tracking';

interface Props {
  readonly suggestion: Suggestion;
  /** All of it, or that span. */
  readonly onAccept: (span?: FrameRange) => void;
  readonly onReject: () => void;
  readonly onCancel: () => void;
  readonly onGo: (frame: number) => void;
}

/** One mask that is tracked: how far it is, what came of it, and what to do with it. */
export function SuggestionItem(props: Props): ReactElement {
  const { suggestion, onCancel } = props;
  const { track, state, result, progress, failure } = suggestion;
  const what = `${track}, ${framesOf(suggestion)}`;
  return (
    <li aria-label={what}>
      <strong>{what}</strong>
      {state === 'failed' && <p>Could not be tracked. {failure}</p>}
      {state === 'asked' && (
        <>
          <p>{progress ? `${progress.done} of ${progress.of} frames` : 'Waits for a worker.'}</p>
          <progress aria-label={`Tracking ${what}`} max={progress?.of ?? 1} value={progress?.done ?? 0} />
          <Button type="button" outline onClick={onCancel}>
            Cancel tracking {track}
          </Button>
        </>
      )}
      {state === 'ready' && result && <Found {...props} result={result} />}
    </li>
  );
}

function Found({
  suggestion,
  result,
  onAccept,
  onReject,
  onGo,
}: Props & { readonly result: TrackingResult }): ReactElement {
  // prettier-ignore
  const { track } = suggestion;
  const { followed, lost, toLookAt, keyframes, confidence } = result;
  return (
    <>
      <p>
        Followed on {framesOf(followed)}, {keyframes.length} keyframes, sure of it to{' '}
        {Math.round(confidence.least * 100)} % at least.{' '}
        {lost.length > 0 && `Lost on ${lost.map(framesOf).join(' and ')}: there the mask stays and grows.`}
      </p>
      {toLookAt.length > 0 && (
        <p>
          Look before you accept it:{' '}
          {toLookAt.map((range) => (
            <Button key={range.from} type="button" unstyled className="keyframe" onClick={() => onGo(range.from)}>
              {framesOf(range)}
            </Button>
          ))}
        </p>
      )}
      <div className="filters">
        <Button type="button" onClick={() => onAccept()}>
          Accept {track}
        </Button>
        {lost.length > 0 && (
          <Button type="button" outline onClick={() => onAccept(followed)}>
            Accept {track} where it was followed
          </Button>
        )}
        <Button type="button" outline onClick={onReject}>
          Reject {track}
        </Button>
      </div>
    </>
  );
}
