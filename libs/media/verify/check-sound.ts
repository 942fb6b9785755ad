import type { MutedSamples } from '@app/redactions/domain';
import { toneSample } from '../mute-samples';
import { AUDIO_RATE } from '../plan/decode.plan';
import type { SampleBlock } from '../run/samples';
import { LevelCheck } from './check-levels';
import type { Findings } from './violation';

export interface SoundFigures {
  /** Per channel. */
  readonly samples: number;
  readonly mutedSeconds: number;
  /** dBFS, inside what the plan mutes; −∞ is written as −120. */
  readonly loudestMuted: number;
  /** Lowest correlation of any compared tenth of a second with the source, 1 is the same. */
  readonly lowestCorrelation: number;
  /** Interval by interval, in the order of the plan. */
  readonly intervals: readonly IntervalFigures[];
}

/** What was measured inside one interval whose sound is replaced. */
export interface IntervalFigures {
  readonly interval: string;
  /** Seconds of it that were looked at, sample by sample. */
  readonly seconds: number;
  /** dBFS; null where a tone is heard instead. */
  readonly loudest: number | null;
}

/** Sound is compared a tenth of a second at a time, and near muted intervals a hundredth. */
export const WINDOW = AUDIO_RATE / 10;
const SHORT = AUDIO_RATE / 100;

/** −90 dBFS of a signed 16-bit sample: 32768 × 10^(−90/20) = 1.04. */
const SILENT = 1;
/** Where the source is quieter than this (−60 dBFS), neither correlation nor level say anything. */
const QUIET = 33;
/** A quiet place must stay quiet: −50 dBFS. */
const STILL_QUIET = 104;
const LEAST_CORRELATION = 0.7;
/** As loud as the source: within 3 dB, where it is loud enough (−40 dBFS) for AAC to keep its level. */
const LOUDNESS = 1.4;
const LOUD = 330;
/** In a mute's margin, AAC may smear a little of what follows: at least 12 dB below the source. */
const MARGIN_SHARE = 0.25;
/** Right beside a mute the sound is there again: within 10 dB of the source. */
const LEVEL = 3.2;
/** Difference from the ideal tone that AAC may make. */
const TONE_ERROR = 600;

type Range = readonly [from: number, to: number];

const within = (inner: Range, outer: Range): boolean => inner[0] >= outer[0] && inner[1] <= outer[1];
const touches = (a: Range, b: Range): boolean => a[0] < b[1] && b[0] < a[1];

/** Compares a release's sound with its source's. Blocks of WINDOW samples come in order, both alike in size. */
export class SoundCheck {
  private samples = 0;
  private lowest = 1;
  /** Of each interval, the samples that were looked at, and the loudest of them. */
  private readonly seen: { samples: number; peak: number }[];

  private readonly channels: number;
  private readonly end: number;
  private readonly levels: LevelCheck;

  /** `end` is the clip's, in samples. */
  constructor(
    private readonly intervals: readonly MutedSamples[],
    { channels, end }: { readonly channels: number; readonly end: number },
    private readonly findings: Findings,
  ) {
    this.channels = channels;
    this.end = end;
    this.seen = intervals.map(() => ({ samples: 0, peak: 0 }));
    this.levels = new LevelCheck(channels, end, findings);
  }

  compare(source: SampleBlock, release: SampleBlock): void {
    const count = Math.min(source.samples.length, release.samples.length) / this.channels;
    const block: Range = [release.first, release.first + count];
    this.samples += count;
    const near = this.intervals.filter((interval) => touches(block, widened(interval.replaced)));
    this.levels.take(source, release, near.length === 0);
    if (near.length === 0) {
      if (count === WINDOW) this.checkAlike(source, release, count);
      return;
    }
    this.intervals.forEach((interval, i) => this.checkCore(interval, this.seen[i]!, release, block));
    for (let from = block[0]; from + SHORT <= block[1]; from += SHORT) {
      this.checkShort(near, [from, from + SHORT], source, release);
    }
  }

  /** After the last block. */
  figures(): SoundFigures {
    this.levels.finish();
    return {
      samples: this.samples,
      mutedSeconds: seconds(this.seen.reduce((sum, { samples }) => sum + samples, 0)),
      loudestMuted: peakLevel(Math.max(0, ...this.seen.map(({ peak }) => peak))),
      lowestCorrelation: Math.round(this.lowest * 1000) / 1000,
      intervals: this.intervals.map(({ name, effect }, i) => ({
        interval: name,
        seconds: seconds(this.seen[i]!.samples),
        loudest: effect === 'silence' ? peakLevel(this.seen[i]!.peak) : null,
      })),
    };
  }

  /** Every single sample that the plan mutes is silent. */
  private checkCore(
    interval: MutedSamples,
    seen: { samples: number; peak: number },
    release: SampleBlock,
    block: Range,
  ): void {
    const [from, to] = [Math.max(interval.core[0], block[0]), Math.min(interval.core[1], block[1])];
    if (to <= from) return;
    seen.samples += to - from;
    if (interval.effect !== 'silence') return;
    let peak = 0;
    this.each(release, [from, to], (value) => (peak = Math.max(peak, Math.abs(value))));
    seen.peak = Math.max(seen.peak, peak);
    if (peak > SILENT) {
      this.findings.add('muted-is-silent', `${decibels(peak)} dBFS`, { track: interval.name, at: from / AUDIO_RATE });
    }
  }

  /** A hundredth of a second in or beside muted intervals; one that lies across an edge is left to its neighbours. */
  private checkShort(near: readonly MutedSamples[], range: Range, source: SampleBlock, release: SampleBlock): void {
    const at = range[0] / AUDIO_RATE;
    const was = this.level(source, range);
    const silence = near.find((interval) => interval.effect === 'silence' && touches(range, interval.replaced));
    const tone = near.find((interval) => interval.effect === 'tone' && touches(range, interval.replaced));
    const interval = silence ?? tone;
    if (!interval) this.checkLevel(was, this.level(release, range), range);
    else if (!within(range, interval.replaced)) return;
    else if (interval.effect === 'silence') {
      const is = this.level(release, range);
      if (is > Math.max(was * MARGIN_SHARE, QUIET)) {
        this.findings.add('muted-is-silent', `${decibels(is)} dBFS at its edge`, { track: interval.name, at });
      }
    } else {
      const error = this.toneError(release, range);
      if (error > TONE_ERROR + was * MARGIN_SHARE) {
        this.findings.add('tone-is-tone', `it differs from the tone by ${decibels(error)} dBFS`, {
          track: interval.name,
          at,
        });
      }
    }
  }

  private checkLevel(was: number, is: number, [from, to]: Range): void {
    const at = from / AUDIO_RATE;
    // Behind the clip's end the source's sound may go on; the release's does not.
    if (to <= this.end && was >= QUIET * LEVEL && is * LEVEL < was)
      this.findings.add('sound-unchanged', 'it is missing', { at });
    else if (is > Math.max(was * LEVEL, STILL_QUIET))
      this.findings.add('sound-unchanged', 'it is louder than the source', { at });
  }

  private checkAlike(source: SampleBlock, release: SampleBlock, count: number): void {
    const at = source.first / AUDIO_RATE;
    for (let channel = 0; channel < this.channels; channel++) {
      const { was, is, correlation } = this.correlate(source.samples, release.samples, channel, count);
      if (was >= QUIET) {
        this.lowest = Math.min(this.lowest, correlation);
        if (correlation < LEAST_CORRELATION) {
          this.findings.add('sound-unchanged', `only ${(correlation * 100).toFixed(0)} % alike`, { at });
        } else if (was >= LOUD && (is > was * LOUDNESS || is * LOUDNESS < was)) {
          const change = (20 * Math.log10(is / was)).toFixed(0);
          this.findings.add('sound-unchanged', `its loudness changes by ${change} dB`, { at });
        }
      } else if (is > STILL_QUIET) {
        this.findings.add('sound-unchanged', 'there is sound where the source is quiet', { at });
      }
    }
  }

  private correlate(
    x: Int16Array,
    y: Int16Array,
    channel: number,
    count: number,
  ): { was: number; is: number; correlation: number } {
    let [xx, yy, xy] = [0, 0, 0];
    for (let at = channel; at < count * this.channels; at += this.channels) {
      const [p, q] = [x[at]!, y[at]!];
      xx += p * p;
      yy += q * q;
      xy += p * q;
    }
    const correlation = xx === 0 || yy === 0 ? 0 : xy / Math.sqrt(xx * yy);
    return { was: Math.sqrt(xx / count), is: Math.sqrt(yy / count), correlation };
  }

  /** Root mean square over all channels. */
  private level(block: SampleBlock, range: Range): number {
    let squares = 0;
    this.each(block, range, (value) => (squares += value * value));
    return Math.sqrt(squares / ((range[1] - range[0]) * this.channels));
  }

  private toneError(block: SampleBlock, range: Range): number {
    let squares = 0;
    this.each(block, range, (value, sample) => (squares += (value - toneSample(sample)) ** 2));
    return Math.sqrt(squares / ((range[1] - range[0]) * this.channels));
  }

  private each({ samples, first }: SampleBlock, [from, to]: Range, see: (value: number, sample: number) => void): void {
    for (let sample = from; sample < to; sample++) {
      for (let channel = 0; channel < this.channels; channel++) {
        see(samples[(sample - first) * this.channels + channel]!, sample);
      }
    }
  }
}

/** The samples around a mute in which a tenth of a second is too coarse. */
const widened = ([from, to]: Range): Range => [from - WINDOW, to + WINDOW];

const decibels = (level: number): number => Math.round(20 * Math.log10(level / 32768));

/** Of the loudest sample; of silence itself −120. */
const peakLevel = (peak: number): number => (peak === 0 ? -120 : decibels(peak));

const seconds = (samples: number): number => Math.round((samples / AUDIO_RATE) * 1000) / 1000;
