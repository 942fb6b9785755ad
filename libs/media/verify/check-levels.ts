import { AUDIO_RATE } from '../plan/decode.plan';
import type { SampleBlock } from '../run/samples';
import type { Findings } from './violation';

/** Five milliseconds: of a gap or a beep of ten, one such window lies wholly inside. */
const WINDOW = AUDIO_RATE / 200;
/** −40 dBFS: below, AAC keeps no level. */
const LOUD = 330;
/**
 * AAC smears what it gets wrong over two frames, before a clap as behind it: a window is held against the loudest and
 * the quietest of the source's within so many of it, 45 ms.
 */
const NEAR = 9;
/** By how much louder than the loudest, 4 dB, and quieter than the quietest, 10 dB. */
const LOUDER = 1.6;
const QUIETER = 3.2;

/** Windows that are remembered: one, and those near it on both sides. */
const KEPT = 2 * NEAR + 1;

/** Levels of the source and of the release, window by window, away from what the plan mutes. */
export class LevelCheck {
  /** Of the last windows; of several channels one behind the other. */
  private readonly levels: { readonly source: Float64Array; readonly release: Float64Array };
  /** Windows that have been taken. */
  private taken = 0;

  constructor(
    private readonly channels: number,
    /** Where the sound is cut, in samples: just before it the encoder has nothing to look ahead at. */
    private readonly end: number,
    private readonly findings: Findings,
  ) {
    this.levels = { source: new Float64Array(KEPT * channels), release: new Float64Array(KEPT * channels) };
  }

  /** Blocks come in order, both alike in size; those near a mute are left out with NaN. */
  take(source: SampleBlock, release: SampleBlock, counts: boolean): void {
    const step = WINDOW * this.channels;
    const length = Math.min(source.samples.length, release.samples.length);
    for (let at = 0; at + step <= length; at += step) {
      for (let channel = 0; channel < this.channels; channel++) {
        const place = this.placeOf(this.taken, channel);
        this.levels.source[place] = counts ? this.level(source.samples, at + channel) : NaN;
        this.levels.release[place] = counts ? this.level(release.samples, at + channel) : NaN;
      }
      this.taken++;
      if (this.taken > NEAR) this.judge(this.taken - 1 - NEAR);
    }
  }

  /** After the last block: the windows that had to wait for those behind them. */
  finish(): void {
    for (let window = Math.max(this.taken - NEAR, 0); window < this.taken; window++) this.judge(window);
  }

  private judge(window: number): void {
    if (window >= Math.floor(this.end / WINDOW) - NEAR) return;
    const at = (window * WINDOW) / AUDIO_RATE;
    for (let channel = 0; channel < this.channels; channel++) {
      const is = this.levels.release[this.placeOf(window, channel)] ?? NaN;
      const { quietest, loudest } = this.near(window, channel);
      if (is > Math.max(loudest * LOUDER, LOUD))
        this.findings.add('sound-unchanged', 'it is louder than the source', { at });
      else if (quietest >= LOUD && is * QUIETER < quietest)
        this.findings.add('sound-unchanged', 'it is missing', { at });
    }
  }

  /** The source's levels in that window and those near it. */
  private near(window: number, channel: number): { quietest: number; loudest: number } {
    let [quietest, loudest] = [Infinity, 0];
    const last = Math.min(window + NEAR, this.taken - 1);
    for (let one = Math.max(window - NEAR, 0); one <= last; one++) {
      const level = this.levels.source[this.placeOf(one, channel)] ?? NaN;
      if (level < quietest) quietest = level;
      if (level > loudest) loudest = level;
    }
    return { quietest, loudest };
  }

  private placeOf(window: number, channel: number): number {
    return (window % KEPT) * this.channels + channel;
  }

  /** Root mean square of one channel's samples in the window that begins there. */
  private level(samples: Int16Array, from: number): number {
    let squares = 0;
    for (let i = 0; i < WINDOW; i++) squares += samples[from + i * this.channels]! ** 2;
    return Math.sqrt(squares / WINDOW);
  }
}
