import { type ClipFrames, lengthOf } from '@app/footage/domain';
import type { ClipExtent } from '@app/redactions/domain';

/**
 * Frames and the times at which the staff copy shows them. The copy begins at zero and shows each frame when the
 * original does; a frame is found by its presentation time, never by a rate (design, ux § 2.2).
 */
export class FrameTimes {
  /** What a plan for this clip is held against. */
  readonly extent: ClipExtent;

  constructor(private readonly frames: ClipFrames) {
    this.extent = { frames: frames.pts.length, duration: lengthOf(frames), pts: frames.pts };
  }

  get count(): number {
    return this.frames.pts.length;
  }

  /** Ticks of the original, for the record. */
  pts(frame: number): number {
    return this.frames.pts[frame] ?? 0;
  }

  /** Seconds of the copy at which the frame begins to be shown. */
  start(frame: number): number {
    const { pts, timeBase } = this.frames;
    return (((pts[frame] ?? 0) - (pts[0] ?? 0)) * timeBase.num) / timeBase.den;
  }

  /** Seconds of the copy at which it is no longer shown. */
  end(frame: number): number {
    const { lastDuration, timeBase } = this.frames;
    return frame + 1 < this.count
      ? this.start(frame + 1)
      : this.start(frame) + (lastDuration * timeBase.num) / timeBase.den;
  }

  /** How long the copy lasts, in seconds. */
  get duration(): number {
    return this.end(this.count - 1);
  }

  /** The middle of the time for which it is shown: a seek to there cannot land on a neighbour. */
  middle(frame: number): number {
    return (this.start(frame) + this.end(frame)) / 2;
  }

  /** The frame that somebody typed, by its number or by a time such as 1:05.2; null where it is neither. */
  named(typed: string): number | null {
    const words = typed.trim();
    if (/^\d+$/.test(words)) return Math.min(Number(words), this.count - 1);
    if (!/^(\d+:)?\d{1,2}:\d{1,2}(\.\d*)?$/.test(words)) return null;
    return this.at(words.split(':').reduce((seconds, part) => seconds * 60 + Number(part), 0));
  }

  /** The last frame that has begun at that time: floor, never nearest. */
  at(seconds: number): number {
    const SLACK = 1e-4;
    let [low, high] = [0, this.count - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.start(middle) <= seconds + SLACK) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
