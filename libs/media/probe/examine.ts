import { open } from 'node:fs/promises';
import { type Container } from '../formats';
import { hardenedInput } from '../plan/hardened-input';
import { indexCommand } from '../plan/decode.plan';
import type { MediaBench } from '../run/bench';
import type { JobFolder } from '../run/job-folder';
import { FfmpegFailed, runFfmpeg } from '../run/run-ffmpeg';
import { ffprobeJson } from '../run/run-ffprobe';
import { sniff, SNIFF_BYTES } from '../sniff';
import { ENCRYPTED, isEncrypted } from './encrypted';
import { type FrameIndex, type MediaFacts, type Quarantine, seconds } from './facts';
import { readFrameListing } from './frame-listing';
import { decodedRules, headerRules, type IntakeRule } from './intake.rules';
import { listPackets } from './packets';
import { parseFfprobe } from './parse-ffprobe';
import { refusalIn, UNREADABLE } from './refusals';

/** What intake finds out about a file. The bytes are kept in either case; only an accepted file is ever processed. */
export type Examination =
  | ({ readonly verdict: 'quarantined' } & Quarantine)
  | {
      readonly verdict: 'accepted';
      readonly media: MediaFacts;
      readonly index: FrameIndex;
      readonly hiddenFrames: number;
    };

/** A file of footage lent to a job, with what its header says. */
export interface Footage {
  /** How programs in the folder name it. */
  readonly name: string;
  readonly media: MediaFacts;
}

/**
 * Examines a file as intake does: its first bytes, its header, then one full decode, because neither ffprobe's
 * durations nor ffmpeg's exit code tell a whole file from a cut one (design, media § 7).
 */
export async function examine(bench: MediaBench, path: string, signal?: AbortSignal): Promise<Examination> {
  return bench.job(async (folder) => {
    const footage = await openFootage(bench, folder, path);
    if ('code' in footage) return { verdict: 'quarantined', ...footage };
    const decoded = await indexFrames(bench, folder, footage, signal);
    if ('code' in decoded) return { verdict: 'quarantined', ...decoded };
    return { verdict: 'accepted', media: footage.media, ...decoded };
  });
}

/** Lends a file to the job and reads its header; or says why it is not to be opened. */
export async function openFootage(
  bench: MediaBench,
  folder: JobFolder,
  path: string,
  name = 'source',
): Promise<Footage | Quarantine> {
  const sniffed = sniff(await headOf(path));
  if (sniffed.container === null) return { code: sniffed.code, says: sniffed.says };
  if (sniffed.container === 'mov' && (await isEncrypted(path))) return ENCRYPTED;
  const lent = await folder.lend(name, path);
  const media = await readHeader(bench, folder, sniffed.container, lent);
  if ('code' in media) return media;
  return firstBroken(headerRules, { media }) ?? { name: lent, media };
}

async function readHeader(
  bench: MediaBench,
  folder: JobFolder,
  container: Container,
  source: string,
): Promise<MediaFacts | Quarantine> {
  try {
    const options = ['-v', 'error', ...hardenedInput(container), '-show_streams', '-show_format', source];
    return parseFfprobe(await ffprobeJson(bench, folder, options), container);
  } catch (error) {
    if (!(error instanceof FfmpegFailed)) throw error;
    return refusalIn(error.messages) ?? UNREADABLE;
  }
}

async function indexFrames(
  bench: MediaBench,
  folder: JobFolder,
  footage: Footage,
  signal: AbortSignal | undefined,
): Promise<{ index: FrameIndex; hiddenFrames: number } | Quarantine> {
  const { media, name } = footage;
  const packets = await listPackets(bench, folder, { container: media.container, name }, media.video.index);
  let decodeFaults = 0;
  try {
    const command = indexCommand(media, name, folder.workName('frames.txt'));
    await runFfmpeg(folder, command, { onMessage: () => decodeFaults++, ...(signal && { signal }) });
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof FfmpegFailed)) throw error;
    decodeFaults++;
  }
  const listing = await readFrameListing(folder.workPath('frames.txt')).catch(() => null);
  const pts = listing?.pts ?? [];
  const index: FrameIndex = {
    timeBase: media.video.timeBase,
    pts,
    lastDuration: listing?.lastDuration ?? 1,
    keyframes: framesAt(packets.keyPts, pts),
  };
  const broken = firstBroken(decodedRules, {
    media,
    frames: pts.length,
    packets: packets.count,
    shownPackets: packets.count - packets.hidden,
    duration: durationOf(index),
    decodeFaults,
  });
  return broken ?? { index, hiddenFrames: packets.hidden };
}

/** Seconds from the first frame's start to the last frame's end. */
export const durationOf = (index: FrameIndex): number =>
  index.pts.length === 0
    ? 0
    : seconds((index.pts.at(-1) ?? 0) + index.lastDuration - (index.pts[0] ?? 0), index.timeBase);

function framesAt(times: readonly number[], pts: readonly number[]): number[] {
  const numbers = new Map(pts.map((time, frame) => [time, frame]));
  return times.map((time) => numbers.get(time)).filter((frame) => frame !== undefined);
}

function firstBroken<Facts>(rules: readonly IntakeRule<Facts>[], facts: Facts): Quarantine | null {
  const broken = rules.find((rule) => !rule.holds(facts));
  return broken ? { code: broken.code, says: broken.otherwise(facts) } : null;
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SNIFF_BYTES), 0, SNIFF_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
