import { stat } from 'node:fs/promises';
import { AppError } from '@app/kernel';
import { readMp4 } from '../mp4/read-mp4';
import { clockStart } from '../plan/decode.plan';
import { lackingBytes } from './announced-end';
import type { MediaFacts } from './facts';

/** What a file announces and does not hold. */
export interface Shortfall {
  readonly frames: number;
  /** Seconds of the clip at which it says that it ends. */
  readonly end: number;
}

/** Null for a file that is as long as it says, as far as it says anything. */
export async function shortfallOf(
  path: string,
  media: MediaFacts,
  { packets, duration }: { readonly packets: number; readonly duration: number },
): Promise<Shortfall | null> {
  const promised = media.container === 'mov' ? Math.max((media.video.promisedFrames ?? 0) - packets, 0) : 0;
  const end = media.startTime + (media.claimedDuration ?? 0) - clockStart(media);
  if ((await lackingBytes(path, media.container)) > 0) return { frames: promised, end };
  // A Matroska file that was closed in order says how long it is, to about a second: it counts the sound, too.
  if (media.container === 'matroska' && duration < (media.claimedDuration ?? 0) * 0.98 - 2) return { frames: 0, end };
  // Fewer pictures than the table has: an edit list may leave some out, or they lie beyond the end of the file.
  const beyond = promised > 0 ? await beyondTheEnd(path, promised) : 0;
  return beyond > 0 ? { frames: beyond, end } : null;
}

async function beyondTheEnd(path: string, otherwise: number): Promise<number> {
  try {
    const { size } = await stat(path);
    const track = (await readMp4(path)).tracks.find(({ handler }) => handler === 'vide');
    return track?.offsets.filter((offset, i) => offset + (track.sizes[i] ?? 0) > size).length ?? otherwise;
  } catch (error) {
    if (error instanceof AppError) return otherwise; // tables that do not hold together
    throw error;
  }
}
