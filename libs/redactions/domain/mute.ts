import { type AudioEffect, type AudioInterval, nameOf } from './plan';

/**
 * Seconds added on either side of a muted interval. One AAC frame of the source or of the release (1,024 samples, or
 * 2,048 where its window overlaps the next) may carry sound across the edge; at 48 kHz that is 43 ms.
 */
export const MUTE_MARGIN = 0.05;

export interface MutedSamples {
  readonly name: string;
  readonly effect: AudioEffect;
  /** Half-open, in samples per channel: exactly what the plan says, rounded outwards. */
  readonly core: readonly [from: number, to: number];
  /** The same with its margin: what the renderer replaces. */
  readonly replaced: readonly [from: number, to: number];
}

/** Which samples the intervals touch, at that rate. */
export function mutedSamples(intervals: readonly AudioInterval[], rate: number): MutedSamples[] {
  return intervals.map((interval, i) => {
    const from = Math.floor(interval.from * rate);
    const to = Math.ceil(interval.to * rate);
    const margin = Math.ceil(MUTE_MARGIN * rate);
    return {
      name: nameOf(interval, i),
      effect: interval.effect,
      core: [from, to] as const,
      replaced: [Math.max(from - margin, 0), to + margin] as const,
    };
  });
}

const TONE_HZ = 1000;
/** −20 dBFS. */
const TONE_AMPLITUDE = 0.1;

/** The tone that replaces sound, at that sample, −1 to 1. It depends on the sample's number only. */
export const toneAt = (sample: number, rate: number): number =>
  TONE_AMPLITUDE * Math.sin((2 * Math.PI * TONE_HZ * (sample % rate)) / rate);
