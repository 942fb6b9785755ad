import { CELL } from '@app/redactions/domain';
import type { MediaFacts } from '../probe/facts';
import { FILL } from '../raw-frame';
import { type FfmpegCommandLine, PIPE } from '../run/command';
import { runInput } from './copy.plan';
import { footageInput, inOrder, timesOutput, toWorkingSize, workingFormat, workingSize } from './decode.plan';
import { type EncoderManner, pictureEncoder } from './encode.plan';
import { QUIET } from './hardened-input';

/** Rows of cells, half-open, that hold all that is hidden: nothing is drawn on those above and below. */
export interface Band {
  readonly top: number;
  readonly end: number;
}

/** All of a picture. */
export const wholeBand = (facts: MediaFacts): Band => ({ top: 0, end: workingSize(facts).height / CELL });

/** Grey frames of masks: a sample for each cell of a band, 255 where something is hidden and 0 elsewhere. */
export const maskInput = (facts: MediaFacts, { top, end } = wholeBand(facts)): string[] => {
  const columns = workingSize(facts).width / CELL;
  return ['-f', 'rawvideo', '-pix_fmt', 'gray', '-video_size', `${columns}x${end - top}`, '-framerate', '25'];
};

/** Frames are counted, not timed: the n-th mask is drawn on the n-th picture, whatever a source says of its times. */
const COUNTED = 'settb=1/25,setpts=N';

/**
 * Draws masks on the band of pictures that they lie in: each sample is the fill's where the mask is white, and the
 * picture's everywhere else; nothing is blended. Ends with whichever of the two ends first, so that no picture is ever
 * without its mask. The chroma planes have a sample for each cell: the mask as it comes is theirs, and doubled it is the luma's.
 */
function drawing(facts: MediaFacts, { stream, filters, band }: Omit<Drawn, 'input'>): string {
  const { width, height } = workingSize(facts);
  const { num, den } = facts.video.sampleAspect;
  const format = workingFormat(facts);
  const [top, lines] = [band.top * CELL, (band.end - band.top) * CELL];
  // Both are grey, and so are the same in every colour space; how light a grey is depends on the range.
  const grey = (light: number): string =>
    `color=0x${light.toString(16).padStart(2, '0').repeat(3)}:size=${width}x${lines}:rate=25,format=${format}`;
  const strips = [
    { cut: 'above', joined: 'above', from: 0, to: top },
    { cut: 'picture', joined: 'covered', from: top, to: top + lines },
    { cut: 'below', joined: 'below', from: top + lines, to: height },
  ].filter(({ from, to }) => to > from);
  const aspect = `setsar=${num}/${den}[drawn]`;
  const pictures = `[${stream}]${[...filters, `format=${format}`, COUNTED].join(',')}`;
  const masks = [
    `[1:0]${COUNTED},split[cells][chroma]`,
    `[cells]scale=${width}:${lines}:flags=neighbor[luma]`,
    `[luma][chroma]mergeplanes=0x001010:${format}[mask]`,
    `${grey(128)}[half]`,
    `${grey(facts.video.fullRange ? FILL.y : 0)}[fill]`,
  ];
  const threshold = '[mask][half][picture][fill]threshold';
  if (strips.length === 1) return [`${pictures}[picture]`, ...masks, `${threshold},${aspect}`].join(';');
  return [
    `${pictures},split=${strips.length}${strips.map(({ cut }) => `[of-${cut}]`).join('')}`,
    ...strips.map(({ cut, from, to }) => `[of-${cut}]crop=${width}:${to - from}:0:${from}:exact=1[${cut}]`),
    ...masks,
    `${threshold}[covered]`,
    `${strips.map(({ joined }) => `[${joined}]`).join('')}vstack=inputs=${strips.length}:shortest=1,${aspect}`,
  ].join(';');
}

interface Drawn {
  readonly input: FfmpegCommandLine['inputs'][number];
  readonly stream: string;
  readonly filters: readonly string[];
  readonly band: Band;
}

/** A filter with threads of its own wakes them for every frame, which costs more than what they do. */
const ON_ONE_THREAD = ['-filter_complex_threads', '1'];

const draw = (facts: MediaFacts, drawn: Drawn, target: string, manner: EncoderManner): FfmpegCommandLine => ({
  inputs: [drawn.input, { options: maskInput(facts, drawn.band), source: PIPE }],
  outputs: [
    {
      options: [
        ...[...ON_ONE_THREAD, '-filter_complex', drawing(facts, drawn), '-map', '[drawn]'],
        ...pictureEncoder(facts, manner),
      ],
      target,
    },
  ],
});

/** A run of coded pictures and the masks of a band in, H.264 out. */
export const drawRunCommand = (
  facts: MediaFacts,
  { source, target, band }: { readonly source: string; readonly target: string; readonly band: Band },
  manner: EncoderManner,
): FfmpegCommandLine => draw(facts, { input: runInput(source), stream: '0:0', filters: [], band }, target, manner);

/**
 * A whole recording and its masks in, H.264 out, and the times of its frames in `listing`. Where pictures change in size,
 * the filters go on: begun anew, they would count from zero again.
 */
export const drawAllCommand = (
  facts: MediaFacts,
  { source, target, listing }: { readonly source: string; readonly target: string; readonly listing: string },
  manner: EncoderManner,
): FfmpegCommandLine => {
  const input = footageInput(facts.container, source, [...QUIET, '-reinit_filter', '0']);
  const filters = [...inOrder(facts), ...toWorkingSize(facts)];
  const drawn = { input, stream: `0:${facts.video.index}`, filters, band: wholeBand(facts) };
  const { inputs, outputs } = draw(facts, drawn, target, manner);
  return { inputs, outputs: [...outputs, timesOutput(facts, listing)] };
};
