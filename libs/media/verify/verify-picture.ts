import type { RedactionPlan } from '@app/redactions/domain';
import type { Mp4 } from '../mp4/read-mp4';
import { runFramesCommand } from '../plan/copy.plan';
import { framesCommand, workingSize } from '../plan/decode.plan';
import type { Footage } from '../probe/facts';
import { type DecodedListing, type FrameListing, readFrameListing, timesOf } from '../probe/frame-listing';
import { pictureOf } from '../mask-frames';
import { releaseTimes } from '../render-picture';
import type { FfmpegCommandLine } from '../run/command';
import { decodeFrames } from '../run/decode-frames';
import type { JobFolder } from '../run/job-folder';
import { together } from '../run/run-ffmpeg';
import { PictureCheck, type PictureFigures } from './check-picture';
import { type Comparison, sortOut } from './copied';
import { decode, type Pair, shownTimes, type Side } from './decode-side';
import { Pairing } from './pairing';
import type { Slices } from './read-slices';
import type { Findings } from './violation';

export interface PictureRequest {
  readonly folder: JobFolder;
  readonly pair: Pair;
  readonly plan: RedactionPlan;
  readonly mp4: Mp4;
  /** The release's file. */
  readonly output: string;
  /** Every frame's time, as the source's container has them. */
  readonly listing: FrameListing;
  /** The source's avcC, where its index is plain. */
  readonly configuration: Buffer | null;
  /** What the release's coded pictures say; null where they cannot be read. */
  readonly slices: Slices | null;
  readonly findings: Findings;
  readonly signal?: AbortSignal;
}

/**
 * The picture of a release against its source. Pictures that are the source's own bytes, undisturbed in order and
 * time, are the source's; every other one, and every one that a mask touches, is decoded on both sides and compared.
 */
export async function checkPicture(request: PictureRequest): Promise<PictureFigures | null> {
  const { pair, plan, findings } = request;
  if (!hasSameShape(pair, findings)) return null;
  const { media } = pair.source;
  const compare = new PictureCheck(plan.video, pictureOf(media), workingSize(media), findings);
  // What a damaged picture shows depends on those before it: it is decoded as the renderer and intake decode it.
  const comparison = pair.source.media.damaged ? null : await sortOut(request);
  if (comparison?.runs) await compareRuns(request, { ...comparison, runs: comparison.runs }, compare);
  else await compareAll(request, compare);
  // Where what is shown is right all the same: a copied picture was tampered with.
  if (findings.list.length === 0)
    for (const frame of comparison?.claimed ?? [])
      findings.add('rest-unchanged', 'it is coded with the source’s parameters and is not the source’s', { frame });
  return compare.figures();
}

function hasSameShape({ source, release }: Pair, findings: Findings): boolean {
  const size = workingSize(source.media);
  const other = workingSize(release.media);
  if (other.width !== size.width || other.height !== size.height) {
    findings.add(
      'rest-unchanged',
      `the picture is ${other.width} × ${other.height}, the source’s ${size.width} × ${size.height}`,
    );
    return false;
  }
  const { rotation, mirrored, sampleAspect, fullRange } = source.media.video;
  const shown = release.media.video;
  if (
    shown.rotation !== rotation ||
    shown.mirrored !== mirrored ||
    shown.fullRange !== fullRange ||
    shown.sampleAspect.num * sampleAspect.den !== sampleAspect.num * shown.sampleAspect.den
  ) {
    findings.add('rest-unchanged', 'the picture is turned, stretched or lit in another way than the source’s');
  }
  return true;
}

/** Decodes both sides from beginning to end. */
async function compareAll(request: PictureRequest, compare: PictureCheck): Promise<void> {
  const { folder, pair, mp4, findings } = request;
  const command = (side: Side, { name, media }: Footage): FfmpegCommandLine =>
    framesCommand(media, name, folder.workName(`${side}.txt`));
  await compareDecoded(request, compare, {
    left: command('left', pair.source),
    right: command('right', pair.release),
  });
  const listing = timesOf(request.listing, await readFrameListing(folder.workPath('left.txt')));
  const shown = await readFrameListing(folder.workPath('right.txt')).catch(() => null);
  checkCount(listing, shown, mp4, findings);
  checkTimes(listing, pair.source, mp4, findings);
  if (shown) checkOrder(shown, findings);
}

/** Decodes only what is not the source's own bytes, or should not be: all runs as one stream, in which each begins with its IDR. */
async function compareRuns(
  request: PictureRequest,
  { runs, copied, notSingle }: Comparison & { readonly runs: NonNullable<Comparison['runs']> },
  compare: PictureCheck,
): Promise<void> {
  const { folder, pair, mp4, listing, findings } = request;
  compare.takeAsCopied(copied);
  for (const frame of notSingle) findings.add('every-frame-once', 'its sample is not one picture', { frame });
  if (runs.length > 0) {
    const command = (side: Side): FfmpegCommandLine =>
      runFramesCommand(pair.source.media, folder.workName(`${side}.h264`));
    compare.goThrough(runs);
    const surplus = await compareDecoded(request, compare, { left: command('left'), right: command('right') });
    const wanted = runs.reduce((sum, { from, to }) => sum + to - from, 0);
    const missing = wanted - compare.compared;
    const where = runs.map(({ from, to }) => `${from} to ${to - 1}`).join(', ');
    if (missing !== 0 || surplus.left + surplus.right > 0)
      findings.add('every-frame-once', `${missing} frames from ${where} cannot be decoded`);
  }
  checkTimes(listing, pair.source, mp4, findings);
}

async function compareDecoded(
  { folder, findings, signal }: PictureRequest,
  compare: PictureCheck,
  commands: Readonly<Record<Side, FfmpegCommandLine>>,
): Promise<{ left: number; right: number }> {
  const pairing = new Pairing<Buffer>((left, right) => compare.compare(left, right));
  const run = (side: Side, s: AbortSignal): Promise<void> =>
    decode(side, findings, pairing, (onMessage) => {
      const buffers = compare.buffers[side];
      const onFrame = (frame: Buffer): Promise<void> => pairing.offer(side, frame);
      return decodeFrames(folder, commands[side], { buffers, onFrame, signal: s, ...onMessage });
    });
  await together(signal, [(s) => run('left', s), (s) => run('right', s)]);
  return pairing.surplus;
}

function checkCount(source: FrameListing, release: FrameListing | null, mp4: Mp4, findings: Findings): void {
  const coded = mp4.tracks.find((track) => track.handler === 'vide')?.sizes.length ?? 0;
  const decoded = release?.pts.length ?? 0;
  if (coded !== source.pts.length)
    findings.add('every-frame-once', `${coded} coded frames; the source shows ${source.pts.length}`);
  if (decoded !== coded) findings.add('no-hidden-frames', `${coded} coded frames, of which a player shows ${decoded}`);
}

/** Frames come out of the decoder in the order that the pictures themselves give; their times must give the same one. */
function checkOrder({ disordered }: DecodedListing, findings: Findings): void {
  for (const frame of disordered)
    findings.add('exact-times', 'its time puts it before the frame that it follows', { frame });
}

/** Every time is compared as a fraction, exactly: ticks × seconds a tick, crosswise. */
function checkTimes(listing: FrameListing, source: Footage, mp4: Mp4, findings: Findings): void {
  const track = mp4.tracks.find((one) => one.handler === 'vide');
  if (!track) return;
  const wanted = releaseTimes(listing, source.media);
  const shown = shownTimes(track);
  wanted.pts.forEach((time, frame) => {
    const is = shown[frame];
    if (is === undefined || BigInt(is) * BigInt(wanted.timescale) === BigInt(time) * BigInt(track.timescale)) return;
    const found = `shown at ${(is / track.timescale).toFixed(6)} s, in the source at ${(time / wanted.timescale).toFixed(6)} s`;
    findings.add('exact-times', found, { frame });
  });
}
