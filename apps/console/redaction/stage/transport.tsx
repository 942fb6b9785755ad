import { Button, ButtonGroup, Label, TextInput } from '@trussworks/react-uswds';
import type { ReactElement } from 'react';
import { clockTime } from '../../ui/times';
import type { FrameTimes } from '../engine/frame-times';
import { useRestingFrame, useShownFrame } from './position';
import type { StageControls } from './use-stage';

interface Props {
  readonly times: FrameTimes;
  readonly stage: StageControls;
}

/** The way through the clip, frame by frame and in motion; the frame that is shown is always said. */
export function Transport({ times, stage: { show, run, shift, speed } }: Props): ReactElement {
  const shown = useShownFrame();
  const resting = useRestingFrame();
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
        onChange={({ target }) => show(Number(target.value))}
      />
      <p role="status">{says(resting)}</p>
      <ButtonGroup>
        <Button type="button" outline onClick={() => show(shown - 1)}>
          Frame back
        </Button>
        <Button type="button" outline onClick={() => run(speed === 0 ? 1 : 0)}>
          {speed === 0 ? 'Play' : 'Halt'}
        </Button>
        <Button type="button" outline onClick={() => show(shown + 1)}>
          Frame on
        </Button>
        <Button type="button" outline onClick={() => shift(-1)}>
          Slower
        </Button>
        <Button type="button" outline onClick={() => shift(1)}>
          Faster
        </Button>
      </ButtonGroup>
      <p>{speed === 0 ? 'At rest' : `${speed > 0 ? 'Forwards' : 'Backwards'}, ${Math.abs(speed)} ×`}</p>
      <Label htmlFor="go-to">Go to frame</Label>
      <TextInput
        id="go-to"
        name="go-to"
        type="number"
        min={0}
        max={last}
        onChange={({ target }) => target.value !== '' && show(Number(target.value))}
      />
    </div>
  );
}
