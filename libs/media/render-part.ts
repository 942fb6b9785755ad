import { coverOf, hasSmallMask, type Picture, type RedactionPlan } from '@app/redactions/domain';
import { type CodedFrames, readAnnexB } from './mp4/annex-b';
import { writeBareStream } from './mp4/bare-stream';
import { type CodedSource, NotCopyable } from './mp4/coded-source';
import { frameBytes, type FrameSize, paintCells } from './paint';
import { runFramesCommand } from './plan/copy.plan';
import { workingSize } from './plan/decode.plan';
import { encodeCommand } from './plan/encode.plan';
import type { Run } from './plan/runs.plan';
import type { Footage, MediaFacts } from './probe/facts';
import type { FfmpegCommandLine } from './run/command';
import { decodeFrames } from './run/decode-frames';
import { FrameFeed } from './run/frame-feed';
import type { JobFolder } from './run/job-folder';
import { runFfmpeg, together } from './run/run-ffmpeg';

/** What drawing the masks of some frames takes. */
export interface PaintRequest {
  readonly footage: Footage;
  readonly plan: RedactionPlan;
  readonly signal: AbortSignal;
}

/** Encoded frames of a part, and the file in which they lie. */
export type EncodedPart = CodedFrames & { readonly path: string };

/**
 * Where encoded parts are kept while a long clip is rendered, so that several workers can make them. A part is the
 * same bytes whoever made it.
 */
export interface PartShelf {
  /** Brings a part into that file; false when nobody has made it yet. */
  readonly fetch: (name: string, path: string) => Promise<boolean>;
  readonly keep: (name: string, path: string) => Promise<void>;
}

export const partName = ({ from, to }: Run): string => `${from}-${to}`;

/** The two commands between which the masks of a part are drawn. */
export function partCommands(
  folder: JobFolder,
  { footage: { media }, plan }: Pick<PaintRequest, 'footage' | 'plan'>,
  run: Run,
  parameterSetId: number,
): { decode: FfmpegCommandLine; encode: FfmpegCommandLine } {
  return {
    decode: runFramesCommand(media, folder.workName(`part-${run.from}.h264`)),
    encode: encodeCommand(media, folder.workName(`encoded-${run.from}.h264`), {
      parameterSetId,
      fine: hasSmallMask(plan, pictureOf(media)),
    }),
  };
}

/** Decodes a part from its own IDR, draws the masks, encodes; or takes it from the shelf where another worker put it. */
export async function encodePart(
  folder: JobFolder,
  request: PaintRequest & { readonly shelf?: PartShelf },
  { coded, run, parameterSetId }: { coded: CodedSource; run: Run; parameterSetId: number },
): Promise<EncodedPart> {
  const path = folder.workPath(`encoded-${run.from}.h264`);
  if (!(await request.shelf?.fetch(partName(run), path))) {
    await writeBareStream(coded, run, folder.workPath(`part-${run.from}.h264`));
    const commands = partCommands(folder, request, run, parameterSetId);
    await paintBetween(folder, request, { ...commands, first: run.from });
    await request.shelf?.keep(partName(run), path);
  }
  const frames = await readAnnexB(path);
  if (frames.offsets.length !== run.to - run.from)
    throw new NotCopyable(`of ${run.to - run.from} pictures, ${frames.offsets.length} could be decoded alone`);
  return { ...frames, path };
}

/** Decodes, draws the masks of each frame, encodes. The first frame is number `first` of the plan. */
export async function paintBetween(
  folder: JobFolder,
  { footage, plan, signal }: PaintRequest,
  { decode, encode, first }: { decode: FfmpegCommandLine; encode: FfmpegCommandLine; first: number },
): Promise<void> {
  const size = workingSize(footage.media);
  const picture = pictureOf(footage.media);
  const feed = new FrameFeed();
  const onFrame = async (frame: Buffer, index: number): Promise<void> => {
    for (const track of plan.video) {
      const cells = coverOf(track, first + index, picture);
      if (cells) paintCells(frame, cells, size);
    }
    await feed.write(frame);
  };
  await together(signal, [
    async (s) => {
      await decodeFrames(folder, decode, { buffers: twoFrames(size), onFrame, signal: s });
      await feed.finish();
    },
    (s) => runFfmpeg(folder, encode, { stdin: feed, signal: s }).finally(() => feed.destroy()),
  ]);
}

const twoFrames = (size: FrameSize): [Buffer, Buffer] => [
  Buffer.allocUnsafe(frameBytes(size)),
  Buffer.allocUnsafe(frameBytes(size)),
];

/** The stored picture, to which a plan's fractions of the displayed one are turned. */
export const pictureOf = ({ video }: MediaFacts): Picture => ({
  width: video.width,
  height: video.height,
  rotation: video.rotation ?? 0,
  mirrored: video.mirrored,
});
