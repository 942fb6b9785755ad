import { CODEC_WHITELIST, MOST_PIXELS } from '../formats';
import type { MediaFacts } from '../probe/facts';
import { type FfmpegCommandLine, PIPE } from '../run/command';
import { workingFormat } from './decode.plan';
import { hardenedInput, QUIET } from './hardened-input';

/**
 * The coded pictures of an H.264 source, undecoded: slices and parameter sets, no SEI, no delimiter, no filler. Comes
 * as MP4 so that every picture is one sample whose NAL units carry lengths of four bytes, whatever container it left.
 */
export const copyCommand = (facts: MediaFacts, source: string, target: string): FfmpegCommandLine => ({
  inputs: [{ options: [...QUIET, '-copyts', ...hardenedInput(facts.container)], source }],
  outputs: [
    {
      options: [
        ...['-map', `0:${facts.video.index}`, '-c', 'copy', '-map_metadata', '-1', '-map_chapters', '-1'],
        ...['-bsf:v', 'h264_mp4toannexb,filter_units=remove_types=6|9|10|11|12'],
        ...['-video_track_timescale', String(facts.video.timeBase.den), '-f', 'mp4'],
      ],
      target,
    },
  ],
});

/** Raw frames of a run of coded pictures that begins with an IDR, as a bare stream: nothing of the container is asked. */
export const runFramesCommand = (facts: MediaFacts, source: string): FfmpegCommandLine => ({
  inputs: [
    {
      options: [
        ...QUIET,
        ...['-protocol_whitelist', 'file,pipe', '-format_whitelist', 'h264', '-codec_whitelist', CODEC_WHITELIST],
        ...['-max_pixels', String(MOST_PIXELS), '-f', 'h264'],
      ],
      source,
    },
  ],
  outputs: [
    {
      options: [
        ...['-map', '0:0', '-fps_mode', 'passthrough', '-pix_fmt', workingFormat(facts)],
        ...['-c:v', 'rawvideo', '-f', 'rawvideo'],
      ],
      target: PIPE,
    },
  ],
});
