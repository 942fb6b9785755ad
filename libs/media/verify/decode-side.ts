import type { Mp4Track } from '../mp4/read-mp4';
import type { Footage } from '../probe/facts';
import { FrameCutShort } from '../run/decode-frames';
import { FfmpegFailed } from '../run/run-ffmpeg';
import type { Pairing } from './pairing';
import type { Findings } from './violation';

/** What is held against what. */
export interface Pair {
  readonly source: Footage;
  readonly release: Footage;
}

export type Side = 'left' | 'right';

/** Decodes one side, source left and release right. What is wrong with the release is a finding; with the source, a failure. */
export async function decode<T>(
  side: Side,
  findings: Findings,
  pairing: Pairing<T>,
  run: (options: { onMessage?: (line: string) => void }) => Promise<void>,
): Promise<void> {
  try {
    await run(side === 'right' ? { onMessage: (line) => findings.add('well-formed', plainly(line)) } : {});
  } catch (error) {
    if (side === 'left' || !(error instanceof FfmpegFailed || error instanceof FrameCutShort)) throw error;
    if (error instanceof FrameCutShort) findings.add('rest-unchanged', 'its pictures change in size');
    else findings.add('well-formed', 'it does not decode to its end');
  } finally {
    pairing.end(side);
  }
}

/** Presentation times in order, as a player counts them: an edit's `media_time` is time zero. */
export function shownTimes(track: Mp4Track): number[] {
  const zero = Math.max(track.edits[0]?.mediaTime ?? 0, 0);
  return track.pts.map((time) => time - zero).sort((a, b) => a - b);
}

/** ffmpeg's message without the address that it puts in front. */
const plainly = (line: string): string => line.replace(/ @ 0x[0-9a-f]+/g, '').slice(0, 200);
