import { isActive, type RedactionPlan } from '@app/redactions/domain';
import { type CodedFrames, readAnnexB } from './mp4/annex-b';
import { writeBareStream } from './mp4/bare-stream';
import { type CodedSource, NotCopyable, readCodedSource } from './mp4/coded-source';
import type { VideoTrackSpec } from './mp4/film';
import { freeId } from './mp4/parameter-sets';
import { copyCommand, runFramesCommand } from './plan/copy.plan';
import { encodeCommand } from './plan/encode.plan';
import { planRuns, type Run } from './plan/runs.plan';
import type { Footage } from './probe/examine';
import type { MediaFacts } from './probe/facts';
import type { JobFolder } from './run/job-folder';
import type { CommandLog, FfmpegCommandLine } from './run/command';
import { runFfmpeg } from './run/run-ffmpeg';

/** What is needed to copy most of a picture and encode the rest. */
export interface SmartRequest {
  readonly footage: Footage;
  readonly plan: RedactionPlan;
  /** Presentation times of the source in ticks of the release, ascending. */
  readonly pts: readonly number[];
  /** Runs both commands with the masks painted between them; the first frame is number `first` of the plan. */
  readonly paintBetween: (decode: FfmpegCommandLine, encode: FfmpegCommandLine, first: number) => Promise<void>;
  /** For the receipt. */
  readonly commands: CommandLog;
  readonly signal: AbortSignal;
}

/** The part of a picture track that smart rendering makes: samples, parameter sets, times, and what was encoded. */
export type SmartPicture = Pick<VideoTrackSpec, 'samples' | 'sps' | 'pps' | 'pts' | 'keyframes'> & {
  readonly encodedFrames: number;
};

/** Why this source’s pictures are never copied; null when they may be. */
export function whyNeverCopied({ container, video }: MediaFacts): string | null {
  if (video.codec !== 'h264') return `the source is ${video.codec}, not H.264`;
  if (container === 'avi') return 'AVI does not say in which order pictures are shown';
  if (video.interlaced) return 'the source is interlaced';
  if (!['yuv420p', 'yuvj420p'].includes(video.pixelFormat))
    return `the source is ${video.pixelFormat}, not 8-bit 4:2:0`;
  if (video.width % 2 !== 0 || video.height % 2 !== 0) return 'the picture has an odd size';
  return null;
}

/**
 * Copies every closed group of pictures that no mask touches, byte for byte less what is not a slice, and encodes the
 * others. Throws NotCopyable, with the reason, where that cannot be shown to be safe.
 */
export async function smartPicture(folder: JobFolder, request: SmartRequest): Promise<SmartPicture> {
  const { media, name } = request.footage;
  const never = whyNeverCopied(media);
  if (never !== null) throw new NotCopyable(never);
  const copy = copyCommand(media, name, folder.workName('coded.mp4'));
  request.commands.note(copy);
  await runFfmpeg(folder, copy, { signal: request.signal });
  const coded = await readCodedSource(folder.workPath('coded.mp4'));
  assertSameTimes(coded.pts, request.pts);
  const isMasked = (frame: number): boolean => request.plan.video.some((track) => isActive(track, frame));
  const runs = planRuns(coded, isMasked);
  if (!runs) throw new NotCopyable('the source has open groups of pictures, which depend on one another');
  const id = freeId(coded.sps, coded.pps);
  if (id === null) throw new NotCopyable('the source uses every number for its parameter sets');
  const film = new Film(coded);
  for (const run of runs) {
    if (run.encode) film.addEncoded(run, await encode(folder, request, coded, run, id));
    else film.addCopied(run);
  }
  return film.result(request.pts, ranks(coded.pts));
}

/** The container's own times must tell the same story before and after the pictures were taken out of it. */
function assertSameTimes(coded: readonly number[], shown: readonly number[]): void {
  const sorted = [...coded].sort((a, b) => a - b);
  const differs = sorted.some((time, i) => time - (sorted[0] ?? 0) !== (shown[i] ?? NaN) - (shown[0] ?? 0));
  if (sorted.length !== shown.length || differs) throw new NotCopyable('the source’s times could not be carried over');
}

/** For each picture in decoding order, which frame it is. */
function ranks(pts: readonly number[]): number[] {
  const order = pts.map((_, i) => i).sort((a, b) => (pts[a] ?? 0) - (pts[b] ?? 0));
  const found = new Array<number>(pts.length);
  order.forEach((picture, rank) => (found[picture] = rank));
  return found;
}

async function encode(
  folder: JobFolder,
  request: SmartRequest,
  coded: CodedSource,
  run: Run,
  id: number,
): Promise<CodedFrames & { path: string }> {
  const [source, target] = [`run-${run.from}.h264`, `encoded-${run.from}.h264`];
  await writeBareStream(coded, run, folder.workPath(source));
  const { media } = request.footage;
  const decode = runFramesCommand(media, folder.workName(source));
  const encoder = encodeCommand(media, folder.workName(target), id);
  await request.paintBetween(decode, encoder, run.from);
  const path = folder.workPath(target);
  const frames = await readAnnexB(path);
  if (frames.offsets.length !== run.to - run.from)
    throw new NotCopyable(`of ${run.to - run.from} pictures, ${frames.offsets.length} could be decoded alone`);
  return { ...frames, path };
}

/** Collects samples in decoding order from the copy and from the encoded runs. */
class Film {
  private readonly files: { path: string; prefix: 0 | 4 }[];
  private readonly file: number[] = [];
  private readonly offsets: number[] = [];
  private readonly sizes: number[] = [];
  private readonly keyframes: number[] = [];
  private sets: { sps: Buffer; pps: Buffer } | null = null;
  private encoded = 0;

  constructor(private readonly coded: CodedSource) {
    this.files = [{ path: coded.path, prefix: 0 }];
  }

  addCopied({ from, to }: Run): void {
    this.keyframes.push(...this.coded.idr.filter((picture) => picture >= from && picture < to));
    for (let i = from; i < to; i++) this.add(0, this.coded.offsets[i] ?? 0, this.coded.sizes[i] ?? 0);
  }

  addEncoded({ from }: Run, frames: CodedFrames & { path: string }): void {
    if (this.sets && !(this.sets.sps.equals(frames.sps) && this.sets.pps.equals(frames.pps)))
      throw new Error('two runs were encoded with different parameters');
    this.sets = frames;
    this.files.push({ path: frames.path, prefix: 4 });
    this.keyframes.push(...frames.keyframes.map((frame) => from + frame));
    frames.offsets.forEach((offset, i) => this.add(this.files.length - 1, offset, frames.sizes[i] ?? 0));
    this.encoded += frames.offsets.length;
  }

  /** `shown` are the frames' times; `ranks` say which frame each picture of the source is. */
  result(shown: readonly number[], ranks: readonly number[]): SmartPicture {
    const { sps, pps } = this.coded;
    // An encoded run has no B-frames: its pictures are decoded in the order in which they are shown.
    const frameOf = (picture: number): number => (this.file[picture] === 0 ? (ranks[picture] ?? 0) : picture);
    return {
      samples: { files: this.files, file: this.file, offsets: this.offsets, sizes: this.sizes },
      sps: this.sets ? [...sps, this.sets.sps] : sps,
      pps: this.sets ? [...pps, this.sets.pps] : pps,
      pts: this.file.map((_, picture) => shown[frameOf(picture)] ?? 0),
      keyframes: this.keyframes,
      encodedFrames: this.encoded,
    };
  }

  private add(file: number, offset: number, size: number): void {
    this.file.push(file);
    this.offsets.push(offset);
    this.sizes.push(size);
  }
}
