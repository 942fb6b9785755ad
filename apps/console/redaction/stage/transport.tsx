import { Button } from '@trussworks/react-uswds';
import type { ReactElement } from 'react';
import type { FrameTimes } from '../engine/frame-times';
import { FrameSteps } from './frame-steps';
import { useRestingFrame, useShownFrame } from './position';
import type { StageControls } from './use-stage';

interface Props {
  readonly times: FrameTimes;
  readonly stage: StageControls;
}

/** The way through the clip, frame by frame and in motion. */
export function Transport({ times, stage: { show, run, shift, speed } }: Props): ReactElement {
  const shown = useShownFrame();
  const resting = useRestingFrame();
  return (
    <>
      <FrameSteps {...{ shown, resting, times }} onShow={show}>
        <Button type="button" outline onClick={() => run(speed === 0 ? 1 : 0)}>
          {speed === 0 ? 'Play' : 'Halt'}
        </Button>
        <Button type="button" outline onClick={() => shift(-1)}>
          Slower
        </Button>
        <Button type="button" outline onClick={() => shift(1)}>
          Faster
        </Button>
      </FrameSteps>
      <p>{speed === 0 ? 'At rest' : `${speed > 0 ? 'Forwards' : 'Backwards'}, ${Math.abs(speed)} ×`}</p>
    </>
  );
}
