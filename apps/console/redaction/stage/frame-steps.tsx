import { Button, ButtonGroup, Label, TextInput } from '@trussworks/react-uswds';
import type { ReactElement, ReactNode } from 'react';
import { clockTime } from '../../ui/times';
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
      <p role="status">{says(resting)}</p>
      <ButtonGroup>
        <Button type="button" outline onClick={() => onShow(shown - 1)}>
          Frame back
        </Button>
        <Button type="button" outline onClick={() => onShow(shown + 1)}>
          Frame on
        </Button>
        {children}
      </ButtonGroup>
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
  );
}
