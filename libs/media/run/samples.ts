import { Transform, type TransformCallback, Writable } from 'node:stream';

/** Bytes of one 16-bit sample of one channel. */
const BYTES = 2;

/** Carries the bytes of a sample that a chunk cut in two over to the next chunk. */
class SampleCutter {
  private rest = Buffer.alloc(0);

  constructor(private readonly bytesEach: number) {}

  take(chunk: Buffer): Buffer {
    const all = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    const whole = all.length - (all.length % this.bytesEach);
    this.rest = Buffer.from(all.subarray(whole));
    return all.subarray(0, whole);
  }
}

/** Interleaved signed 16-bit samples of sound; `first` is the number of the first one, per channel. */
export interface SampleBlock {
  readonly samples: Int16Array;
  readonly first: number;
}

const view = (bytes: Buffer): Int16Array => {
  const aligned = bytes.byteOffset % BYTES === 0 ? bytes : Buffer.from(bytes);
  return new Int16Array(aligned.buffer, aligned.byteOffset, aligned.length / BYTES);
};

/** Passes sound on after `edit` has changed it in place, up to `length` samples a channel; what is longer is dropped. */
export class SampleEditor extends Transform {
  private readonly cutter: SampleCutter;
  private next = 0;

  constructor(
    private readonly channels: number,
    private readonly length: number,
    private readonly edit: (block: SampleBlock) => void,
  ) {
    super({ emitClose: false, highWaterMark: 1 << 18 });
    this.cutter = new SampleCutter(channels * BYTES);
  }

  /** Samples passed on, per channel. */
  get passed(): number {
    return this.next;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const bytes = this.cutter.take(chunk);
    const count = Math.min(bytes.length / (this.channels * BYTES), this.length - this.next);
    if (count > 0) {
      const kept = Buffer.from(bytes.subarray(0, count * this.channels * BYTES));
      this.edit({ samples: view(kept), first: this.next });
      this.push(kept);
      this.next += count;
    }
    done();
  }
}

/** Hands sound over in blocks of `size` samples a channel, the last one shorter, one at a time. */
export class SampleReader extends Writable {
  private waiting: Buffer[] = [];
  private held = 0;
  private next = 0;
  readonly finished: Promise<void>;

  constructor(
    private readonly channels: number,
    private readonly size: number,
    private readonly onBlock: (block: SampleBlock) => Promise<void> | void,
  ) {
    super({ emitClose: false, highWaterMark: 1 << 18 });
    this.finished = new Promise((resolve, reject) => this.once('finish', resolve).once('error', reject));
    this.finished.catch(() => undefined);
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.waiting.push(chunk);
    this.held += chunk.length;
    this.drain(false).then(() => done(), done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.drain(true).then(() => done(), done);
  }

  private async drain(last: boolean): Promise<void> {
    const block = this.size * this.channels * BYTES;
    if (this.held < block && !last) return;
    let all = Buffer.concat(this.waiting);
    while (all.length >= block || (last && all.length > 0)) {
      const samples = view(all.subarray(0, Math.min(block, all.length)));
      await this.onBlock({ samples, first: this.next });
      this.next += samples.length / this.channels;
      all = all.subarray(samples.length * BYTES);
    }
    this.waiting = [all];
    this.held = all.length;
  }
}
