import { Button, Label, TextInput } from '@trussworks/react-uswds';
import type { ReactElement } from 'react';
import { clockTime } from '../../ui/times';
import type { FrameTimes } from '../engine/frame-times';

interface Props {
  readonly frame: number;
  readonly times: FrameTimes;
  readonly onShow: (frame: number) => void;
}

/** The way through the clip, frame by frame; the frame that is shown is always said. */
export function Transport({ frame, times, onShow }: Props): ReactElement {
  const last = times.count - 1;
  const says = `${clockTime(times.start(frame))}, frame ${frame} of ${last}`;
  return (
    <div>
      <Label htmlFor="playhead">Frame</Label>
      <input
        id="playhead"
        className="playhead"
        type="range"
        min={0}
        max={last}
        value={frame}
        aria-valuetext={says}
        onChange={({ target }) => onShow(Number(target.value))}
      />
      <p role="status">{says}</p>
      <div className="filters">
        <Button type="button" outline onClick={() => onShow(frame - 1)}>
          Frame back
        </Button>
        <Button type="button" outline onClick={() => onShow(frame + 1)}>
          Frame on
        </Button>
        <div>
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
      </div>
    </div>
  );
}
