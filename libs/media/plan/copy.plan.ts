import { CODEC_WHITELIST, MOST_PIXELS } from '../formats';
import type { MediaFacts } from '../probe/facts';
import { type FfmpegCommandLine, PIPE } from '../run/command';
import { RAW_FRAMES, workingFormat } from './decode.plan';
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

/** Lists the coded pictures of a source, in decoding order: when each is shown, how long it is, and its CRC-32. */
export const listCodedCommand = (facts: MediaFacts, source: string, target: string): FfmpegCommandLine => ({
  inputs: [{ options: [...QUIET, '-copyts', ...hardenedInput(facts.container)], source }],
  outputs: [{ options: ['-map', `0:${facts.video.index}`, '-c', 'copy', '-f', 'framehash', '-hash', 'crc32'], target }],
});

/**
 * ffmpeg decodes half a second of a bare stream, to find out how its pictures are ordered, before it decodes it: as long as
 * a whole run takes. Under `-strict 1` the decoder holds back as many pictures as the standard allows wherever a stream
 * does not say how many are needed (H.264 § C.4.5.3), so nothing has to be found out. One thread each: two sides, or a
 * decoder and an encoder, are at work at once.
 */
const AT_ONCE = [
  ...['-strict', '1', '-probesize', '32', '-analyzeduration', '0', '-fpsprobesize', '0'],
  ...['-threads', '1'],
];

/** A run of coded pictures that begins with an IDR, as a bare stream: nothing of the container is asked. */
export const runInput = (source: string): FfmpegCommandLine['inputs'][number] => ({
  options: [
    ...QUIET,
    ...['-protocol_whitelist', 'file,pipe', '-format_whitelist', 'h264', '-codec_whitelist', CODEC_WHITELIST],
    ...['-max_pixels', String(MOST_PIXELS), ...AT_ONCE, '-f', 'h264'],
  ],
  source,
});

/** Its raw frames. */
export const runFramesCommand = (facts: MediaFacts, source: string): FfmpegCommandLine => ({
  inputs: [runInput(source)],
  outputs: [
    {
      options: [...['-map', '0:0', '-fps_mode', 'passthrough', '-pix_fmt', workingFormat(facts)], ...RAW_FRAMES],
      target: PIPE,
    },
  ],
});
