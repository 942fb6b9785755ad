import { type FrameIndex, type MediaFacts, seconds } from '../probe/facts';
import { type FfmpegCommandLine, PIPE } from '../run/command';
import { RAW_FRAMES, TIMES_ALONE } from './decode.plan';
import { hardenedInput, QUIET } from './hardened-input';

/** Frames `from` to `to`, half-open, and the frame at which decoding begins to get them. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly decodeFrom: number;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

type Numbered = Pick<FrameIndex, 'keyframes'> & { readonly frames: number };

const keyframeBefore = ({ keyframes }: Numbered, frame: number): number =>
  keyframes.findLast((keyframe) => keyframe <= frame) ?? 0;

/**
 * Cuts a range into stretches of about `most` frames that begin where decoding can, so that nothing is decoded twice
 * and work can stop between two of them. A group of pictures longer than that stays whole: frames are handed on one
 * by one.
 */
export function stretchesForwards(index: Numbered, { from, to }: Range, most: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (let at = from; at < to;) {
    const end = Math.min(index.keyframes.find((keyframe) => keyframe >= at + most) ?? to, to);
    stretches.push({ from: at, to: end, decodeFrom: keyframeBefore(index, at) });
    at = end;
  }
  return stretches;
}

/**
 * The same, last one first, and never longer than `most` frames, because one is held in memory to be gone through from
 * its end. Only within a group of pictures longer than that are frames decoded more than once.
 */
export function stretchesBackwards(index: Numbered, { from, to }: Range, most: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (let end = to; end > from;) {
    const earliest = Math.max(end - most, from);
    const start = index.keyframes.find((keyframe) => keyframe >= earliest && keyframe < end) ?? earliest;
    stretches.push({ from: start, to: end, decodeFrom: keyframeBefore(index, start) });
    end = start;
  }
  return stretches;
}

export interface GraySize {
  readonly width: number;
  readonly height: number;
}

/** Samples along the longer side of a picture that motion is followed in. */
const LONGEST_SIDE = 640;

/** The picture as stored, in square samples and small: what is said in fractions of it holds for the stored one too. */
export function graySize({ video: { width, height, sampleAspect } }: Pick<MediaFacts, 'video'>): GraySize {
  const square = width * (sampleAspect.num / sampleAspect.den);
  const scale = Math.min(LONGEST_SIDE / Math.max(square, height), 1);
  return { width: Math.max(Math.round(square * scale), 16), height: Math.max(Math.round(height * scale), 16) };
}

interface GrayRequest {
  readonly media: MediaFacts;
  readonly source: string;
  readonly listing: string;
  readonly stretch: Stretch;
}

/**
 * The luma of a stretch of frames, found by their presentation times after a jump to the keyframe before them. Where a
 * container jumps elsewhere, the times in `listing` tell.
 */
export function grayFramesByTime(request: GrayRequest, { pts, timeBase }: FrameIndex): FfmpegCommandLine {
  const { from, to, decodeFrom } = request.stretch;
  const [first, last] = [pts[from] ?? 0, pts[to - 1] ?? 0];
  // Rounded down: a jump to a microsecond after the keyframe would land behind it.
  const start = Math.floor(seconds(pts[decodeFrom] ?? 0, timeBase) * 1e6) / 1e6;
  const jump = decodeFrom === 0 ? [] : ['-noaccurate_seek', '-seek_timestamp', '1', '-ss', start.toFixed(6)];
  return grayFrames(request, jump, `between(pts,${first},${last})`);
}

/** The same, counted from the clip's first frame, as the renderer counts: for what cannot be jumped in. */
export const grayFramesByNumber = (request: GrayRequest): FfmpegCommandLine =>
  grayFrames(request, [], `between(n,${request.stretch.from},${request.stretch.to - 1})`);

function grayFrames(
  { media, source, listing, stretch }: GrayRequest,
  jump: readonly string[],
  select: string,
): FfmpegCommandLine {
  const { width, height } = graySize(media);
  const graph = `[0:${media.video.index}]select='${select}',scale=${width}:${height}:flags=area,format=gray,split[a][b]`;
  const each = ['-fps_mode', 'passthrough', '-enc_time_base', '-1', '-frames:v', String(stretch.to - stretch.from)];
  return {
    inputs: [{ options: [...QUIET, '-noautorotate', '-copyts', ...jump, ...hardenedInput(media.container)], source }],
    outputs: [
      {
        options: ['-filter_complex', graph, '-map', '[a]', ...each, ...RAW_FRAMES],
        target: PIPE,
      },
      { options: ['-map', '[b]', ...each, ...TIMES_ALONE], target: listing },
    ],
  };
}
