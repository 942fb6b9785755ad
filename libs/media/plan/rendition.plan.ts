import type { Flashing, PictureSize } from '@app/redactions/domain';
import type { MediaFacts } from '../probe/facts';
import { type FfmpegCommandLine, PIPE } from '../run/command';
import { RAW_FRAMES, workingFormat } from './decode.plan';
import { colourOptions, ENCODER_THREADS, keyframeInterval } from './encode.plan';
import { hardenedInput, QUIET } from './hardened-input';

const released = (source: string) => ({
  options: [...QUIET, '-noautorotate', '-copyts', ...hardenedInput('mov')],
  source,
});
const EVERY_FRAME = ['-fps_mode', 'passthrough', '-enc_time_base', '-1'];

/** Every frame, small, as 8-bit RGB: each sample is the mean of what it covers. */
export const rasterCommand = (source: string, { width, height }: PictureSize): FfmpegCommandLine => ({
  inputs: [released(source)],
  outputs: [
    {
      options: [
        ...['-map', '0:v:0', '-vf', `scale=${width}:${height}:flags=area,format=rgb24`],
        ...EVERY_FRAME,
        ...RAW_FRAMES,
      ],
      target: PIPE,
    },
  ],
});

/** What a frame is known by: its luma in 144 cells. */
const SIGNATURE = { width: 16, height: 9 } as const;
export const SIGNATURE_BYTES = SIGNATURE.width * SIGNATURE.height;
const SIGNED = `scale=${SIGNATURE.width}:${SIGNATURE.height}:flags=area,format=gray`;

/** The signature of every frame of a rendition. */
export const signatureCommand = (source: string): FfmpegCommandLine => ({
  inputs: [released(source)],
  outputs: [{ options: ['-map', '0:v:0', '-vf', SIGNED, ...EVERY_FRAME, ...RAW_FRAMES], target: PIPE }],
});

/** How much is taken from the light and from the colour where it flashes. */
export interface Dimming {
  readonly light: number;
  readonly colour: number;
  /** Seconds; null for all of it. */
  readonly spans: readonly { readonly from: number; readonly to: number }[] | null;
}

/** Mild where that is enough. */
const MILD = { light: 0.6, colour: 0.5 };
/**
 * A third of the signal is a tenth of the light: white has 0.09 left, so that no change comes to the 0.1 that makes a flash,
 * and pure red has 10 of the 20 that make a red one.
 */
const STRONG = { light: 0.33, colour: 0.5 };
/** Seconds before and after, so that no frame at the edge is missed; closer spans are one. */
const MARGIN = 0.1;
const CLOSE = 2;

/** What is tried, one after the other, until nothing flashes: the last one leaves nothing that could. */
export function dimmings({ spans }: Flashing): Dimming[] {
  const joined = joinedSpans(spans);
  return [
    { ...MILD, spans: joined },
    { ...STRONG, spans: joined },
    { ...STRONG, spans: null },
  ];
}

function joinedSpans(spans: Flashing['spans']): { from: number; to: number }[] {
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && from <= last.to + CLOSE) last.to = Math.max(last.to, to + MARGIN);
    else joined.push({ from: Math.max(from - MARGIN, 0), to: to + MARGIN });
  }
  return joined;
}

/** ffmpeg's filter for it; it works on the samples as they are, in the range that they use. */
function dimmed({ light, colour, spans }: Dimming, { video }: MediaFacts): string {
  const [black, chroma] = [video.fullRange ? 0 : 16, (light * colour).toFixed(3)];
  const faded = `128+(val-128)*${chroma}`;
  const during = spans?.map(({ from, to }) => `between(t,${from.toFixed(3)},${to.toFixed(3)})`).join('+');
  return `lutyuv=y='${black}+(val-${black})*${light}':u='${faded}':v='${faded}'${during ? `:enable='${during}'` : ''}`;
}

interface Rendition {
  readonly media: MediaFacts;
  readonly source: string;
  readonly size: PictureSize;
  readonly dimming: Dimming | null;
  readonly target: string;
}

/**
 * The frames of a release, smaller, perhaps dimmed, as a bare stream of H.264 that every phone plays; and of every frame
 * that the encoder is given the signature, to hold the result against.
 */
export function renditionCommand({ media, source, size, dimming, target }: Rendition): FfmpegCommandLine {
  const { num, den } = media.video.sampleAspect;
  const picture = [
    ...(dimming ? [dimmed(dimming, media)] : []),
    `scale=${size.width}:${size.height}:flags=area`,
    `setsar=${num}/${den}`,
    `format=${workingFormat(media)}`,
  ];
  const graph = `[0:v:0]${picture.join(',')},split[picture][copy];[copy]${SIGNED}[signature]`;
  return {
    inputs: [released(source)],
    outputs: [
      {
        options: [
          ...['-filter_complex', graph, '-map', '[picture]', '-fps_mode', 'passthrough'],
          ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '25', '-maxrate', '4M', '-bufsize', '8M'],
          ...['-profile:v', 'main', '-bf', '0', '-g', String(keyframeInterval(media.video))],
          ...['-threads', ENCODER_THREADS, ...colourOptions(media.video), '-flags:v', '+bitexact', '-f', 'h264'],
        ],
        target,
      },
      { options: ['-map', '[signature]', ...EVERY_FRAME, ...RAW_FRAMES], target: PIPE },
    ],
  };
}
