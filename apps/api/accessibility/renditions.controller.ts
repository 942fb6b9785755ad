import type { Person } from '@app/access';
import { RenditionWorkService } from '@app/determinations';
import type { ClipId } from '@app/kernel';
import { RedactionsService, type Rendition } from '@app/redactions';
import { Controller, Get, HttpCode, Inject, Param, Put, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { May } from '../http/permission';
import { By, type DaylightRequest } from '../http/request';
import { sendMedia } from '../http/send-media';
import { HashPipe, IdPipe } from '../http/validation';
import { RenditionsView, RenditionView } from './renditions.dto';

/** The further forms of the cut: small, with reduced flashing, described. */
@Controller('clips/:id')
export class RenditionsController {
  constructor(
    @Inject(RenditionWorkService) private readonly work: RenditionWorkService,
    @Inject(RedactionsService) private readonly redactions: RedactionsService,
  ) {}

  @Get('renditions')
  @May('read', 'Rendering')
  async list(@Param('id', IdPipe) id: ClipId, @By() by: Person): Promise<RenditionsView> {
    const { flashing, due, finished, renditions } = await this.work.of(id, by);
    return {
      flashing: flashing && { ...flashing, spans: flashing.spans.map((span) => ({ ...span })) },
      due: [...due],
      finished,
      renditions: renditions.map(view),
    };
  }

  /** One of them, exactly as it would be published. */
  @Get('renditions/:rendition/video')
  @May('read', 'Rendering')
  async video(
    @Param('id', IdPipe) id: ClipId,
    @Param('rendition', IdPipe) rendition: string,
    @By() by: Person,
    @Req() request: DaylightRequest,
    @Res() response: Response,
  ): Promise<void> {
    const { sha256, size } = await this.work.made(id, rendition, by);
    await sendMedia(request, response, {
      size,
      etag: sha256,
      mediaType: 'video/mp4',
      open: (range) => this.redactions.readOutput(sha256, range),
    });
  }

  /**
   * The whole sound of the cut with the description mixed in, as WAV, MP3, AAC or M4A: its bytes as the body, their
   * SHA-256 in the address. A worker then looks at it.
   */
  @Put('described-sound/:sha256')
  @HttpCode(202)
  @May('edit', 'Accessibility')
  async describe(
    @Param('id', IdPipe) id: ClipId,
    @Param('sha256', HashPipe) sha256: string,
    @By() by: Person,
    @Req() request: DaylightRequest,
  ): Promise<RenditionView> {
    const size = Number(request.headers['content-length'] ?? 0);
    return view(await this.work.bringDescribedSound(id, { body: request, sha256, size }, by));
  }
}

const view = ({
  id,
  role,
  state,
  askedAt,
  finishedAt,
  outputSha256,
  outputSize,
  receipt,
  failure,
}: Rendition): RenditionView => ({
  id,
  role,
  state,
  askedAt: askedAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
  outputSha256,
  outputSize,
  receipt,
  failure,
});
