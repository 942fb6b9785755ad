import type { Readable } from 'node:stream';
import type { Person } from '@app/access';
import { CasesService } from '@app/determinations';
import { type DerivativeKind, FootageService } from '@app/footage';
import { AppError, type ClipId, nothingThere } from '@app/kernel';
import { answerRange, BUCKETS, type Buckets, type ByteRange, contentKey } from '@app/storage';
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { May } from '../http/permission';
import { By, type DaylightRequest, RequestId } from '../http/request';
import { sendMedia } from '../http/send-media';
import { FramePipe, IdPipe } from '../http/validation';
import { WhyQueryDto } from './footage.dto';

/** Footage for staff: originals, whose every read is in the ledger, and the copies made from them. */
@Controller('clips/:id')
export class FootageController {
  constructor(
    @Inject(CasesService) private readonly cases: CasesService,
    @Inject(FootageService) private readonly footage: FootageService,
    @Inject(BUCKETS) private readonly buckets: Buckets,
  ) {}

  @Get('original')
  @May('read', 'Original')
  async original(
    @Param('id', IdPipe) id: ClipId,
    @Query() query: WhyQueryDto,
    @By() by: Person,
    @RequestId() requestId: string,
    @Req() request: DaylightRequest,
    @Res() response: Response,
  ): Promise<void> {
    const { clip } = await this.cases.open(id, by, 'read', 'Original');
    const stat = await this.buckets.originals.stat(contentKey(clip.originalSha256));
    if (!stat)
      throw new AppError('internal', 'The original is not where it was put. An operator has to look at it at once.');
    const { size } = stat;
    const answer = answerRange(request.headers.range, size);
    const range = answer.kind === 'part' ? answer.range : undefined;
    // An evidence container is data to a browser, never a page: some of them are also valid HTML (reliability M12).
    await sendMedia(request, response, {
      size,
      etag: clip.originalSha256,
      mediaType: 'application/octet-stream',
      open: () => this.footage.readOriginal(clip, range, by, query.why, requestId),
    });
  }

  @Get('frame-index')
  @May('read', 'Footage')
  frameIndex(
    @Param('id', IdPipe) id: ClipId,
    @By() by: Person,
    @Req() request: DaylightRequest,
    @Res() response: Response,
  ): Promise<void> {
    return this.copy(id, 'frame-index', by, request, response);
  }

  @Get('proxy')
  @May('read', 'Footage')
  proxy(
    @Param('id', IdPipe) id: ClipId,
    @By() by: Person,
    @Req() request: DaylightRequest,
    @Res() response: Response,
  ): Promise<void> {
    return this.copy(id, 'proxy', by, request, response);
  }

  @Get('waveform')
  @May('read', 'Footage')
  waveform(
    @Param('id', IdPipe) id: ClipId,
    @By() by: Person,
    @Req() request: DaylightRequest,
    @Res() response: Response,
  ): Promise<void> {
    return this.copy(id, 'waveform', by, request, response);
  }

  @Get('keyframe-strip')
  @May('read', 'Footage')
  strip(
    @Param('id', IdPipe) id: ClipId,
    @By() by: Person,
    @Req() request: DaylightRequest,
    @Res() response: Response,
  ): Promise<void> {
    return this.copy(id, 'keyframe-strip', by, request, response);
  }

  /** One frame of the staff copy, by its number, for a browser that cannot decode it. */
  @Get('frames/:frame.jpg')
  @May('read', 'Footage')
  async still(
    @Param('id', IdPipe) id: ClipId,
    @Param('frame', FramePipe) frame: number,
    @By() by: Person,
    @Req() request: DaylightRequest,
    @Res() response: Response,
  ): Promise<void> {
    const { clip } = await this.cases.open(id, by, 'read', 'Footage');
    if (frame >= (clip.examination?.frames ?? 0)) throw nothingThere();
    await this.footage.noteProxyOpened(id, by, request.correlationId);
    await sendMedia(request, response, { ...(await this.footage.still(id, frame)), mediaType: 'image/jpeg' });
  }

  private async copy(
    id: ClipId,
    kind: DerivativeKind,
    by: Person,
    request: DaylightRequest,
    response: Response,
  ): Promise<void> {
    await this.cases.open(id, by, 'read', 'Footage');
    const derivative = await this.footage.derivative(id, kind);
    const { size, sha256, mediaType } = derivative;
    const open = async (range?: ByteRange): Promise<Readable> => {
      // A player asks for many ranges; the first one is the opening.
      if (kind === 'proxy' && (range?.start ?? 0) === 0)
        await this.footage.noteProxyOpened(id, by, request.correlationId);
      return this.footage.readDerivative(derivative, range);
    };
    await sendMedia(request, response, { size, etag: sha256, mediaType, open });
  }
}
