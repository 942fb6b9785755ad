import { rm } from 'node:fs/promises';
import { setImmediate as breath } from 'node:timers/promises';
import { AppError } from '@app/kernel';
import {
  graySize,
  type GraySize,
  grayFramesByNumber,
  grayFramesByTime,
  type Stretch,
  stretchesBackwards,
  stretchesForwards,
} from '../plan/gray-frames.plan';
import { openFootage } from '../probe/examine';
import type { Footage, FrameIndex } from '../probe/facts';
import { readFrameListing, usualStep } from '../probe/frame-listing';
import { listPackets } from '../probe/packets';
import type { MediaBench } from '../run/bench';
import { decodeFrames, FrameCutShort } from '../run/decode-frames';
import type { JobFolder } from '../run/job-folder';
import { FfmpegFailed } from '../run/run-ffmpeg';

/** Takes the luma of a frame; false when no more are wanted. The bytes are good until it returns. */
type OnFrame = (frame: number, luma: Uint8Array) => boolean;

/** Frames between two chances to stop. */
const FORWARDS = 600;
/** Bytes of frames held to be gone through from their end. */
const BACKWARDS = 64 << 20;

/** ffmpeg gave other frames than it was asked for. */
export class OtherFrames extends Error {}

const LISTING = 'frames.txt';

/** Small gray pictures of a clip's frames, each under the number that a plan knows it by, forwards or backwards. */
export class FrameSource {
  /** Whether this clip can be jumped in: found out once. */
  private jumps = true;

  private constructor(
    private readonly folder: JobFolder,
    private readonly footage: Footage,
    readonly index: FrameIndex,
    private readonly signal: AbortSignal | undefined,
  ) {}

  static async open(bench: MediaBench, folder: JobFolder, path: string, signal?: AbortSignal): Promise<FrameSource> {
    const footage = await openFootage(bench, folder, path);
    if ('code' in footage) throw new AppError('invalid-input', footage.says, { with: { reason: footage.code } });
    return new FrameSource(folder, footage, await indexOf(bench, folder, footage), signal);
  }

  get media(): Footage['media'] {
    return this.footage.media;
  }

  get size(): GraySize {
    return graySize(this.media);
  }

  /** From the frame `from` up to `to`, until `onFrame` has had enough. */
  async forwards(from: number, to: number, onFrame: OnFrame): Promise<void> {
    for (const stretch of stretchesForwards(this.numbered, { from, to }, FORWARDS)) {
      const wanted = { more: true };
      await this.stretch(stretch, (frame, luma) => {
        wanted.more = wanted.more && onFrame(frame, luma);
      });
      if (!wanted.more) return;
    }
  }

  /** From the frame before `to` down to `from`. A bounded number of frames is held in memory, however long the clip. */
  async backwards(from: number, to: number, onFrame: OnFrame): Promise<void> {
    const { width, height } = this.size;
    const most = Math.max(Math.floor(BACKWARDS / (width * height)), 1);
    for (const stretch of stretchesBackwards(this.numbered, { from, to }, most)) {
      const held: Uint8Array[] = [];
      await this.stretch(stretch, (frame, luma) => void (held[frame - stretch.from] = Uint8Array.from(luma)));
      for (let frame = stretch.to - 1; frame >= stretch.from; frame--) {
        const luma = held[frame - stretch.from];
        if (luma && !onFrame(frame, luma)) return;
        await breath(); // else nothing else of this process would run for seconds, a stop neither
        this.signal?.throwIfAborted();
      }
    }
  }

  /** Does without jumps from now on: slower, and right where a container's own index is not. */
  doWithoutJumps(): void {
    this.jumps = false;
  }

  private async stretch(stretch: Stretch, onFrame: (frame: number, luma: Uint8Array) => void): Promise<void> {
    const { width, height } = this.size;
    const { folder, footage, index, signal } = this;
    const listing = folder.workName(LISTING);
    await rm(folder.workPath(LISTING), { force: true });
    const request = { media: footage.media, source: footage.name, listing, stretch };
    const command = this.jumps ? grayFramesByTime(request, index) : grayFramesByNumber(request);
    const bytes = width * height;
    const buffers = [Buffer.allocUnsafe(bytes), Buffer.allocUnsafe(bytes)] as const;
    let frames = 0;
    try {
      await decodeFrames(folder, command, {
        buffers,
        onFrame: (luma, i) => {
          frames++;
          onFrame(stretch.from + i, luma);
        },
        ...(signal && { signal }),
      });
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof FfmpegFailed || error instanceof FrameCutShort)) throw error;
      throw this.other(error);
    }
    const { pts } = await readFrameListing(folder.workPath(LISTING));
    const wanted = index.pts.slice(stretch.from, stretch.to);
    const same = pts.length === wanted.length && (!this.jumps || pts.every((time, i) => time === wanted[i]));
    if (!same || frames !== wanted.length) throw this.other();
  }

  private other(cause?: Error): Error {
    if (this.jumps) return new OtherFrames('the container did not give the frames that were asked for', { cause });
    const says = 'Some frames of this clip cannot be decoded, so nothing can be followed through them. Draw by hand.';
    return new AppError('invalid-input', says, { cause });
  }

  private get numbered(): { keyframes: readonly number[]; frames: number } {
    return { keyframes: this.index.keyframes, frames: this.index.pts.length };
  }
}

/** Every frame's time, as the plan and the renderer number them; nothing is decoded for it. */
async function indexOf(bench: MediaBench, folder: JobFolder, footage: Footage): Promise<FrameIndex> {
  const packets = await listPackets(bench, folder, footage);
  const numbers = new Map(packets.pts.map((time, frame) => [time, frame]));
  return {
    timeBase: footage.media.video.timeBase,
    pts: packets.pts,
    lastDuration: packets.lastDuration > 1 ? packets.lastDuration : usualStep(packets.pts),
    keyframes: packets.keyPts.flatMap((time) => numbers.get(time) ?? []).sort((a, b) => a - b),
  };
}
