import { copyFile } from 'node:fs/promises';
import { AppError } from '@app/kernel';
import { CELL, type CellRows, coverOf, type RedactionPlan } from '@app/redactions/domain';
import type { FrameSize } from './paint';
import { workingSize } from './plan/decode.plan';
import { maskFilmCommand } from './plan/mask.plan';
import { openFootage } from './probe/examine';
import { holdAgainstClip } from './probe/hold-against-clip';
import { pictureOf } from './render-part';
import type { MediaBench } from './run/bench';
import { FrameFeed } from './run/frame-feed';
import { runFfmpeg, together } from './run/run-ffmpeg';

interface MaskFilmRequest {
  readonly source: string;
  readonly plan: RedactionPlan;
  /** Intake states damage of the source: its frames are those that decode. */
  readonly damaged?: boolean;
  readonly output: string;
  readonly signal?: AbortSignal;
}

/**
 * Writes the masks of a plan as a film without loss: for each frame of the clip, as stored, one that is white where the
 * plan hides something and black elsewhere. With it anybody can repeat a render with ffmpeg alone
 * (docs/repeat-a-render.md). Returns the number of frames.
 */
export async function makeMaskFilm(bench: MediaBench, request: MaskFilmRequest): Promise<number> {
  return bench.job(async (folder) => {
    const footage = await openFootage(bench, folder, request.source, { damaged: request.damaged });
    if ('code' in footage) throw new AppError('invalid-input', footage.says, { with: { reason: footage.code } });
    const { listing } = await holdAgainstClip(bench, folder, footage, request.plan);
    const size = workingSize(footage.media);
    const picture = pictureOf(footage.media);
    const feed = new FrameFeed();
    const frame = Buffer.alloc(size.width * size.height);
    await together(request.signal, [
      async () => {
        for (let number = 0; number < listing.pts.length; number++) {
          frame.fill(0);
          for (const track of request.plan.video) whiten(frame, coverOf(track, number, picture), size);
          await feed.write(frame);
        }
        await feed.finish();
      },
      (signal) =>
        runFfmpeg(folder, maskFilmCommand(footage.media, folder.workName('masks.mkv')), {
          stdin: feed,
          signal,
        }).finally(() => feed.destroy()),
    ]);
    await copyFile(folder.workPath('masks.mkv'), request.output);
    return listing.pts.length;
  });
}

function whiten(frame: Buffer, cells: CellRows | null, { width }: FrameSize): void {
  cells?.rows.forEach((spans, i) => {
    for (let line = (cells.top + i) * CELL; line < (cells.top + i + 1) * CELL; line++)
      for (const [from, to] of spans) frame.fill(255, line * width + from * CELL, line * width + to * CELL);
  });
}
