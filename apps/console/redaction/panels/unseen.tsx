import { Button } from '@trussworks/react-uswds';
import type { ReactElement } from 'react';
import type { FrameTimes } from '../engine/frame-times';
import type { Seen } from '../engine/seen';

interface Props {
  readonly seen: Seen;
  readonly times: FrameTimes;
  readonly onNext: () => void;
}

/** How much of the clip nobody here has looked at yet. */
export function Unseen({ seen, times, onNext }: Props): ReactElement {
  if (seen.left === 0) return <p>You have looked at every frame.</p>;
  const seconds = (times.duration * seen.left) / times.count;
  return (
    <p>
      You have not looked at {seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} seconds yet ({seen.left} frames).{' '}
      <Button type="button" unstyled onClick={onNext}>
        Go to the next of them
      </Button>
    </p>
  );
}
