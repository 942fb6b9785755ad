import { FASTEST_WATCHING } from '@app/redactions/domain';

/** Seconds of the cut. */
export interface PlayedSpan {
  readonly from: number;
  readonly to: number;
}

/** The player at one moment. */
export interface Moment {
  /** Seconds of the cut. */
  readonly at: number;
  /** Milliseconds of the clock on the wall. */
  readonly wall: number;
  /** Whether what plays now is watched: seen, heard, and not too fast. */
  readonly counts: boolean;
}

/** Players say where they are a few times a second, and not quite exactly. */
const JITTER_SECONDS = 0.3;

/**
 * Takes down what was played, from moment to moment. Only what was really played between two moments that both count
 * is kept: never what was jumped over, and never more than the time between them allows.
 */
export class WatchRecorder {
  private last: Moment | null = null;
  private spans: PlayedSpan[] = [];

  note(moment: Moment): void {
    const { last } = this;
    this.last = moment;
    if (!last?.counts || !moment.counts || moment.at <= last.at) return;
    const most = ((moment.wall - last.wall) / 1000) * FASTEST_WATCHING + JITTER_SECONDS;
    if (moment.at - last.at > most) return;
    const before = this.spans.at(-1);
    if (before?.to === last.at) this.spans[this.spans.length - 1] = { from: before.from, to: moment.at };
    else this.spans.push({ from: last.at, to: moment.at });
  }

  /** The player jumps: what lies between is not played. */
  jump(): void {
    this.last = null;
  }

  /** What was played since it was last taken. */
  take(): PlayedSpan[] {
    const taken = this.spans;
    this.spans = [];
    return taken;
  }

  /** It could not be reported: it is with the next ones. */
  putBack(spans: readonly PlayedSpan[]): void {
    this.spans = [...spans, ...this.spans];
  }
}

/** The player and its page, as far as watching depends on them. */
export interface Playing {
  readonly hasSound: boolean;
  readonly isMuted: boolean;
  readonly isVisible: boolean;
  readonly rate: number;
  /** The whole of the cut is on the screen, and nothing else over it. */
  readonly isShown: boolean;
}

/** Why what plays now does not count as watched; null when it does. */
export function whyNotCounted({ hasSound, isMuted, isVisible, rate, isShown }: Playing): string | null {
  if (!isVisible) return 'the page cannot be seen';
  if (!isShown) return 'this view does not show the whole cut';
  if (rate > FASTEST_WATCHING) return `it plays more than ${FASTEST_WATCHING} times as fast as it was recorded`;
  if (hasSound && isMuted) return 'its sound is off';
  return null;
}
