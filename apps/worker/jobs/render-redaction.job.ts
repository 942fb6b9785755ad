import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FootageService } from '@app/footage';
import type { Handler } from '@app/jobs';
import { AppError } from '@app/kernel';
import { render, type RenderReceipt, type RenderRequest, type Verification, verify } from '@app/media';
import { type Rendering, RedactionsService, type RenderingResult } from '@app/redactions';
import { Inject, Injectable } from '@nestjs/common';
import { MediaRoom } from '../media-room';

/** Renders a plan and verifies the result by decoding it against the source. A render is not done until it is verified. */
@Injectable()
export class RenderRedaction {
  constructor(
    @Inject(FootageService) private readonly footage: FootageService,
    @Inject(RedactionsService) private readonly redactions: RedactionsService,
    @Inject(MediaRoom) private readonly room: MediaRoom,
  ) {}

  readonly handle: Handler<{ readonly renderingId: string }> = async ({ renderingId }, run) => {
    const rendering = await this.redactions.rendering(renderingId);
    if (rendering.state !== 'asked') return 'skipped';
    const shelf = this.redactions.parts(rendering.id, this.room.bench.tools.version);
    let parts: readonly string[] = [];
    const onParts = async (names: readonly string[]): Promise<void> => {
      parts = names;
      await this.redactions.askForParts(rendering.id, names.slice(1));
    };
    const result = await this.room.during((folder) =>
      this.produce(rendering, folder, { shelf, onParts, signal: run.signal }),
    );
    await this.redactions.recordRendering(renderingId, result, run.fence);
    await shelf.clear(parts);
    return 'done';
  };

  private async produce(
    rendering: Rendering,
    folder: string,
    options: Pick<RenderRequest, 'shelf' | 'onParts' | 'signal'>,
  ): Promise<RenderingResult> {
    const source = await this.footage.localOriginal(rendering.clipId, folder, `rendering ${rendering.id}`);
    const output = join(folder, 'release.mp4');
    const damaged = await this.footage.isDamaged(rendering.clipId);
    try {
      const request = { ...options, source, plan: rendering.plan, damaged, output };
      const { receipt, verification } = await this.verified(request);
      await this.redactions.keepOutput(output, receipt.outputSha256);
      const state = verification.passed ? 'verified' : 'refused';
      return { state, outputSha256: receipt.outputSha256, outputSize: receipt.outputBytes, receipt, verification };
    } catch (error) {
      // A plan that does not fit its clip will not fit the next time either; everything else is tried again.
      if (error instanceof AppError && error.code === 'invalid-input')
        return { state: 'failed', failure: error.message };
      throw error;
    }
  }

  /** A copy that does not stand up to verification is made again in full: a release must not fail where that would work. */
  private async verified(
    request: Omit<RenderRequest, 'mode'>,
  ): Promise<{ receipt: RenderReceipt; verification: Verification }> {
    const { bench, signer } = this.room;
    const signed = { ...request, signer, provenance: signer.chain };
    const receipt = await render(bench, { ...signed, mode: 'auto' });
    const verification = await verify(bench, signed);
    if (verification.passed || receipt.mode === 'full') return { receipt, verification };
    await rm(request.output);
    const because = `The copy was not verified: ${verification.violations[0]?.says ?? 'no reason given'}`;
    return {
      receipt: await render(bench, { ...signed, mode: 'full', because }),
      verification: await verify(bench, signed),
    };
  }
}
