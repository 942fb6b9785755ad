import { join } from 'node:path';
import { Database } from '@app/database';
import { FootageService } from '@app/footage';
import type { Handler, JobRun } from '@app/jobs';
import { must } from '@app/kernel';
import { analyseFlashing, FLASH_METHOD, makeRendition, RenditionRefused } from '@app/media';
import { RedactionsService, type Rendering, type RenditionResult, RenditionsService } from '@app/redactions';
import { dueRenditions, type Flashing, type OwnRendition } from '@app/redactions/domain';
import { BUCKETS, type Buckets, contentKey } from '@app/storage';
import { Inject, Injectable } from '@nestjs/common';
import { MediaRoom } from '../media-room';

/**
 * Tells where a verified rendering flashes, and makes what then is due of it. Each step is recorded by itself: a run that
 * comes after a crash goes on behind the last one, and the same bytes are never looked at twice.
 */
@Injectable()
export class MakeRenditions {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(FootageService) private readonly footage: FootageService,
    @Inject(RedactionsService) private readonly redactions: RedactionsService,
    @Inject(RenditionsService) private readonly renditions: RenditionsService,
    @Inject(BUCKETS) private readonly buckets: Buckets,
    @Inject(MediaRoom) private readonly room: MediaRoom,
  ) {}

  readonly handle: Handler<{ readonly renderingId: string }> = async ({ renderingId }, run) => {
    const rendering = await this.redactions.rendering(renderingId);
    if (rendering.state !== 'verified') return 'skipped';
    await this.room.during(async (folder) => {
      const sha256 = must(rendering.outputSha256, 'the hash of a verified rendering');
      let fetched: Promise<string> | null = null;
      const fetch = (): Promise<string> => (fetched ??= this.buckets.working.localFile(contentKey(sha256), folder));
      const work = { rendering, sha256, fetch, folder, run };
      const flashing = await this.flashing(work);
      const { examination } = await this.database.read((tx) => this.footage.clip(rendering.clipId, tx));
      const { all } = await this.renditions.known(renderingId);
      for (const role of dueRenditions(must(examination, 'what intake found'), flashing))
        if (!all.some((one) => one.role === role)) await this.make(role, flashing, work);
    });
    return 'done';
  };

  private async flashing({ rendering, sha256, fetch, run }: Work): Promise<Flashing> {
    const { analysis } = await this.renditions.known(rendering.id);
    if (analysis) return analysis.flashing;
    const flashing =
      (await this.renditions.flashingOfBytes(sha256, FLASH_METHOD)) ??
      (await analyseFlashing(this.room.bench, {
        source: { path: await fetch(), sha256 },
        signal: run.signal,
      }));
    await this.renditions.recordFlashing(rendering, flashing, FLASH_METHOD, run.fence);
    return flashing;
  }

  private async make(role: OwnRendition, flashing: Flashing, work: Work): Promise<void> {
    const { version } = this.room.bench.tools;
    const result =
      (await this.renditions.madeOfBytes(work.sha256, role, version)) ?? (await this.produce(role, flashing, work));
    await this.renditions.record(work.rendering, role, result, work.run.fence);
  }

  private async produce(
    role: OwnRendition,
    flashing: Flashing,
    { sha256, fetch, folder, run }: Work,
  ): Promise<RenditionResult> {
    const output = join(folder, `${role}.mp4`);
    try {
      const { bench, signer } = this.room;
      const request = { role, source: { path: await fetch(), sha256 }, flashing, output, signer, signal: run.signal };
      const receipt = await makeRendition(bench, request);
      await this.redactions.keepOutput(output, receipt.outputSha256);
      const { sourceSha256, outputSha256, outputBytes } = receipt;
      return { state: 'made', sourceSha256, outputSha256, outputSize: outputBytes, receipt };
    } catch (error) {
      // What cannot be vouched for will not be the next time either; everything else is tried again.
      if (error instanceof RenditionRefused) return { state: 'refused', failure: error.message };
      throw error;
    }
  }
}

interface Work {
  readonly rendering: Rendering;
  /** Of the verified bytes. */
  readonly sha256: string;
  /** Brings them to this machine, once. */
  readonly fetch: () => Promise<string>;
  readonly folder: string;
  readonly run: JobRun;
}
