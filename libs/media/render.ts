import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { AppError, must } from '@app/kernel';
import type { RedactionPlan } from '@app/redactions/domain';
import { writeMp4 } from './mp4/write-mp4';
import { openFootage } from './probe/examine';
import { holdAgainstClip } from './probe/hold-against-clip';
import { type RenderedPicture, type RenderMode, renderPicture } from './render-picture';
import { audioTrack, encodeSound } from './render-sound';
import type { MediaBench } from './run/bench';
import { CommandLog } from './run/command';
import type { JobFolder } from './run/job-folder';
import { together } from './run/run-ffmpeg';

export interface RenderRequest {
  readonly source: string;
  readonly plan: RedactionPlan;
  readonly mode: RenderMode;
  /** Why it is `full`, for the receipt, when nobody asked for that. */
  readonly because?: string;
  /** Intake states damage of the source: then nothing is copied, and its frames are those that decode. */
  readonly damaged?: boolean;
  /** Where the release goes; must not exist yet. */
  readonly output: string;
  readonly signal?: AbortSignal;
  /** Told how many frames are done, now and then. */
  readonly onProgress?: (frames: number) => void;
}

/** What was done, in enough detail to do it again. Goes with the release and into the ledger. */
export interface RenderReceipt {
  readonly version: 1;
  /** `smart`: what no mask touches was copied byte for byte. */
  readonly mode: 'smart' | 'full';
  /** Why nothing was copied; null when it was. */
  readonly reason: string | null;
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

/** Damaged pictures are decoded and encoded: what a player makes of them would be its own affair. */
const IN_FULL = { mode: 'full', because: 'Nothing was copied: the source is damaged.' } as const;

/**
 * Draws the plan's masks on every frame, replaces the sound it mutes, and writes a release that carries nothing else
 * of its source: no metadata, no further track, no hidden frame. The result still has to be verified.
 */
export async function render(bench: MediaBench, asked: RenderRequest): Promise<RenderReceipt> {
  const began = Date.now();
  const request = asked.damaged === true && asked.mode === 'auto' ? { ...asked, ...IN_FULL } : asked;
  const { picture, commands } = await bench.job((folder) => produce(bench, folder, request));
  const { track, encodedFrames, reason } = picture;
  const [source, output] = [await digest(request.source), await digest(request.output)];
  return {
    version: 1,
    mode: reason === null ? 'smart' : 'full',
    reason,
    frames: track.pts.length,
    reencodedFrames: encodedFrames,
    duration: durationOf(track),
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

/** Seconds from the first frame shown to the end of the last. */
function durationOf({ pts, lastDuration, timescale }: RenderedPicture['track']): number {
  const [first, last] = pts.reduce(([low, high], time) => [Math.min(low, time), Math.max(high, time)], [Infinity, 0]);
  return (last + lastDuration - first) / timescale;
}

async function produce(
  bench: MediaBench,
  folder: JobFolder,
  request: RenderRequest,
): Promise<{ picture: RenderedPicture; commands: string[][] }> {
  const footage = await openFootage(bench, folder, request.source, { damaged: request.damaged });
  if ('code' in footage) throw new AppError('invalid-input', footage.says, { with: { reason: footage.code } });
  const { end, listing } = await holdAgainstClip(bench, folder, footage, request.plan);
  const commands = new CommandLog();
  const hasSound = footage.media.audio.length > 0;
  let picture: RenderedPicture | null = null;
  await together(request.signal, [
    async (signal) => {
      picture = await renderPicture(folder, { ...request, footage, listing, commands, signal });
    },
    ...(hasSound
      ? [(signal: AbortSignal) => encodeSound(folder, { footage, plan: request.plan, end, commands, signal })]
      : []),
  ]);
  const rendered = must<RenderedPicture>(picture, 'a rendered picture');
  const audio = hasSound ? await audioTrack(folder, footage.media, end) : null;
  await writeMp4(request.output, { video: rendered.track, audio });
  return { picture: rendered, commands: commands.list };
}

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
