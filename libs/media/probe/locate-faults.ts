/** Whether ffmpeg’s line, at `-v repeat+level+…`, says that what it decoded is damaged. */
export const isFault = (line: string): boolean =>
  /\[(error|fatal|panic)\]/.test(line) ||
  /\[warning\].*corrupt (decoded frame|input packet) in stream/.test(line) ||
  /\[info\] concealing \d+ DC/.test(line);

/** Where the faults of a decode lie. */
export interface Faults {
  /** Numbers of the coded pictures, in decoding order. */
  readonly pictures: number[];
  /** Seconds of the container's clock. */
  readonly sound: [start: number, end: number][];
}

/**
 * Reads what ffmpeg says with `-debug_ts` on one thread: a line for each packet before it goes into a decoder, one for
 * each frame after it came out. Whatever it complains of in between belongs to that packet or to that frame.
 */
export class FaultFinder {
  readonly found: Faults = { pictures: [], sound: [] };
  private picture = -1;
  private sound: readonly [number, number] | null = null;
  private last: 'picture' | 'sound' | null = null;
  /** The decoder has said that the frame which it gives next is corrupt. */
  private corruptNext = false;
  /** The demuxer or a parser complained of what comes next. */
  private nextIsTouched = false;

  /** `numberAt` says which coded picture is shown at a time. */
  constructor(
    private readonly stream: number,
    private readonly numberAt: (pts: number) => number | undefined,
  ) {}

  take(line: string): void {
    if (line.includes('] demuxer+ffmpeg -> ')) this.takePacket(line);
    else if (line.includes('] decoder -> ')) this.takeFrame(line);
    // Before the first packet, ffmpeg looks for what the streams are; it comes by there again.
    else if (this.last !== null || line.includes('] demuxer -> ')) this.takeFault(line);
  }

  private takePacket(line: string): void {
    if (line.includes('type:video')) {
      this.last = 'picture';
      this.picture++;
    } else {
      this.last = 'sound';
      const start = valueOf('pkt_pts_time', line);
      this.sound = start === null ? null : [start, start + (valueOf('duration_time', line) ?? 0)];
    }
    if (this.nextIsTouched) this.touch(this.last);
    this.nextIsTouched = false;
  }

  private takeFrame(line: string): void {
    if (!line.includes('type:video')) return;
    if (!this.corruptNext) return;
    this.corruptNext = false;
    const pts = valueOf('frame_pts', line);
    const picture = pts === null ? undefined : this.numberAt(pts);
    this.found.pictures.push(picture ?? this.picture);
  }

  private takeFault(line: string): void {
    if (!isFault(line)) return;
    const stream = /(?:in stream |stream #\d+:)(\d+)/.exec(line)?.[1];
    const part = stream === undefined ? this.last : Number(stream) === this.stream ? 'picture' : 'sound';
    if (line.startsWith('[NULL @')) this.nextIsTouched = true;
    else if (line.includes('corrupt decoded frame') && part === 'picture') this.corruptNext = true;
    else {
      // A demuxer that lost its way may have cut the packet before, too.
      if (/^\[(mov|matroska|mpegts|avi)[\w,]* @/.test(line)) this.nextIsTouched = true;
      this.touch(part);
    }
  }

  private touch(part: 'picture' | 'sound' | null): void {
    if (part === 'picture') this.found.pictures.push(Math.max(this.picture, 0));
    else if (part === 'sound' && this.sound) this.found.sound.push([...this.sound]);
  }
}

function valueOf(name: string, line: string): number | null {
  const text = new RegExp(` ${name}:(-?[\\d.]+)`).exec(line)?.[1];
  return text === undefined ? null : Number(text);
}
