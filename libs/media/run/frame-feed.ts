import { Readable, type Writable } from 'node:stream';

/**
 * The input of an encoder that raw frames are written to. A write is done when the last byte is the encoder's, so that
 * the frame's buffer may be used again: no frame is copied, and none is allocated.
 */
export class FrameFeed extends Readable {
  private readonly encoder: Promise<Writable>;
  private connect!: (encoder: Writable) => void;
  private readonly broken: Promise<never>;

  constructor() {
    super();
    this.encoder = new Promise((resolve) => (this.connect = resolve));
    this.broken = new Promise((_resolve, reject) =>
      this.once('close', () => reject(new Error('the encoder ended before all frames were written'))),
    );
    this.broken.catch(() => undefined); // whoever writes sees it; nobody else needs to
  }

  /** fluent-ffmpeg connects the encoder here. */
  override pipe<T extends NodeJS.WritableStream>(encoder: T): T {
    this.connect(encoder as unknown as Writable);
    return encoder;
  }

  override _read(): void {
    // Nothing is ever read: frames go straight to the encoder.
  }

  async write(frame: Buffer): Promise<void> {
    const encoder = await Promise.race([this.encoder, this.broken]);
    const written = new Promise<void>((resolve, reject) =>
      encoder.write(frame, (error) => (error ? reject(error) : resolve())),
    );
    await Promise.race([written, this.broken]);
  }

  /** No more frames come. */
  async finish(): Promise<void> {
    (await Promise.race([this.encoder, this.broken])).end();
  }
}
