import { CELL } from '@app/redactions/domain';
import type { MediaFacts } from '../probe/facts';
import { FILL } from '../raw-frame';
import { type FfmpegCommandLine, PIPE } from '../run/command';
import { runInput } from './copy.plan';
import { footageInput, inOrder, timesOutput, toWorkingSize, workingFormat, workingSize } from './decode.plan';
import { type EncoderManner, pictureEncoder } from './encode.plan';
import { QUIET } from './hardened-input';

/** Grey frames of masks: a sample for each cell, 255 where something is hidden and 0 elsewhere. */
export const maskInput = (facts: MediaFacts): string[] => {
  const { width, height } = workingSize(facts);
  return ['-f', 'rawvideo', '-pix_fmt', 'gray', '-video_size', `${width / CELL}x${height / CELL}`, '-framerate', '25'];
};

/** Frames are counted, not timed: the n-th mask is drawn on the n-th picture, whatever a source says of its times. */
const COUNTED = 'settb=1/25,setpts=N';

/**
 * Draws masks on pictures: each sample is the fill's where the mask is white, and the picture's everywhere else; nothing
 * is blended. Ends with whichever of the two ends first, so that no picture is ever without its mask. The chroma planes
 * have a sample for each cell: the mask as it comes is theirs, and doubled it is the luma's.
 */
function drawing(facts: MediaFacts, stream: string, filters: readonly string[]): string {
  const { width, height } = workingSize(facts);
  const { num, den } = facts.video.sampleAspect;
  const format = workingFormat(facts);
  // Both are grey, and so are the same in every colour space; how light a grey is depends on the range.
  const grey = (light: number): string =>
    `color=0x${light.toString(16).padStart(2, '0').repeat(3)}:size=${width}x${height}:rate=25,format=${format}`;
  return [
    `[${stream}]${[...filters, `format=${format}`, COUNTED].join(',')}[picture]`,
    `[1:0]${COUNTED},split[cells][chroma]`,
    `[cells]scale=${width}:${height}:flags=neighbor[luma]`,
    `[luma][chroma]mergeplanes=0x001010:${format}[mask]`,
    `${grey(128)}[half]`,
    `${grey(facts.video.fullRange ? FILL.y : 0)}[fill]`,
    `[mask][half][picture][fill]threshold,setsar=${num}/${den}[drawn]`,
  ].join(';');
}

interface Drawn {
  readonly input: FfmpegCommandLine['inputs'][number];
  readonly stream: string;
  readonly filters: readonly string[];
}

const draw = (
  facts: MediaFacts,
  { input, stream, filters }: Drawn,
  target: string,
  manner: EncoderManner,
): FfmpegCommandLine => ({
  inputs: [input, { options: maskInput(facts), source: PIPE }],
  outputs: [
    {
      options: [
        ...['-filter_complex', drawing(facts, stream, filters), '-map', '[drawn]'],
        ...pictureEncoder(facts, manner),
      ],
      target,
    },
  ],
});

/** A run of coded pictures and their masks in, H.264 out. */
export const drawRunCommand = (
  facts: MediaFacts,
  source: string,
  target: string,
  manner: EncoderManner,
): FfmpegCommandLine => draw(facts, { input: runInput(source), stream: '0:0', filters: [] }, target, manner);

/**
 * A whole recording and its masks in, H.264 out, and the times of its frames in `listing`. Where pictures change in size,
 * the filters go on: begun anew, they would count from zero again.
 */
export const drawAllCommand = (
  facts: MediaFacts,
  source: string,
  { target, listing }: { readonly target: string; readonly listing: string },
  manner: EncoderManner,
): FfmpegCommandLine => {
  const input = footageInput(facts.container, source, [...QUIET, '-reinit_filter', '0']);
  const filters = [...inOrder(facts), ...toWorkingSize(facts)];
  const { inputs, outputs } = draw(facts, { input, stream: `0:${facts.video.index}`, filters }, target, manner);
  return { inputs, outputs: [...outputs, timesOutput(facts, listing)] };
};
