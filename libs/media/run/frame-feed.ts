import { Readable, type Writable } from 'node:stream';

/**
 * The input of an encoder that raw frames are written to. A write is done when the last byte is the encoder's, so that
 * the frame's buffer may be used again: no frame is copied, and none is allocated.
 */
export class FrameFeed extends Readable {
  private readonly encoder: Promise<Writable>;
  private connect!: (encoder: Writable) => void;
  private readonly ended: Promise<false>;

  constructor() {
    super();
    this.encoder = new Promise((resolve) => (this.connect = resolve));
    this.ended = new Promise((resolve) => this.once('close', () => resolve(false)));
  }

  /** fluent-ffmpeg connects the encoder here. */
  override pipe<T extends NodeJS.WritableStream>(encoder: T): T {
    this.connect(encoder as unknown as Writable);
    return encoder;
  }

  override _read(): void {
    // Nothing is ever read: frames go straight to the encoder.
  }

  /** False where the encoder has ended and takes no more; why it has, its own run tells. */
  async write(frame: Uint8Array): Promise<boolean> {
    const encoder = await Promise.race([this.encoder, this.ended]);
    if (!encoder) return false;
    const written = new Promise<boolean>((resolve) => encoder.write(frame, (error) => resolve(!error)));
    return Promise.race([written, this.ended]);
  }

  /** No more frames come. */
  async finish(): Promise<void> {
    const encoder = await Promise.race([this.encoder, this.ended]);
    if (encoder) encoder.end();
  }
}
