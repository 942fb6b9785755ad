import type { Flashing } from '@app/redactions/domain';
import { AppError } from '@app/kernel';
import { readMp4 } from '../mp4/read-mp4';
import { rasterCommand } from '../plan/rendition.plan';
import { trackOf, type Verified } from '../rendition/released';
import type { MediaBench } from '../run/bench';
import { decodeFrames } from '../run/decode-frames';
import { hashFile } from '../run/hash-file';
import type { JobFolder } from '../run/job-folder';
import { BACKGROUND_LIMITS } from '../run/limits';
import { shownTimes } from '../verify/decode-side';
import { FlashCounter, RASTER, RASTER_BYTES } from './flash-counter';

/** Goes with every finding: another way of counting gives another name. */
export const FLASH_METHOD = 'wcag-2.3.1 and 2.3.2 in 64 by 36 cells, version 2';

/** Decodes a release of ours once and tells where it flashes more than WCAG 2.3.1 allows, and whether more than 2.3.2 does. */
export async function analyseFlashing(
  bench: MediaBench,
  { source, signal }: { readonly source: Verified; readonly signal?: AbortSignal },
): Promise<Flashing> {
  if ((await hashFile(source.path, signal)) !== source.sha256)
    throw new AppError('internal', 'These are not the bytes that were verified.');
  return bench.job(async (folder) => {
    await folder.limit(BACKGROUND_LIMITS);
    return flashingOf(folder, { path: source.path, name: await folder.lend('source', source.path) }, signal);
  });
}

/** The same within a job, of a file that is lent to it. */
export async function flashingOf(
  folder: JobFolder,
  { path, name }: { readonly path: string; readonly name: string },
  signal: AbortSignal | undefined,
): Promise<Flashing> {
  const track = trackOf(await readMp4(path, 'vide'), 'vide');
  const times = shownTimes(track).map((time) => time / track.timescale);
  const counter = new FlashCounter();
  let frames = 0;
  await decodeFrames(folder, rasterCommand(name, RASTER), {
    buffers: [Buffer.alloc(RASTER_BYTES), Buffer.alloc(RASTER_BYTES)],
    onFrame: (frame, index) => {
      frames++;
      counter.take(frame, times[index] ?? 0);
    },
    ...(signal && { signal }),
  });
  // A frame that was not seen might be the one that flashes.
  if (frames !== times.length) throw new Error(`${frames} of ${times.length} frames came out of the decoder`);
  return counter.result();
}
