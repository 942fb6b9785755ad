import type { FrameTimes } from '../engine/frame-times';

/**
 * Shows single frames in a paused video. A seek goes to the middle of a frame, and is over when the browser says that
 * it has presented a frame: the two together never showed a wrong one (design, ux § 1.1). While a seek is under way only
 * the last wish is kept.
 */
export class PausedVideo {
  private wanted: number | null = null;
  private seeking = false;
  /** The frame that the browser presented last; null before it has told of one. */
  private presented: number | null = null;

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
      if (frame !== this.presented) {
        const presented = this.presentation(frame);
        this.video.currentTime = this.times.middle(frame);
        await presented;
        this.presented = frame;
      }
      this.onShown(frame);
    }
    this.seeking = false;
  }

  /**
   * Waits until the browser says that it has presented that very frame. One that was on the screen before anything was
   * told is not presented again: then the end of the seek, and some time, have to do. A seek that never ends – seen on a
   * busy machine – is asked for again.
   */
  private presentation(frame: number): Promise<void> {
    const GRACE_MS = 2_000;
    const AGAIN_MS = 5_000;
    return new Promise((resolve) => {
      const again = setInterval(() => (this.video.currentTime = this.times.middle(frame)), AGAIN_MS);
      const end = (): void => {
        clearInterval(again);
        resolve();
      };
      const look = (): void => {
        this.video.requestVideoFrameCallback((_now, { mediaTime }) => {
          if (this.times.at(mediaTime) === frame) end();
          else look();
        });
      };
      look();
      this.video.addEventListener('seeked', () => setTimeout(end, GRACE_MS), { once: true });
    });
  }
}
