import { join } from 'node:path';
import type { Handler, JobRun } from '@app/jobs';
import { must } from '@app/kernel';
import { makeDescribed, RenditionRefused } from '@app/media';
import { RedactionsService, type Rendition, type RenditionResult, RenditionsService } from '@app/redactions';
import { BUCKETS, type Buckets, contentKey } from '@app/storage';
import { Inject, Injectable } from '@nestjs/common';
import { MediaRoom } from '../media-room';

/** Puts described sound under the picture that is played in the page: the verified one, or its reduced-flash copy. */
@Injectable()
export class MakeDescribed {
  constructor(
    @Inject(RedactionsService) private readonly redactions: RedactionsService,
    @Inject(RenditionsService) private readonly renditions: RenditionsService,
    @Inject(BUCKETS) private readonly buckets: Buckets,
    @Inject(MediaRoom) private readonly room: MediaRoom,
  ) {}

  readonly handle: Handler<{ readonly renditionId: string }> = async ({ renditionId }, run) => {
    const rendition = await this.renditions.rendition(renditionId);
    if (rendition.state !== 'asked') return 'skipped';
    const result = await this.room.during((folder) => this.produce(rendition, folder, run));
    await this.renditions.recordDescribed(renditionId, result, run.fence);
    return 'done';
  };

  private async produce(rendition: Rendition, folder: string, run: JobRun): Promise<RenditionResult> {
    const rendering = await this.redactions.rendering(rendition.renderingId);
    const { all } = await this.renditions.known(rendering.id);
    const calm = all.find(({ role, state }) => role === 'video-reduced-flash' && state === 'made');
    const sha256 = must((calm ?? rendering).outputSha256, 'the hash of a verified picture');
    const output = join(folder, 'described.mp4');
    try {
      const receipt = await makeDescribed(this.room.bench, {
        source: { path: await this.local(sha256, folder), sha256 },
        sound: await this.local(must(rendition.soundSha256, 'the sound'), folder),
        plan: rendering.plan,
        output,
        signer: this.room.signer,
        signal: run.signal,
      });
      await this.redactions.keepOutput(output, receipt.outputSha256);
      const { sourceSha256, outputSha256, outputBytes } = receipt;
      return { state: 'made', sourceSha256, outputSha256, outputSize: outputBytes, receipt };
    } catch (error) {
      if (error instanceof RenditionRefused) return { state: 'refused', failure: error.message };
      throw error;
    }
  }

  private local(sha256: string, folder: string): Promise<string> {
    return this.buckets.working.localFile(contentKey(sha256), folder);
  }
}
