import type { FrameTimes } from '../engine/frame-times';

/**
 * Shows single frames in a paused video. A seek goes to the middle of a frame, and is over when the browser says that
 * it has presented a frame: the two together never showed a wrong one (design, ux § 1.1). While a seek is under way only
 * the last wish is kept.
 */
export class PausedVideo {
  private wanted: number | null = null;
  private seeking = false;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly times: FrameTimes,
    /** Told the frame that is shown now. */
    private readonly onShown: (frame: number) => void,
  ) {}

  show(frame: number): void {
    this.wanted = Math.min(Math.max(frame, 0), this.times.count - 1);
    if (!this.seeking) void this.seek();
  }

  private async seek(): Promise<void> {
    this.seeking = true;
    while (this.wanted !== null) {
      const frame = this.wanted;
      this.wanted = null;
      const presented = this.presented();
      this.video.currentTime = this.times.middle(frame);
      await presented;
      this.onShown(frame);
    }
    this.seeking = false;
  }

  /** A frame that is shown already is not presented again: then the end of the seek has to do. */
  private presented(): Promise<void> {
    const GRACE_MS = 250;
    return new Promise((resolve) => {
      this.video.requestVideoFrameCallback(() => resolve());
      this.video.addEventListener('seeked', () => setTimeout(resolve, GRACE_MS), { once: true });
    });
  }
}
