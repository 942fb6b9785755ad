import { copyFile } from 'node:fs/promises';
import { AppError } from '@app/kernel';
import type { RedactionPlan } from '@app/redactions/domain';
import { feedMasks } from './mask-frames';
import { maskFilmCommand } from './plan/mask.plan';
import { openFootage } from './probe/examine';
import { holdAgainstClip } from './probe/hold-against-clip';
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
 * Writes the masks of a plan as a film without loss: for each frame of the clip, as stored, one with a sample for each
 * cell of the picture that is white where the plan hides it and black elsewhere. With it anybody can repeat a render with
 * ffmpeg alone (docs/repeat-a-render.md). Returns the number of frames.
 */
export async function makeMaskFilm(bench: MediaBench, request: MaskFilmRequest): Promise<number> {
  return bench.job(async (folder) => {
    const footage = await openFootage(bench, folder, request.source, { damaged: request.damaged });
    if ('code' in footage) throw new AppError('invalid-input', footage.says, { with: { reason: footage.code } });
    const { listing } = await holdAgainstClip(bench, folder, footage, request.plan);
    const { media } = footage;
    const feed = new FrameFeed();
    const to = listing.pts.length;
    await together(request.signal, [
      () => feedMasks(feed, { media, plan: request.plan, from: 0, to }),
      (signal) =>
        runFfmpeg(folder, maskFilmCommand(media, folder.workName('masks.mkv')), { stdin: feed, signal }).finally(() =>
          feed.destroy(),
        ),
    ]);
    await copyFile(folder.workPath('masks.mkv'), request.output);
    return to;
  });
}
