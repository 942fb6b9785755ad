/** Frames from the first to before the second. */
export type Range = readonly [from: number, to: number];

/** More than this between two frames that passed by is a leap, not watching. */
const LEAP = 12;

/** Which frames somebody has had before their eyes, so that none is handed on that nobody looked at. */
export class Seen {
  private readonly frames: Uint8Array;
  private last = -1;
  /** Frames that nobody has looked at. */
  left: number;

  constructor(
    readonly count: number,
    ranges: readonly Range[] = [],
  ) {
    this.frames = new Uint8Array(count);
    this.left = count;
    for (const [from, to] of ranges) this.mark(from, Math.min(to, count));
  }

  /** That frame rests on the screen. */
  rest(frame: number): void {
    this.mark(frame, frame + 1);
    this.last = frame;
  }

  /** That frame passes by; those between it and the last one have passed too, unless it was a leap. */
  pass(frame: number): void {
    const isNext = frame > this.last && frame - this.last <= LEAP;
    this.mark(isNext ? this.last + 1 : frame, frame + 1);
    this.last = frame;
  }

  /** The next frame, from there on and then from the start, that nobody has looked at; null where there is none. */
  nextUnseen(after: number): number | null {
    const onwards = this.frames.indexOf(0, Math.min(after, this.count));
    const found = onwards === -1 ? this.frames.indexOf(0) : onwards;
    return found === -1 ? null : found;
  }

  ranges(): Range[] {
    const ranges: Range[] = [];
    for (let from = this.frames.indexOf(1); from !== -1;) {
      const end = this.frames.indexOf(0, from);
      const to = end === -1 ? this.count : end;
      ranges.push([from, to]);
      from = this.frames.indexOf(1, to);
    }
    return ranges;
  }

  private mark(from: number, to: number): void {
    for (let frame = from; frame < to; frame++) {
      if (this.frames[frame] === 0) this.left--;
      this.frames[frame] = 1;
    }
  }
}
