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

/** Levels of the source and of the release, window by window, away from what the plan mutes. */
export class LevelCheck {
  /** Window by window; of several channels one behind the other. */
  private readonly levels = { source: [] as number[], release: [] as number[] };

  constructor(
    private readonly channels: number,
    /** Where the sound is cut, in samples: just before it the encoder has nothing to look ahead at. */
    private readonly end: number,
    private readonly findings: Findings,
  ) {}

  /** Blocks come in order, both alike in size; those near a mute are left out with NaN. */
  take(source: SampleBlock, release: SampleBlock, counts: boolean): void {
    for (const [side, { samples }] of [
      ['source', source],
      ['release', release],
    ] as const) {
      const step = WINDOW * this.channels;
      for (let at = 0; at + step <= Math.min(source.samples.length, release.samples.length); at += step)
        for (let channel = 0; channel < this.channels; channel++)
          this.levels[side].push(counts ? this.level(samples, at + channel) : NaN);
    }
  }

  finish(): void {
    const { channels } = this;
    const { source, release } = this.levels;
    const counted = Math.min(source.length, (Math.floor(this.end / WINDOW) - NEAR) * channels);
    for (let i = 0; i < counted; i++) {
      const is = release[i] ?? NaN;
      if (Number.isNaN(is)) continue;
      let [quietest, loudest] = [Infinity, 0];
      for (let near = i - NEAR * channels; near <= i + NEAR * channels; near += channels) {
        const level = source[near] ?? NaN;
        if (level < quietest) quietest = level;
        if (level > loudest) loudest = level;
      }
      const at = (Math.floor(i / channels) * WINDOW) / AUDIO_RATE;
      if (is > Math.max(loudest * LOUDER, LOUD))
        this.findings.add('sound-unchanged', 'it is louder than the source', { at });
      else if (quietest >= LOUD && is * QUIETER < quietest)
        this.findings.add('sound-unchanged', 'it is missing', { at });
    }
  }

  /** Root mean square of one channel's samples in the window that begins there. */
  private level(samples: Int16Array, from: number): number {
    let squares = 0;
    for (let i = 0; i < WINDOW; i++) squares += samples[from + i * this.channels]! ** 2;
    return Math.sqrt(squares / WINDOW);
  }
}
