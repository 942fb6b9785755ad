import { type MediaFacts, type Rational, seconds } from '../probe/facts';
import type { FfmpegCommandLine } from '../run/command';
import { inOrder, samplesFrom } from './decode.plan';
import { hardenedInput, QUIET } from './hardened-input';

/** Ticks a second of every proxy. */
export const PROXY_TIMESCALE = 90_000;
const PROXY_HEIGHT = 720;
/** A keyframe at least this often: stepping back then decodes few frames (design: ux § 1.3). */
const PROXY_GOP = '15';

/** Nothing of the source but picture and sound goes into a staff copy either. */
const BARE = [
  '-map_metadata',
  '-1',
  '-map_metadata:s',
  '-1',
  '-map_chapters',
  '-1',
  '-sn',
  '-dn',
  '-write_tmcd',
  '0',
  '-empty_hdlr_name',
  '1',
  '-fflags',
  '+bitexact',
  '-flags:v',
  '+bitexact',
  '-flags:a',
  '+bitexact',
];

const upright = (media: MediaFacts, source: string) => ({
  options: [...QUIET, '-copyts', ...hardenedInput(media.container)],
  source,
});

/** At most 720 lines, square pixels, turned upright, even sizes. */
const PROXY_SCALE = `scale=w='max(2,trunc(iw*sar*min(1,${PROXY_HEIGHT}/ih)/2)*2)':h='max(2,trunc(ih*min(1,${PROXY_HEIGHT}/ih)/2)*2)',setsar=1`;

/** A copy to work on: frame for frame the source, its first frame at zero. */
export function proxyCommand(
  media: MediaFacts,
  first: { pts: number; timeBase: Rational },
  source: string,
  target: string,
): FfmpegCommandLine {
  const start = seconds(first.pts, first.timeBase);
  const [audio] = media.audio;
  return {
    inputs: [upright(media, source)],
    outputs: [
      {
        options: [
          ...proxyPicture(media, first.pts),
          ...(audio ? proxySound(audio, start) : ['-an']),
          ...BARE,
          '-movflags',
          '+faststart',
          '-f',
          'mp4',
        ],
        target,
      },
    ],
  };
}

const proxyPicture = (media: MediaFacts, firstPts: number): string[] => [
  ...['-map', `0:${media.video.index}`],
  ...['-vf', [...inOrder(media), `setpts=PTS-${firstPts}`, PROXY_SCALE].join(','), '-fps_mode', 'passthrough'],
  ...['-enc_time_base', `1:${PROXY_TIMESCALE}`, '-video_track_timescale', String(PROXY_TIMESCALE)],
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '26', '-pix_fmt', 'yuv420p'],
  ...['-g', PROXY_GOP, '-keyint_min', PROXY_GOP, '-sc_threshold', '0', '-bf', '0'],
];

const proxySound = (audio: MediaFacts['audio'][number], start: number): string[] => [
  ...['-map', `0:${audio.index}`],
  ...['-af', samplesFrom(start)],
  ...['-ac', String(Math.min(audio.channels, 2)), '-c:a', 'aac', '-b:a', '96k'],
];

const THUMBNAIL_WIDTH = 160;
const STRIP_COLUMNS = 10;
const MOST_THUMBNAILS = 100;

/** Which keyframes the strip shows: every n-th, so that there are at most a hundred. */
export const thumbnailStep = (keyframes: number): number => Math.max(Math.ceil(keyframes / MOST_THUMBNAILS), 1);

/**
 * One picture of small keyframes, ten in a row. A clip that was cut within a group of pictures shows none: then its first
 * frame stands there alone.
 */
export function stripCommand(media: MediaFacts, keyframes: number, source: string, target: string): FfmpegCommandLine {
  const step = thumbnailStep(keyframes);
  const rows = Math.max(Math.ceil(Math.ceil(keyframes / step) / STRIP_COLUMNS), 1);
  const { options } = upright(media, source);
  return {
    inputs: [{ options: [...(keyframes > 0 ? ['-skip_frame', 'nokey'] : []), ...options], source }],
    outputs: [
      {
        options: [
          '-map',
          `0:${media.video.index}`,
          '-vf',
          `select='${keyframes > 0 ? `not(mod(n,${step}))` : 'eq(n,0)'}',scale=${THUMBNAIL_WIDTH}:-2,tile=${STRIP_COLUMNS}x${rows}`,
          '-fps_mode',
          'passthrough',
          '-frames:v',
          '1',
          '-c:v',
          'mjpeg',
          '-pix_fmt',
          'yuvj420p',
          '-q:v',
          '5',
          ...BARE,
          '-f',
          'image2',
        ],
        target,
      },
    ],
  };
}

interface Stills {
  /** Seconds at which decoding begins; null at the start. */
  readonly begin: number | null;
  readonly first: number;
  readonly count: number;
}

/** Frames of a staff copy, each a picture that is named by its number. */
export const stillsCommand = (source: string, { begin, first, count }: Stills, target: string): FfmpegCommandLine => ({
  inputs: [
    { options: [...QUIET, ...(begin === null ? [] : ['-ss', begin.toFixed(6)]), ...hardenedInput('mov')], source },
  ],
  outputs: [
    {
      options: [
        ...['-map', '0:v:0', '-fps_mode', 'passthrough', '-frames:v', String(count), '-start_number', String(first)],
        ...['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-q:v', '3', ...BARE, '-f', 'image2'],
      ],
      target,
    },
  ],
});
