import type { FrameSource } from './frame-source';

interface Told {
  /** The frame that is in the canvas now. */
  readonly onShown: (frame: number) => void;
  readonly onFailed: (error: unknown) => void;
}

/**
 * Puts single frames into a canvas. While one is on its way only the last wish is kept: no queue can pile up. The source is
 * another's: whoever opened it closes it.
 */
export class FramePainter {
  private wanted: number | null = null;
  private painting = false;
  private closed = false;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly source: FrameSource,
    private readonly told: Told,
  ) {}

  show(frame: number): void {
    this.wanted = frame;
    if (!this.painting) void this.paint();
  }

  close(): void {
    this.wanted = null;
    this.closed = true;
  }

  /** Also while a picture was awaited. */
  private isClosed(): boolean {
    return this.closed;
  }

  private async paint(): Promise<void> {
    this.painting = true;
    while (this.wanted !== null && !this.closed) {
      const frame = this.wanted;
      this.wanted = null;
      try {
        const picture = await this.source.picture(frame);
        if (this.isClosed()) return;
        this.draw(picture);
        this.told.onShown(frame);
      } catch (error) {
        if (!this.isClosed()) this.told.onFailed(error);
      }
    }
    this.painting = false;
  }

  private draw(picture: Awaited<ReturnType<FrameSource['picture']>>): void {
    const { canvas } = this;
    if (canvas.width !== picture.width || canvas.height !== picture.height)
      [canvas.width, canvas.height] = [picture.width, picture.height];
    canvas.getContext('2d', { alpha: false })?.drawImage(picture, 0, 0);
  }
}
