import { isActive, type RedactionPlan } from '@app/redactions/domain';
import { type CodedPictures, writeBareStream } from '../mp4/bare-stream';
import { type CodedSource, NotCopyable, readCodedInPlace, readCodedSource } from '../mp4/coded-source';
import { parameterSets, ppsId, spsId } from '../mp4/parameter-sets';
import { PictureReader } from '../mp4/picture-reader';
import { plainPicture } from '../mp4/plain-picture';
import type { Mp4, Mp4Track } from '../mp4/read-mp4';
import { copyCommand, listCodedCommand } from '../plan/copy.plan';
import { groupsOf } from '../plan/runs.plan';
import type { FrameListing } from '../probe/frame-listing';
import { releaseTimes } from '../render-picture';
import type { JobFolder } from '../run/job-folder';
import { FfmpegFailed, runFfmpeg } from '../run/run-ffmpeg';
import { whyNeverCopied } from '../smart-picture';
import type { FrameRun } from './check-picture';
import type { Pair } from './decode-side';
import type { Slices } from './read-slices';
import { isAsListed } from './witness';

/** What of a release has to be decoded to be compared; the rest is, byte for byte, the source's. */
export interface Comparison {
  /** Null where the two sides cannot be put beside one another run by run: then all of both is decoded. */
  readonly runs: readonly FrameRun[] | null;
  readonly copied: number;
  /** Frames that name the source's own parameter sets beside copied ones, and are not the source's bytes. */
  readonly claimed: readonly number[];
  /** Frames of the runs whose sample is not one picture, but none or several: so that frames can be counted over all runs. */
  readonly notSingle: readonly number[];
}

interface Request {
  readonly folder: JobFolder;
  readonly pair: Pair;
  readonly plan: RedactionPlan;
  readonly mp4: Mp4;
  readonly output: string;
  readonly listing: FrameListing;
  readonly configuration: Buffer | null;
  readonly slices: Slices | null;
  readonly signal?: AbortSignal;
}

/**
 * Finds the groups of pictures that are the source's own bytes, with the source's parameter sets, in its order and at
 * its times, and that no mask touches; lays out all other groups of each side, one after the other, as `left.h264` and
 * `right.h264`. Null where the two cannot be put side by side like that: then all of both is decoded.
 */
export async function sortOut(request: Request): Promise<Comparison | null> {
  const { folder, pair, plan, mp4, output, slices } = request;
  const track = mp4.tracks.find((one) => one.handler === 'vide');
  // Daylight's releases have no edit list of the picture: with one, what a player shows is what is compared.
  if (!track || track.edits.length > 0) return null;
  const sets = parameterSets(track.configuration);
  if (!sets || !mayHoldCopies(request.configuration, sets)) return null;
  const source = await codedSource(request);
  if (track.sizes.length !== source?.sizes.length) return null;
  const groups = groupsOf(source);
  if (!groups || !slices || !areNumbered(sets)) return null;
  const release: CodedPictures = { path: output, offsets: track.offsets, sizes: track.sizes, ...sets };
  const same = samePictures(source, release);
  const times = releaseTimes(request.listing, pair.source.media);
  const own = setsOf(source, sets);
  const isMasked = ({ from, to }: FrameRun): boolean =>
    range(from, to).some((i) => plan.video.some((one) => isActive(one, i)));
  const isCopied = ({ from, to }: FrameRun): boolean =>
    range(from, to).every((i) => same[i] && own.has(source.ppsIds[i] ?? -1)) &&
    hasOrderOf(source, { track, times, from, to });
  const other = groups.filter((group) => isMasked(group) || !isCopied(group));
  const pictures =
    other.length === groups.length
      ? []
      : other.flatMap(({ from, to }) => range(from, to).filter((i) => !same[i] && own.has(slices.ppsIds[i] ?? -1)));
  const claimed = pictures.map((picture) => frameOf(track, picture));
  const runs = joined(other);
  const idr = new Set(slices.idr);
  if (!runs.every((run) => idr.has(run.from) && isInOrder(track, run)))
    return { runs: null, copied: 0, claimed, notSingle: [] };
  await writeBareStream(source, runs, folder.workPath('left.h264'));
  await writeBareStream(release, runs, folder.workPath('right.h264'));
  const copied = source.sizes.length - runs.reduce((sum, { from, to }) => sum + to - from, 0);
  const notSingle = runs.flatMap(({ from, to }) => range(from, to).filter((i) => slices.begun[i] !== 1));
  return { runs, copied, claimed, notSingle };
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

async function codedSource(request: Request): Promise<CodedSource | null> {
  const { folder, pair, signal } = request;
  const { media, name } = pair.source;
  if (whyNeverCopied(media) !== null) return null;
  try {
    const inPlace = await codedInPlace(request);
    if (inPlace) return inPlace;
    await runFfmpeg(folder, copyCommand(media, name, folder.workName('source.mp4')), signal ? { signal } : {});
    return await readCodedSource(folder.workPath('source.mp4'));
  } catch (error) {
    if (error instanceof NotCopyable || (error instanceof FfmpegFailed && signal?.aborted !== true)) return null;
    throw error;
  }
}

/** What the source's own index says, as the renderer reads it; only where ffmpeg, which is asked besides, reads the same. */
async function codedInPlace({ folder, pair: { source }, signal }: Request): Promise<CodedSource | null> {
  const { media, name, path } = source;
  const plain = media.container === 'mov' ? await plainPicture(path) : null;
  if (!plain) return null;
  const command = listCodedCommand(media, name, folder.workName('pictures.txt'));
  await runFfmpeg(folder, command, signal ? { signal } : {});
  return (await isAsListed(path, plain, folder.workPath('pictures.txt'))) ? readCodedInPlace(path, plain) : null;
}

/**
 * Without one of the source's sequence parameter sets, as its index lists them, no picture of the release can be the
 * source's own, and nothing has to be taken out of the source to see that. Where the index is not plain, ffmpeg looks.
 */
function mayHoldCopies(configuration: Buffer | null, { sps }: Sets): boolean {
  const own = configuration && parameterSets(configuration);
  return !own || own.sps.some((set) => sps.some((one) => one.equals(set)));
}

/** The number of the frame that a coded picture is: how many are shown before it. */
const frameOf = ({ pts }: Mp4Track, picture: number): number =>
  pts.reduce((before, time) => before + (time < (pts[picture] ?? 0) ? 1 : 0), 0);

interface Sets {
  readonly sps: readonly Buffer[];
  readonly pps: readonly Buffer[];
}

/** Slices name their parameter sets by number: no number may be used twice. */
const areNumbered = ({ sps, pps }: Sets): boolean => areUnique(sps, spsId) && areUnique(pps, ppsId);

/** Numbers under which the release holds the source's own picture parameter sets, with the sequence's. */
function setsOf(source: CodedSource, { sps, pps }: Sets): Set<number> {
  const holds = (sets: readonly Buffer[], set: Buffer): boolean => sets.some((one) => one.equals(set));
  if (!source.sps.every((set) => holds(sps, set))) return new Set();
  return new Set(source.pps.filter((set) => holds(pps, set)).map(ppsId));
}

function areUnique(sets: readonly Buffer[], idOf: (set: Buffer) => number): boolean {
  try {
    return new Set(sets.map(idOf)).size === sets.length;
  } catch (error) {
    if (error instanceof RangeError) return false; // a set that cannot be read
    throw error;
  }
}

/** Picture by picture: whether the release holds the source's bytes. */
function samePictures(source: CodedPictures, release: CodedPictures): boolean[] {
  const [left, right] = [new PictureReader(source), new PictureReader(release)];
  try {
    return source.sizes.map((size, i) => size === release.sizes[i] && left.read(i).equals(right.read(i)));
  } finally {
    left.close();
    right.close();
  }
}

/** Whether each picture of a group is shown exactly when the source shows it, not only some picture at that time. */
function hasOrderOf(
  source: CodedSource,
  { track, times, from, to }: FrameRun & { track: Mp4Track; times: { timescale: number; pts: readonly number[] } },
): boolean {
  const order = range(from, to).sort((a, b) => (source.pts[a] ?? 0) - (source.pts[b] ?? 0));
  const zero = Math.max(track.edits[0]?.mediaTime ?? 0, 0);
  return order.every((picture, rank) => {
    const [is, wanted] = [(track.pts[picture] ?? 0) - zero, times.pts[from + rank] ?? 0];
    return BigInt(is) * BigInt(times.timescale) === BigInt(wanted) * BigInt(track.timescale);
  });
}

/** An encoded run is shown in the order in which it is decoded: so its bare stream tells which frame is which. */
const isInOrder = ({ pts }: Mp4Track, { from, to }: FrameRun): boolean =>
  range(from + 1, to).every((i) => (pts[i] ?? 0) > (pts[i - 1] ?? 0));

function joined(groups: readonly FrameRun[]): FrameRun[] {
  const found: FrameRun[] = [];
  for (const group of groups) {
    const last = found.at(-1);
    if (last?.to === group.from) found[found.length - 1] = { from: last.from, to: group.to };
    else found.push(group);
  }
  return found;
}
