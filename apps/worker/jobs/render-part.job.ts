import { FootageService } from '@app/footage';
import type { Handler } from '@app/jobs';
import { renderPart } from '@app/media';
import { RedactionsService } from '@app/redactions';
import { Inject, Injectable } from '@nestjs/common';
import { MediaRoom } from '../media-room';

/** Encodes one part of a rendering that another worker has in hand, while it is in hand. */
@Injectable()
export class RenderPart {
  constructor(
    @Inject(FootageService) private readonly footage: FootageService,
    @Inject(RedactionsService) private readonly redactions: RedactionsService,
    @Inject(MediaRoom) private readonly room: MediaRoom,
  ) {}

  readonly handle: Handler<{ readonly renderingId: string; readonly part: string }> = async (
    { renderingId, part },
    run,
  ) => {
    const rendering = await this.redactions.rendering(renderingId);
    if (rendering.state !== 'asked') return 'skipped';
    const shelf = this.redactions.parts(renderingId, this.room.bench.tools.version);
    await this.room.during(async (folder) => {
      const source = await this.footage.localOriginal(rendering.clipId, folder, `rendering ${rendering.id}`);
      await renderPart(this.room.bench, { source, plan: rendering.plan, part, shelf, signal: run.signal });
    });
    // The rendering was done without it, and its parts are cleared away.
    if ((await this.redactions.rendering(renderingId)).state !== 'asked') await shelf.clear([part]);
    return 'done';
  };
}
