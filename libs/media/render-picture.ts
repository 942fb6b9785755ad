import { AppError } from '@app/kernel';
import { hasSmallMask } from '@app/redactions/domain';
import { readAnnexB } from './mp4/annex-b';
import { NotCopyable } from './mp4/coded-source';
import { inOneFile, type VideoTrackSpec } from './mp4/film';
import { pictureOf } from './mask-frames';
import { clockStart, workingSize } from './plan/decode.plan';
import { drawAllCommand } from './plan/draw.plan';
import type { MediaFacts } from './probe/facts';
import { type FrameListing, readFrameListing, timesOf } from './probe/frame-listing';
import { drawMasks } from './render-part';
import type { JobFolder } from './run/job-folder';
import { FfmpegFailed } from './run/run-ffmpeg';
import type { EncodedRange } from './smart-film';
import { smartPicture, type SmartRequest } from './smart-picture';

/** `auto` copies what no mask touches where that is provably safe; `full` encodes every frame again. */
export type RenderMode = 'auto' | 'full';

export interface PictureRequest extends Omit<SmartRequest, 'pts'> {
  readonly mode: RenderMode;
  readonly because?: string;
  /** Every frame's time, as the container has them. */
  readonly listing: FrameListing;
}

export interface RenderedPicture {
  readonly track: VideoTrackSpec;
  /** What was encoded again. */
  readonly parts: readonly EncodedRange[];
  /** Why nothing was copied; null when something could be. */
  readonly reason: string | null;
}

/** The picture of a release: masks drawn, everything else as it was. */
export async function renderPicture(folder: JobFolder, request: PictureRequest): Promise<RenderedPicture> {
  if (request.mode === 'full') return fullPicture(folder, request, request.because ?? 'A full encode was asked for.');
  try {
    const { media } = request.footage;
    const times = releaseTimes(request.listing, media);
    const { parts, ...smart } = await smartPicture(folder, { ...request, pts: times.pts });
    return { track: { ...shapeOf(media), ...times, ...smart }, parts, reason: null };
  } catch (error) {
    if (error instanceof NotCopyable) return fullPicture(folder, request, `Nothing was copied: ${error.message}.`);
    if (error instanceof FfmpegFailed && !request.signal.aborted)
      return fullPicture(folder, request, 'Nothing was copied: the source’s pictures could not be taken out.');
    throw error;
  }
}

async function fullPicture(folder: JobFolder, request: PictureRequest, reason: string): Promise<RenderedPicture> {
  const { media, name } = request.footage;
  const files = { source: name, target: folder.workName('video.h264'), listing: folder.workName('frames.txt') };
  const command = drawAllCommand(media, files, { fine: hasSmallMask(request.plan, pictureOf(media)) });
  request.commands.note(command);
  // How many frames a decoder makes of a recording is known only when it has.
  await drawMasks(folder, request, command, { from: 0, to: Infinity });
  const decoded = await readFrameListing(folder.workPath('frames.txt'));
  assertAccountedFor(decoded, request.listing);
  const listing = timesOf(request.listing, decoded);
  const path = folder.workPath('video.h264');
  const coded = await readAnnexB(path);
  if (coded.offsets.length !== listing.pts.length) {
    throw new Error(`${listing.pts.length} frames were decoded and ${coded.offsets.length} encoded`);
  }
  const track = {
    samples: inOneFile({ path, prefix: 4 }, coded),
    sps: [coded.sps],
    pps: [coded.pps],
    keyframes: coded.keyframes,
    ...shapeOf(media),
    ...releaseTimes(listing, media),
  };
  return { track, parts: [{ from: 0, to: coded.offsets.length }], reason };
}

/** A plan speaks of frames by number: when one does not come out of the decoder, every later number means another. */
function assertAccountedFor({ pts }: FrameListing, known: FrameListing): void {
  if (pts.length >= known.pts.length) return;
  const says = `Of ${known.pts.length} frames of the source ${pts.length} come out of the decoder: it is damaged, and its plan would be drawn on other frames. Have intake examine it, and render it as a damaged one.`;
  throw new AppError('invalid-input', says);
}

export const shapeOf = (
  media: MediaFacts,
): Pick<VideoTrackSpec, 'width' | 'height' | 'sampleAspect' | 'rotation' | 'mirrored'> => ({
  ...workingSize(media),
  sampleAspect: media.video.sampleAspect,
  rotation: media.video.rotation ?? 0,
  mirrored: media.video.mirrored,
});

/** The source's own times in whole ticks, counted from the clip's zero. */
export function releaseTimes(
  listing: FrameListing,
  media: MediaFacts,
): { timescale: number; pts: number[]; lastDuration: number } {
  const { num, den } = listing.timeBase;
  const zero = Math.round((clockStart(media) * den) / num);
  return {
    timescale: den,
    pts: listing.pts.map((time) => (time - zero) * num),
    lastDuration: listing.lastDuration * num,
  };
}
