import { AppError } from '@app/kernel';
import { coverAt, type Picture, type RedactionPlan } from '@app/redactions/domain';
import { readAnnexB } from './mp4/annex-b';
import { NotCopyable } from './mp4/coded-source';
import { inOneFile, type VideoTrackSpec } from './mp4/film';
import { frameBytes, paintCells } from './paint';
import { clockStart, framesCommand, workingSize } from './plan/decode.plan';
import { encodeCommand } from './plan/encode.plan';
import type { Footage } from './probe/examine';
import type { MediaFacts } from './probe/facts';
import { type FrameListing, readFrameListing } from './probe/frame-listing';
import type { CommandLog, FfmpegCommandLine } from './run/command';
import { FramePainter } from './run/frames';
import type { JobFolder } from './run/job-folder';
import { FfmpegFailed, runFfmpeg, together } from './run/run-ffmpeg';
import { smartPicture } from './smart-picture';

/** `auto` copies what no mask touches where that is provably safe; `full` encodes every frame again. */
export type RenderMode = 'auto' | 'full';

interface PictureRequest {
  readonly footage: Footage;
  readonly plan: RedactionPlan;
  readonly mode: RenderMode;
  readonly because?: string;
  /** Every frame's time, as the container has them. */
  readonly listing: FrameListing;
  readonly commands: CommandLog;
  readonly signal: AbortSignal;
  readonly onProgress?: (frames: number) => void;
}

export interface RenderedPicture {
  readonly track: VideoTrackSpec;
  readonly encodedFrames: number;
  /** Why nothing was copied; null when something could be. */
  readonly reason: string | null;
}

/** The picture of a release: masks drawn, everything else as it was. */
export async function renderPicture(folder: JobFolder, request: PictureRequest): Promise<RenderedPicture> {
  if (request.mode === 'full') return fullPicture(folder, request, request.because ?? 'A full encode was asked for.');
  try {
    const { media } = request.footage;
    const times = releaseTimes(request.listing, media);
    const { encodedFrames, ...smart } = await smartPicture(folder, {
      ...request,
      pts: times.pts,
      paintBetween: (decode, encode, first) => paintBetween(folder, request, { decode, encode, first }),
    });
    return { track: { ...shapeOf(media), ...times, ...smart }, encodedFrames, reason: null };
  } catch (error) {
    if (error instanceof NotCopyable) return fullPicture(folder, request, `Nothing was copied: ${error.message}.`);
    if (error instanceof FfmpegFailed && !request.signal.aborted)
      return fullPicture(folder, request, 'Nothing was copied: the source’s pictures could not be taken out.');
    throw error;
  }
}

async function fullPicture(folder: JobFolder, request: PictureRequest, reason: string): Promise<RenderedPicture> {
  const { media, name } = request.footage;
  const decode = framesCommand(media, name, folder.workName('frames.txt'));
  const encode = encodeCommand(media, folder.workName('video.h264'));
  await paintBetween(folder, request, { decode, encode, first: 0 });
  const listing = await readFrameListing(folder.workPath('frames.txt'));
  assertAccountedFor(listing, request.listing);
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
  return { track, encodedFrames: coded.offsets.length, reason };
}

/** A plan speaks of frames by number: when one does not come out of the decoder, every later number means another. */
function assertAccountedFor({ pts }: FrameListing, known: FrameListing): void {
  if (pts.length >= known.pts.length) return;
  const says = `Of ${known.pts.length} frames of the source ${pts.length} come out of the decoder: it is damaged, and its plan would be drawn on other frames. Have intake examine it, and render it as a damaged one.`;
  throw new AppError('invalid-input', says);
}

/** Decodes, draws the masks of each frame, encodes. The first frame is number `first` of the plan. */
async function paintBetween(
  folder: JobFolder,
  { footage, plan, commands, signal, onProgress }: PictureRequest,
  { decode, encode, first }: { decode: FfmpegCommandLine; encode: FfmpegCommandLine; first: number },
): Promise<void> {
  const size = workingSize(footage.media);
  const picture = pictureOf(footage.media);
  const painter = new FramePainter(frameBytes(size), (frame, index) => {
    const cells = coverAt(plan.video, first + index, picture);
    if (cells) paintCells(frame, cells, size);
    if (index % 25 === 0) onProgress?.(first + index);
  });
  commands.note(decode, encode);
  await together(signal, [
    (s) => runFfmpeg(folder, decode, { stdout: painter, signal: s }),
    (s) => runFfmpeg(folder, encode, { stdin: painter, signal: s }),
  ]);
}

const shapeOf = (
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

/** The stored picture, to which a plan's fractions of the displayed one are turned. */
export const pictureOf = ({ video }: MediaFacts): Picture => ({
  width: video.width,
  height: video.height,
  rotation: video.rotation ?? 0,
  mirrored: video.mirrored,
});
