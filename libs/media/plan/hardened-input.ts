import { CODEC_WHITELIST, type Container, CONTAINERS, MOST_PIXELS } from '../formats';

/**
 * The options before every `-i` of footage. The demuxer is forced, and formats, codecs and protocols outside the
 * allow-list are refused before anything is decoded (design, media § 7; reliability, findings 6 and 7).
 */
export const hardenedInput = (container: Container): string[] => [
  '-protocol_whitelist',
  'file,pipe',
  '-format_whitelist',
  CONTAINERS[container].whitelist,
  '-codec_whitelist',
  CODEC_WHITELIST,
  '-max_pixels',
  String(MOST_PIXELS),
  '-f',
  CONTAINERS[container].demuxer,
];

/** Quiet, never asking: what ffmpeg then writes to stderr is a fault. Two threads bound its memory and suffice for 1080p. */
export const QUIET = ['-nostdin', '-hide_banner', '-v', 'error', '-threads', '2'];
