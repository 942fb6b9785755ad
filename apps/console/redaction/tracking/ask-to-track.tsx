import type { FrameRange, VideoTrack } from '@app/redactions/domain';
import { Button, Label, TextInput } from '@trussworks/react-uswds';
import { type ReactElement, useState } from 'react';
import type { FrameTimes } from '../engine/frame-times';
import { framesOf } from './frames-of';
import type { Wanted } from './use-tracking';

interface Props {
  readonly track: VideoTrack | null;
  readonly frame: number;
  readonly times: FrameTimes;
  /** Where it was lost, round this frame; null where it was not. */
  readonly lost: FrameRange | null;
  /** Why it cannot be asked for now; null when it can. */
  readonly whyNot: string | null;
  readonly isAsking: boolean;
  readonly onAsk: (wanted: Wanted) => void;
}

/** How far, and which way. */
export function AskToTrack({ track, frame, times, lost, whyNot, isAsking, onAsk }: Props): ReactElement {
  const last = times.count - 1;
  const [back, setBack] = useState('0');
  const [on, setOn] = useState(String(last));
  const [first, end] = [frameIn(back, 0, frame), frameIn(on, frame, last)];
  const disabled = whyNot !== null || isAsking || !track;
  const asking = (from: number, to: number) => () =>
    track && onAsk({ track: track.id, frame, pts: times.pts(frame), from, to: to + 1 });
  return (
    <>
      <div className="filters">
        <FrameField name="track-back" label="Track back to frame" typed={back} last={last} onType={setBack} />
        <FrameField name="track-on" label="Track up to frame" typed={on} last={last} onType={setOn} />
      </div>
      {whyNot !== null && <p>{whyNot}</p>}
      <div className="filters">
        <Button type="button" outline disabled={disabled || first === frame} onClick={asking(first, frame)}>
          Track backwards
        </Button>
        <Button
          type="button"
          outline
          disabled={disabled || first === frame || end === frame}
          onClick={asking(first, end)}
        >
          Track both ways
        </Button>
        <Button type="button" disabled={disabled || end === frame} onClick={asking(frame, end)}>
          Track forwards
        </Button>
        {lost && (
          <Button type="button" disabled={disabled} onClick={asking(lost.from, lost.to - 1)}>
            Track again where it was lost, {framesOf(lost)}
          </Button>
        )}
      </div>
    </>
  );
}

/** The frame that was typed, kept between two others. */
function frameIn(typed: string, least: number, most: number): number {
  const frame = Math.trunc(Number(typed));
  return Number.isFinite(frame) ? Math.min(Math.max(frame, least), most) : most;
}

interface FrameFieldProps {
  readonly name: string;
  readonly label: string;
  readonly typed: string;
  readonly last: number;
  readonly onType: (typed: string) => void;
}

function FrameField({ name, label, typed, last, onType }: FrameFieldProps): ReactElement {
  return (
    <div>
      <Label htmlFor={name}>{label}</Label>
      <TextInput
        id={name}
        name={name}
        type="number"
        step={1}
        min={0}
        max={last}
        value={typed}
        onChange={({ target }) => onType(target.value)}
      />
    </div>
  );
}
