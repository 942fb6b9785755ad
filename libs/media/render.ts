import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@app/kernel';
import { coverAt, mutedSamples, type Picture, type RedactionPlan } from '@app/redactions/domain';
import { readAdts } from './mp4/adts';
import { readAnnexB } from './mp4/annex-b';
import { AAC_FRAME, type AudioTrackSpec, inOneFile, type VideoTrackSpec } from './mp4/film';
import { writeMp4 } from './mp4/write-mp4';
import { frameBytes, muteSamples, paintCells } from './paint';
import {
  AUDIO_RATE,
  clockStart,
  framesCommand,
  samplesCommand,
  workingChannels,
  workingSize,
} from './plan/decode.plan';
import { encodeAudioCommand, encodeCommand } from './plan/encode.plan';
import { type Footage, openFootage } from './probe/examine';
import type { MediaFacts } from './probe/facts';
import { type FrameListing, readFrameListing } from './probe/frame-listing';
import { holdAgainstClip } from './probe/hold-against-clip';
import type { MediaBench } from './run/bench';
import { asTyped, type FfmpegCommandLine } from './run/command';
import { FramePainter } from './run/frames';
import type { JobFolder } from './run/job-folder';
import { runFfmpeg, together } from './run/run-ffmpeg';
import { SampleEditor } from './run/samples';

/** `auto` copies what no mask touches where that is provably safe; `full` encodes every frame again. */
export type RenderMode = 'auto' | 'full';

export interface RenderRequest {
  readonly source: string;
  readonly plan: RedactionPlan;
  readonly mode: RenderMode;
  /** Where the release goes; must not exist yet. */
  readonly output: string;
  readonly signal?: AbortSignal;
  /** Told how many frames are done, now and then. */
  readonly onProgress?: (frames: number) => void;
}

/** What was done, in enough detail to do it again. Goes with the release and into the ledger. */
export interface RenderReceipt {
  readonly version: 1;
  readonly mode: 'full';
  /** Why nothing was copied. */
  readonly reason: string;
  readonly frames: number;
  readonly reencodedFrames: number;
  /** Seconds of footage. */
  readonly duration: number;
  /** Seconds of wall time. */
  readonly seconds: number;
  readonly sourceSha256: string;
  readonly planSha256: string;
  readonly outputSha256: string;
  readonly outputBytes: number;
  readonly ffmpeg: string;
  readonly sandbox: string;
  readonly commands: readonly string[][];
}

/**
 * Draws the plan's masks on every frame, replaces the sound it mutes, and writes a release that carries nothing else
 * of its source: no metadata, no further track, no hidden frame. The result still has to be verified.
 */
export async function render(bench: MediaBench, request: RenderRequest): Promise<RenderReceipt> {
  const began = Date.now();
  const { film, commands } = await bench.job((folder) => produce(bench, folder, request));
  const [source, output] = [await digest(request.source), await digest(request.output)];
  return {
    version: 1,
    mode: 'full',
    reason: request.mode === 'full' ? 'A full encode was asked for.' : 'Every release is encoded in full for now.',
    frames: film.pts.length,
    reencodedFrames: film.pts.length,
    duration: ((film.pts.at(-1) ?? 0) + film.lastDuration - (film.pts[0] ?? 0)) / film.timescale,
    seconds: (Date.now() - began) / 1000,
    sourceSha256: source.sha256,
    planSha256: createHash('sha256').update(JSON.stringify(request.plan)).digest('hex'),
    outputSha256: output.sha256,
    outputBytes: output.size,
    ffmpeg: bench.tools.version,
    sandbox: bench.tools.sandbox,
    commands,
  };
}

async function produce(
  bench: MediaBench,
  folder: JobFolder,
  request: RenderRequest,
): Promise<{ film: VideoTrackSpec; commands: string[][] }> {
  const footage = await openFootage(bench, folder, request.source);
  if ('code' in footage) throw new AppError('invalid-input', footage.says, { with: { reason: footage.code } });
  const end = await holdAgainstClip(bench, folder, footage, request.plan);
  const commands: string[][] = [];
  const jobs = [(signal: AbortSignal) => encodePicture(folder, footage, request, commands, signal)];
  if (footage.media.audio.length > 0)
    jobs.push((signal) => encodeSound(folder, footage, request.plan, end, commands, signal));
  await together(request.signal, jobs);
  const video = await videoTrack(folder, footage.media);
  const audio = footage.media.audio.length > 0 ? await audioTrack(folder, footage.media, end) : null;
  await writeMp4(request.output, { video, audio });
  return { film: video, commands };
}

async function encodePicture(
  folder: JobFolder,
  { name, media }: Footage,
  { plan, onProgress }: RenderRequest,
  commands: string[][],
  signal: AbortSignal,
): Promise<void> {
  const size = workingSize(media);
  const picture = pictureOf(media);
  const painter = new FramePainter(frameBytes(size), (frame, index) => {
    const cells = coverAt(plan.video, index, picture);
    if (cells) paintCells(frame, cells, size);
    if (index % 25 === 0) onProgress?.(index);
  });
  const decode = framesCommand(media, name, folder.workName('frames.txt'));
  const encode = encodeCommand(media, folder.workName('video.h264'));
  note(commands, decode, encode);
  await together(signal, [
    (s) => runFfmpeg(folder, decode, { stdout: painter, signal: s }),
    (s) => runFfmpeg(folder, encode, { stdin: painter, signal: s }),
  ]);
}

async function encodeSound(
  folder: JobFolder,
  { name, media }: Footage,
  plan: RedactionPlan,
  end: number,
  commands: string[][],
  signal: AbortSignal,
): Promise<void> {
  const channels = workingChannels(media);
  const muted = mutedSamples(plan.audio, AUDIO_RATE);
  const editor = new SampleEditor(channels, end, (block) => muteSamples(block, muted, channels));
  const decode = samplesCommand(media, name);
  const encode = encodeAudioCommand(media, folder.workName('audio.aac'));
  note(commands, decode, encode);
  await together(signal, [
    (s) => runFfmpeg(folder, decode, { stdout: editor, signal: s }),
    (s) => runFfmpeg(folder, encode, { stdin: editor, signal: s }),
  ]);
}

async function videoTrack(folder: JobFolder, media: MediaFacts): Promise<VideoTrackSpec> {
  const listing = await readFrameListing(folder.workPath('frames.txt'));
  const path = folder.workPath('video.h264');
  const coded = await readAnnexB(path);
  if (coded.offsets.length !== listing.pts.length) {
    throw new Error(`${listing.pts.length} frames were decoded and ${coded.offsets.length} encoded`);
  }
  const { rotation, mirrored, sampleAspect } = media.video;
  return {
    samples: inOneFile({ path, prefix: 4 }, coded),
    ...workingSize(media),
    sampleAspect,
    rotation: rotation ?? 0,
    mirrored,
    sps: [coded.sps],
    pps: [coded.pps],
    ...releaseTimes(listing, media),
    keyframes: coded.keyframes,
  };
}

/** The source's own times in whole ticks, counted from the clip's zero. */
export function releaseTimes(
  listing: FrameListing,
  media: MediaFacts,
): { timescale: number; pts: number[]; lastDuration: number } {
  const { num, den } = listing.timeBase;
  const zero = Math.round((clockStart(media) * den) / num);
  return {
    timescale: den,
    pts: listing.pts.map((time) => (time - zero) * num),
    lastDuration: listing.lastDuration * num,
  };
}

/** The lead-in of ffmpeg's AAC encoder: one frame. */
const AAC_PRIMING = AAC_FRAME;

async function audioTrack(folder: JobFolder, media: MediaFacts, end: number): Promise<AudioTrackSpec | null> {
  const path = folder.workPath('audio.aac');
  const { config, offsets, sizes } = await readAdts(path);
  const length = Math.min(end, sizes.length * AAC_FRAME - AAC_PRIMING);
  return {
    samples: inOneFile({ path, prefix: 0 }, { offsets, sizes }),
    config,
    channels: workingChannels(media),
    rate: AUDIO_RATE,
    length,
    priming: AAC_PRIMING,
  };
}

/** The stored picture, to which a plan's fractions of the displayed one are turned. */
export const pictureOf = ({ video }: MediaFacts): Picture => ({
  width: video.width,
  height: video.height,
  rotation: video.rotation ?? 0,
  mirrored: video.mirrored,
});

const note = (commands: string[][], ...run: FfmpegCommandLine[]): void => void commands.push(...run.map(asTyped));

async function digest(path: string): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      hash.update(chunk);
      size += chunk.length;
    }
  });
  return { sha256: hash.digest('hex'), size };
}
