import { Transform, type TransformCallback, Writable } from 'node:stream';

/** Cuts a stream of raw pictures into frames of `size` bytes. Whole frames only: a rest at the end is a fault. */
class FrameCutter {
  private frame: Buffer;
  private filled = 0;
  index = 0;

  /** `nextBuffer` gives the buffer for a frame's bytes. */
  constructor(
    private readonly size: number,
    private readonly nextBuffer: (index: number) => Buffer,
  ) {
    this.frame = nextBuffer(0);
  }

  /** Takes a chunk; gives each frame that it completes. */
  *take(chunk: Buffer): Generator<{ frame: Buffer; index: number }> {
    let at = 0;
    while (at < chunk.length) {
      const copied = chunk.copy(this.frame, this.filled, at, at + this.size - this.filled);
      at += copied;
      this.filled += copied;
      if (this.filled < this.size) return;
      yield { frame: this.frame, index: this.index++ };
      this.frame = this.nextBuffer(this.index);
      this.filled = 0;
    }
  }

  assertWhole(): void {
    if (this.filled > 0) throw new Error(`the last frame is incomplete: ${this.filled} of ${this.size} bytes`);
  }
}

/** Passes raw frames on after `paint` has drawn on them. */
export class FramePainter extends Transform {
  private readonly cutter: FrameCutter;

  constructor(
    size: number,
    private readonly paint: (frame: Buffer, index: number) => void,
  ) {
    super({ emitClose: false, readableHighWaterMark: size, writableHighWaterMark: size });
    this.cutter = new FrameCutter(size, () => Buffer.allocUnsafe(size)); // each goes on to the encoder
  }

  get frames(): number {
    return this.cutter.index;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    for (const { frame, index } of this.cutter.take(chunk)) {
      this.paint(frame, index);
      this.push(frame);
    }
    done();
  }

  override _flush(done: TransformCallback): void {
    try {
      this.cutter.assertWhole();
      done();
    } catch (error) {
      done(error as Error);
    }
  }
}

/**
 * Hands over raw frames one at a time; the next is not read before the promise of the last is settled. Two buffers
 * take turns, so a frame is good until the promise of the one after it is settled, and no longer.
 */
export class FrameReader extends Writable {
  private readonly cutter: FrameCutter;
  readonly finished: Promise<void>;

  constructor(
    size: number,
    private readonly onFrame: (frame: Buffer, index: number) => Promise<void> | void,
  ) {
    super({ emitClose: false, highWaterMark: 1 << 20 });
    const turns = [Buffer.allocUnsafe(size), Buffer.allocUnsafe(size)] as const;
    this.cutter = new FrameCutter(size, (index) => turns[index % 2 === 0 ? 0 : 1]);
    this.finished = new Promise((resolve, reject) => this.once('finish', resolve).once('error', reject));
    this.finished.catch(() => undefined); // whoever awaits it sees it; nobody else needs to
  }

  get frames(): number {
    return this.cutter.index;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.consume(chunk).then(
      () => done(),
      (error: unknown) => done(error as Error),
    );
  }

  override _final(done: (error?: Error | null) => void): void {
    try {
      this.cutter.assertWhole();
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  private async consume(chunk: Buffer): Promise<void> {
    for (const { frame, index } of this.cutter.take(chunk)) await this.onFrame(frame, index);
  }
}
