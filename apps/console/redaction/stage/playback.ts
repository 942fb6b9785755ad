import type { FrameTimes } from '../engine/frame-times';

/** How fast, in steps of J and L; below nought backwards. */
export const SPEEDS = [-4, -2, -1, 0, 1, 2, 4] as const;
export type Speed = (typeof SPEEDS)[number];

interface Tells {
  /** A frame passes by in the film. */
  readonly onPass: (frame: number) => void;
  /** Has the paused picture show a frame. */
  readonly show: (frame: number) => void;
  readonly onSpeed: (speed: Speed) => void;
}

/** Going backwards shows single frames, so many times a second. */
const BACKWARDS_MS = 100;

/**
 * The clip in motion: the film with its sound forwards, single frames backwards. A film in motion is a preview, its
 * overlay may be a frame off (design, ux § 1.1); at a halt the paused picture shows the frame that was reached.
 */
export class Playback {
  private speed: Speed = 0;
  private frame = 0;
  private backwards: ReturnType<typeof setInterval> | null = null;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly times: FrameTimes,
    private readonly tells: Tells,
  ) {
    video.addEventListener('ended', this.ended);
  }

  /** Goes from that frame at that speed; at nought it halts. */
  run(speed: Speed, from: number): void {
    const wasForwards = this.speed > 0;
    if (wasForwards && speed > 0) {
      this.video.playbackRate = speed;
    } else {
      const at = wasForwards ? this.frame : from;
      this.halt();
      this.frame = at;
      if (speed > 0) void this.forwards(speed);
      else this.tells.show(at);
      if (speed < 0) this.backwards = setInterval(() => this.back(-speed * (BACKWARDS_MS / 1000)), BACKWARDS_MS);
    }
    this.speed = speed;
    this.tells.onSpeed(speed);
  }

  close(): void {
    this.halt();
    this.video.removeEventListener('ended', this.ended);
  }

  private readonly ended = (): void => this.run(0, this.frame);

  private halt(): void {
    if (this.backwards !== null) clearInterval(this.backwards);
    this.backwards = null;
    this.video.pause();
  }

  private async forwards(speed: number): Promise<void> {
    const { video, times } = this;
    video.currentTime = times.middle(this.frame);
    video.playbackRate = speed;
    try {
      await video.play();
    } catch {
      return; // halted before it had begun
    }
    const pass: VideoFrameRequestCallback = (_now, { mediaTime }) => {
      if (this.speed <= 0) return;
      this.frame = times.at(mediaTime);
      this.tells.onPass(this.frame);
      video.requestVideoFrameCallback(pass);
    };
    video.requestVideoFrameCallback(pass);
  }

  private back(seconds: number): void {
    const { times } = this;
    this.frame = Math.min(times.at(times.start(this.frame) - seconds), Math.max(this.frame - 1, 0));
    this.tells.show(this.frame);
    if (this.frame === 0) this.run(0, 0);
  }
}
