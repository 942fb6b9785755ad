import { type MutedSamples, toneAt } from '@app/redactions/domain';
import { AUDIO_RATE } from './plan/decode.plan';
import type { SampleBlock } from './run/samples';

const FULL_SCALE = 32767;

/** Replaces the sound of the intervals, all channels alike. Where silence and tone meet, silence wins. */
export function muteSamples({ samples, first }: SampleBlock, muted: readonly MutedSamples[], channels: number): void {
  const count = samples.length / channels;
  const inOrder = [...muted].sort((a, b) => (a.effect === b.effect ? 0 : a.effect === 'tone' ? -1 : 1));
  for (const { effect, replaced } of inOrder) {
    const from = Math.max(replaced[0] - first, 0);
    const to = Math.min(replaced[1] - first, count);
    if (to <= from) continue;
    if (effect === 'silence') samples.fill(0, from * channels, to * channels);
    else for (let at = from; at < to; at++) samples.fill(toneSample(first + at), at * channels, (at + 1) * channels);
  }
}

export const toneSample = (sample: number): number => Math.round(toneAt(sample, AUDIO_RATE) * FULL_SCALE);
