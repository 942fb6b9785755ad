import { clockStart, indexCommand, locateCommand } from '../plan/decode.plan';
import type { MediaBench } from '../run/bench';
import type { JobFolder } from '../run/job-folder';
import { FfmpegFailed, runFfmpeg } from '../run/run-ffmpeg';
import { type Damage, damageOf } from './damage';
import { type Footage, type FrameIndex, type MediaFacts, type Quarantine, seconds } from './facts';
import { type FrameListing, readFrameListing } from './frame-listing';
import { damageRules, decodedRules, firstBroken } from './intake.rules';
import { FaultFinder, type Faults, isFault } from './locate-faults';
import { listPackets, type PacketSummary } from './packets';
import { STOPPED, UNREADABLE, UNSTEADY } from './refusals';
import { type Shortfall, shortfallOf } from './shortfall';

interface Indexed {
  readonly media: MediaFacts;
  readonly index: FrameIndex;
  readonly hiddenFrames: number;
  readonly damage: readonly Damage[];
}

/**
 * Decodes a recording once and lists every frame that comes out. Where the decoder complained, or gave other frames
 * than the container lists, or the file is shorter than it says, it is decoded again to state where.
 */
export async function indexFrames(
  bench: MediaBench,
  folder: JobFolder,
  source: Footage,
  signal: AbortSignal | undefined,
): Promise<Indexed | Quarantine> {
  const { media, path } = source;
  try {
    const packets = await listPackets(bench, folder, source);
    const { listing, faults } = await decodeOnce(folder, source, signal);
    const index = indexOf(media, ascending(listing.pts), listing.lastDuration, packets);
    const facts = { frames: index.pts.length, duration: durationOf(index) };
    const broken = firstBroken(decodedRules, facts);
    if (broken) return broken;
    const short = await shortfallOf(path, media, { packets: packets.count, duration: facts.duration });
    const known = new Set(index.pts);
    const whole = index.pts.length === listing.pts.length && packets.pts.every((time) => known.has(time));
    const hiddenFrames = hiddenOf(media, packets, short);
    if (faults === 0 && !short && whole) return { media, index, hiddenFrames, damage: [] };
    const stated = await stateDamage(folder, source, { packets, index, short }, signal);
    return 'code' in stated ? stated : { ...stated, hiddenFrames };
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof FfmpegFailed)) throw error;
    return error.stopped || isOutOfMemory(error) ? STOPPED : UNREADABLE;
  }
}

/** Those that an edit list hides, and those of the table that it leaves out altogether. */
const hiddenOf = ({ container, video }: MediaFacts, packets: PacketSummary, short: Shortfall | null): number =>
  packets.hidden + (container === 'mov' && !short ? Math.max((video.promisedFrames ?? 0) - packets.count, 0) : 0);

/** The frames that can be shown one after the other: each later than all before it. */
function ascending(times: readonly number[]): number[] {
  let last = -Infinity;
  return times.filter((time) => time > last && ((last = time), true));
}

/** What comes out of the decoder, and how many faults it reports. */
export async function decodeOnce(
  folder: JobFolder,
  { media, name }: Pick<Footage, 'media' | 'name'>,
  signal: AbortSignal | undefined,
): Promise<{ listing: FrameListing; faults: number }> {
  let faults = 0;
  const onMessage = (line: string): void => {
    if (isFault(line)) faults++;
  };
  const command = indexCommand(media, name, folder.workName('index.txt'));
  const failed = await failures(runFfmpeg(folder, command, { onMessage, ...(signal && { signal }) }), signal);
  return { listing: await listingOf(folder, 'index.txt'), faults: faults + failed };
}

const listingOf = (folder: JobFolder, name: string): Promise<FrameListing> =>
  readFrameListing(folder.workPath(name)).catch(() => ({ timeBase: { num: 1, den: 1 }, pts: [], lastDuration: 1 }));

/** ffmpeg that gives up over a file has met a fault; ffmpeg that was stopped has not told all it would have. */
async function failures(run: Promise<void>, signal: AbortSignal | undefined): Promise<number> {
  try {
    await run;
    return 0;
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof FfmpegFailed) || error.stopped || isOutOfMemory(error)) throw error;
    return 1;
  }
}

const isOutOfMemory = ({ messages }: FfmpegFailed): boolean =>
  messages.some((line) => line.includes('Cannot allocate memory'));

/** Decodes once more, on one thread, and lays what the decoder said beside the frames that it gave. */
async function stateDamage(
  folder: JobFolder,
  source: Footage,
  first: { packets: PacketSummary; index: FrameIndex; short: Shortfall | null },
  signal: AbortSignal | undefined,
): Promise<Omit<Indexed, 'hiddenFrames'> | Quarantine> {
  const media = { ...source.media, damaged: true };
  const { packets, short } = first;
  const numbers = new Map(packets.order.pts.map((time, i) => [time, i]));
  const finder = new FaultFinder(media.video.index, (pts) => numbers.get(pts));
  const onMessage = (line: string): void => finder.take(line);
  const command = locateCommand(media, source.name, folder.workName('located.txt'));
  await failures(runFfmpeg(folder, command, { onMessage, ...(signal && { signal }) }), signal);
  const { pts, lastDuration } = await listingOf(folder, 'located.txt');
  if (pts.length !== first.index.pts.length || pts.some((time, i) => time !== first.index.pts[i])) return UNSTEADY;
  const index = indexOf(media, pts, lastDuration, packets);
  const damage = stated({ media, index, packets, found: finder.found, short });
  const broken = firstBroken(damageRules, { spans: damage.length });
  return broken ?? { media, index, damage };
}

function stated(facts: {
  media: MediaFacts;
  index: FrameIndex;
  packets: PacketSummary;
  found: Faults;
  short: Shortfall | null;
}): Damage[] {
  const { media, index, packets, found, short } = facts;
  const zero = clockStart(media);
  const secondsAt = (ticks: number): number => seconds(ticks, index.timeBase) - zero;
  const asked = {
    order: packets.order,
    frames: index.pts,
    secondsAt,
    end: secondsAt((index.pts.at(-1) ?? 0) + index.lastDuration),
    faulty: found.pictures,
    faultySound: found.sound.map(([from, to]): [number, number] => [from - zero, to - zero]),
    claimedEnd: media.claimedDuration === null ? 0 : media.startTime + media.claimedDuration - zero,
    tabled: media.container === 'mov',
    short,
  };
  const damage = damageOf(asked);
  // Something is amiss, and nothing says where: then nothing of it is vouched for.
  if (damage.length === 0) return damageOf({ ...asked, faulty: packets.order.pts.map((_, i) => i) });
  return damage;
}

const indexOf = (
  { video }: MediaFacts,
  pts: readonly number[],
  lastDuration: number,
  packets: PacketSummary,
): FrameIndex => ({ timeBase: video.timeBase, pts, lastDuration, keyframes: framesAt(packets.keyPts, pts) });

/** Seconds from the first frame's start to the last frame's end. */
export const durationOf = (index: FrameIndex): number =>
  index.pts.length === 0
    ? 0
    : seconds((index.pts.at(-1) ?? 0) + index.lastDuration - (index.pts[0] ?? 0), index.timeBase);

function framesAt(times: readonly number[], pts: readonly number[]): number[] {
  const numbers = new Map(pts.map((time, frame) => [time, frame]));
  return times.map((time) => numbers.get(time)).filter((frame) => frame !== undefined);
}
