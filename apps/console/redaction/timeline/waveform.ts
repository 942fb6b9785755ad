import { type Problem, problemOf } from '@app/api-client';
import { readWaveform, type Waveform } from '@app/footage/domain';

/** The waveform of a clip; null where it has no sound. */
export async function waveformOf(clip: string): Promise<Waveform | null> {
  const answer = await fetch(`/clips/${clip}/waveform`);
  if (answer.status === 404) return null;
  if (!answer.ok) throw problemOf((await answer.json()) as Problem, answer.status);
  return readWaveform(await answer.arrayBuffer());
}

/** Lowest and highest between two seconds, −1 to 1. */
export function between({ perSecond, peaks }: Waveform, from: number, to: number): readonly [number, number] {
  let [low, high] = [0, 0];
  const end = Math.min(Math.max(Math.ceil(to * perSecond), Math.floor(from * perSecond) + 1), peaks.length / 2);
  for (let i = Math.max(Math.floor(from * perSecond), 0); i < end; i++) {
    low = Math.min(low, peaks[2 * i] ?? 0);
    high = Math.max(high, peaks[2 * i + 1] ?? 0);
  }
  return [low / 128, high / 127];
}
