import { hasSmallMask, type RedactionPlan } from '@app/redactions/domain';
import { bandOf, feedMasks, pictureOf } from './mask-frames';
import { type CodedFrames, readAnnexB } from './mp4/annex-b';
import { writeBareStream } from './mp4/bare-stream';
import { type CodedSource, NotCopyable } from './mp4/coded-source';
import { type Band, drawRunCommand } from './plan/draw.plan';
import type { Run } from './plan/runs.plan';
import type { Footage } from './probe/facts';
import type { FfmpegCommandLine } from './run/command';
import { FrameFeed } from './run/frame-feed';
import type { JobFolder } from './run/job-folder';
import { runFfmpeg, together } from './run/run-ffmpeg';

/** What drawing the masks of some frames takes. */
export interface PaintRequest {
  readonly footage: Footage;
  readonly plan: RedactionPlan;
  readonly signal: AbortSignal;
}

/** Encoded frames of a part, the file in which they lie, and the command that makes it. */
export type EncodedPart = CodedFrames & { readonly path: string; readonly command: FfmpegCommandLine };

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

/** Decodes a part from its own IDR, draws the masks, encodes; or takes it from the shelf where another worker put it. */
export async function encodePart(
  folder: JobFolder,
  request: PaintRequest & { readonly shelf?: PartShelf },
  { coded, run, parameterSetId }: { coded: CodedSource; run: Run; parameterSetId: number },
): Promise<EncodedPart> {
  const { footage, plan } = request;
  const { media } = footage;
  const [source, target] = [`part-${run.from}.h264`, `encoded-${run.from}.h264`];
  const path = folder.workPath(target);
  const band = bandOf({ media, plan, from: run.from, to: run.to });
  const command = drawRunCommand(
    media,
    { source: folder.workName(source), target: folder.workName(target), band },
    { parameterSetId, fine: hasSmallMask(plan, pictureOf(media)) },
  );
  if (!(await request.shelf?.fetch(partName(run), path))) {
    await writeBareStream(coded, [run], folder.workPath(source));
    await drawMasks(folder, request, command, { ...run, band });
    await request.shelf?.keep(partName(run), path);
  }
  const frames = await readAnnexB(path);
  if (frames.offsets.length !== run.to - run.from)
    throw new NotCopyable(`of ${run.to - run.from} pictures, ${frames.offsets.length} could be decoded alone`);
  return { ...frames, path, command };
}

/** Runs a command that draws masks, and feeds it those of the frames `from` to `to`, half-open, in a band of the picture. */
export async function drawMasks(
  folder: JobFolder,
  { footage: { media }, plan, signal }: PaintRequest,
  command: FfmpegCommandLine,
  { from, to, band }: { readonly from: number; readonly to: number; readonly band?: Band },
): Promise<void> {
  const feed = new FrameFeed();
  await together(signal, [
    () => feedMasks(feed, { media, plan, from, to }, band),
    (s) => runFfmpeg(folder, command, { stdin: feed, signal: s }).finally(() => feed.destroy()),
  ]);
}
