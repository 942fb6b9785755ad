import { type ClipFrames, timeOf } from '@app/footage/domain';
import { FrameTimes } from '../../redaction/engine/frame-times';

/** Frames and the times at which the rendered cut shows them: it keeps the clip’s own zero, the staff copy does not. */
export class CutTimes extends FrameTimes {
  /** Seconds by which the cut’s first frame comes later than the copy’s. */
  readonly lead: number;

  constructor(frames: ClipFrames) {
    super(frames);
    this.lead = timeOf(frames, 0);
  }

  override start(frame: number): number {
    return super.start(frame) + this.lead;
  }
}
