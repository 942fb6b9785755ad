import { open, stat } from 'node:fs/promises';
import { type Container } from '../formats';
import { hardenedInput } from '../plan/hardened-input';
import type { MediaBench } from '../run/bench';
import type { JobFolder } from '../run/job-folder';
import { examinationLimits } from '../run/limits';
import { FfmpegFailed } from '../run/run-ffmpeg';
import { ffprobeJson } from '../run/run-ffprobe';
import { sniff, SNIFF_BYTES } from '../sniff';
import type { Damage } from './damage';
import { ENCRYPTED, isEncrypted } from './encrypted';
import type { Footage, FrameIndex, MediaFacts, Quarantine } from './facts';
import { indexFrames } from './index-frames';
import { firstBroken, headerRules } from './intake.rules';
import { parseFfprobe } from './parse-ffprobe';
import { refusalIn, STOPPED, UNREADABLE } from './refusals';

/** What intake finds out about a file. The bytes are kept in either case; only an accepted file is ever processed. */
export type Examination =
  | ({ readonly verdict: 'quarantined' } & Quarantine)
  | {
      readonly verdict: 'accepted';
      readonly media: MediaFacts;
      readonly index: FrameIndex;
      readonly hiddenFrames: number;
      /** What of it is not as it was recorded, span by span; empty for a recording that is whole. */
      readonly damage: readonly Damage[];
    };

/**
 * Examines a file as intake does: its first bytes, its header, then one full decode, because neither ffprobe's
 * durations nor ffmpeg's exit code tell a whole file from a cut one (design, media § 7). What can be read of a damaged
 * file is accepted, with the damage stated.
 */
export async function examine(bench: MediaBench, path: string, signal?: AbortSignal): Promise<Examination> {
  const { size } = await stat(path);
  return bench.job(async (folder) => {
    await folder.limit(examinationLimits(size));
    const footage = await openFootage(bench, folder, path);
    if ('code' in footage) return { verdict: 'quarantined', ...footage };
    const decoded = await indexFrames(bench, folder, footage, signal);
    if ('code' in decoded) return { verdict: 'quarantined', ...decoded };
    // What the file says of itself goes into no record: it is anybody's words.
    return { verdict: 'accepted', ...decoded, media: { ...decoded.media, texts: [] } };
  });
}

/** Lends a file to the job and reads its header; or says why it is not to be opened. `damaged`: as intake states. */
export async function openFootage(
  bench: MediaBench,
  folder: JobFolder,
  path: string,
  { name = 'source', damaged = false }: { readonly name?: string; readonly damaged?: boolean | undefined } = {},
): Promise<Footage | Quarantine> {
  const sniffed = sniff(await headOf(path));
  if (sniffed.container === null) return { code: sniffed.code, says: sniffed.says };
  if (sniffed.container === 'mov' && (await isEncrypted(path))) return ENCRYPTED;
  const lent = await folder.lend(name, path);
  const media = await readHeader(bench, folder, sniffed.container, lent);
  if ('code' in media) return media;
  return firstBroken(headerRules, { media }) ?? { name: lent, media: { ...media, damaged }, path };
}

async function readHeader(
  bench: MediaBench,
  folder: JobFolder,
  container: Container,
  source: string,
): Promise<MediaFacts | Quarantine> {
  try {
    // Chapters are never released; they are asked for because a header that says too much is refused.
    const options = [
      '-v',
      'error',
      ...hardenedInput(container),
      '-show_streams',
      '-show_format',
      '-show_chapters',
      source,
    ];
    return parseFfprobe(await ffprobeJson(bench, folder, options), container);
  } catch (error) {
    if (!(error instanceof FfmpegFailed)) throw error;
    return refusalIn(error.messages) ?? (error.stopped ? STOPPED : UNREADABLE);
  }
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
