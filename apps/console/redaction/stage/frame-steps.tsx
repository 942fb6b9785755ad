import { Button, ButtonGroup, Label, TextInput } from '@trussworks/react-uswds';
import type { ReactElement, ReactNode } from 'react';
import { clockTime } from '../../ui/times';
import { useSettled } from '../../ui/use-settled';
import type { FrameTimes } from '../engine/frame-times';

interface Props {
  /** The frame that is on the screen, also while it passes by. */
  readonly shown: number;
  /** The frame on which the picture rests, or last rested: that one is said. */
  readonly resting: number;
  readonly times: FrameTimes;
  readonly onShow: (frame: number) => void;
  /** Further buttons. */
  readonly children?: ReactNode;
}

/** The way through a clip, frame by frame; the frame that is shown is always said. */
export function FrameSteps({ shown, resting, times, onShow, children }: Props): ReactElement {
  const last = times.count - 1;
  const isSettled = useSettled(resting);
  const says = (frame: number): string => `${clockTime(times.start(frame))}, frame ${frame} of ${last}`;
  return (
    <div>
      <Label htmlFor="playhead">Frame</Label>
      <input
        id="playhead"
        className="playhead"
        type="range"
        min={0}
        max={last}
        value={shown}
        aria-valuetext={says(shown)}
        onChange={({ target }) => onShow(Number(target.value))}
      />
      <p role="status" aria-busy={!isSettled}>
        {says(resting)}
      </p>
      <ButtonGroup>
        <Button type="button" outline onClick={() => onShow(shown - 1)}>
          Frame back
        </Button>
        <Button type="button" outline onClick={() => onShow(shown + 1)}>
          Frame on
        </Button>
        {children}
      </ButtonGroup>
      <GoTo times={times} onShow={onShow} />
    </div>
  );
}

/** A frame by its number, at once; by a time, when it is typed to its end. */
function GoTo({ times, onShow }: Pick<Props, 'times' | 'onShow'>): ReactElement {
  const go = (typed: string): void => {
    const frame = times.named(typed);
    if (frame !== null) onShow(frame);
  };
  return (
    <div className="go-to">
      <Label htmlFor="go-to">Go to frame</Label>
      <TextInput
        id="go-to"
        name="go-to"
        type="text"
        aria-describedby="go-to-hint"
        onChange={({ target }) => !target.value.includes(':') && go(target.value)}
        onBlur={({ target }) => target.value.includes(':') && go(target.value)}
        onKeyDown={({ key, currentTarget }) => key === 'Enter' && go(currentTarget.value)}
      />
      <span className="usa-hint" id="go-to-hint">
        or a time, as 1:05.2
      </span>
    </div>
  );
}
