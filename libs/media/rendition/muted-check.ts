import type { MutedSamples } from '@app/redactions/domain';
import { AUDIO_RATE } from '../plan/decode.plan';
import type { SampleBlock } from '../run/samples';

/** A hundredth of a second: ten periods of the tone. */
const WINDOW = AUDIO_RATE / 100;
const TONE_TURN = (2 * Math.PI * 1000) / AUDIO_RATE;

/** −60 dBFS: what a lossy codec leaves of silence lies far below, a whispered word above. */
const SILENT = 33;
/** −40 dBFS beside the tone: what a lossy codec adds to it. */
const BESIDE_TONE = 330;

/**
 * Looks whether sound is silent, or the tone, wherever the plan mutes: told of the first window of each interval in which
 * it is not. Blocks come in order; what is said of an interval’s margin is left to whoever mutes it.
 */
export class MutedCheck {
  private readonly loud = new Map<MutedSamples, number>();
  private readonly windows: Int16Array;
  private filled = 0;
  private next = 0;

  constructor(
    private readonly muted: readonly MutedSamples[],
    private readonly channels: number,
  ) {
    this.windows = new Int16Array(WINDOW * channels);
  }

  take({ samples }: SampleBlock): void {
    for (let at = 0; at < samples.length;) {
      const part = samples.subarray(at, at + this.windows.length - this.filled);
      this.windows.set(part, this.filled);
      this.filled += part.length;
      at += part.length;
      if (this.filled === this.windows.length) this.look();
    }
  }

  /** Each interval in which something is heard, and the second at which that begins. */
  get found(): readonly { readonly muted: MutedSamples; readonly at: number }[] {
    return [...this.loud].map(([muted, at]) => ({ muted, at }));
  }

  private look(): void {
    const [from, to] = [this.next, this.next + WINDOW];
    this.filled = 0;
    this.next = to;
    for (const interval of this.muted) {
      if (this.loud.has(interval) || from < interval.core[0] || to > interval.core[1]) continue;
      if (this.isHeard(interval.effect)) this.loud.set(interval, from / AUDIO_RATE);
    }
  }

  private isHeard(effect: MutedSamples['effect']): boolean {
    for (let channel = 0; channel < this.channels; channel++) {
      const { level, rest } = this.measure(channel);
      if (level > SILENT && (effect === 'silence' || rest > BESIDE_TONE)) return true;
    }
    return false;
  }

  /** Root mean square of a channel, and of what is left of it without 1 kHz, however loud and in whatever phase. */
  private measure(channel: number): { level: number; rest: number } {
    let [squares, cosine, sine] = [0, 0, 0];
    for (let i = 0; i < WINDOW; i++) {
      const value = this.windows[i * this.channels + channel]!;
      squares += value * value;
      cosine += value * Math.cos(TONE_TURN * i);
      sine += value * Math.sin(TONE_TURN * i);
    }
    const tone = (2 * (cosine * cosine + sine * sine)) / WINDOW;
    return { level: Math.sqrt(squares / WINDOW), rest: Math.sqrt(Math.max(squares - tone, 0) / WINDOW) };
  }
}
