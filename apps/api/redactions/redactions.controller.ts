import type { Person } from '@app/access';
import { CasesService, RedactionWorkService } from '@app/determinations';
import { AppError, type ClipId, type StaffId } from '@app/kernel';
import { type RedactionDocument, type RedactionTask, RedactionsService, type Rendering } from '@app/redactions';
import { CATALOGUE, type CatalogueRow } from '@app/redactions/domain';
import { StaffService } from '@app/staff';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { May, SignedIn } from '../http/permission';
import { By, ChecksRevision, type DaylightRequest, IfMatch } from '../http/request';
import { sendMedia } from '../http/send-media';
import { IdPipe } from '../http/validation';
import {
  AssignDto,
  CatalogueRowView,
  DocumentView,
  EditDto,
  RenderingView,
  ReturnDto,
  TaskView,
} from './redactions.dto';

@Controller()
export class RedactionsController {
  constructor(
    @Inject(RedactionWorkService) private readonly work: RedactionWorkService,
    @Inject(CasesService) private readonly cases: CasesService,
    @Inject(RedactionsService) private readonly redactions: RedactionsService,
    @Inject(StaffService) private readonly staff: StaffService,
  ) {}

  @Get('redaction-catalogue')
  @SignedIn('The catalogue is the City’s policy')
  catalogue(): CatalogueRowView[] {
    return Object.entries<CatalogueRow>(CATALOGUE).map(([code, row]) => ({
      code,
      ...row,
      channels: [...row.channels],
      bases: row.bases.map((basis) => ({ ...basis })),
    }));
  }

  @Get('clips/:id/redactions')
  @May('read', 'Redactions')
  async document(
    @Param('id', IdPipe) id: ClipId,
    @By() by: Person,
    @Res({ passthrough: true }) response: Response,
  ): Promise<DocumentView> {
    return documentView(await this.work.document(id, by), response);
  }

  @Post('clips/:id/redactions/ops')
  @ChecksRevision()
  @HttpCode(200)
  @May('edit', 'Redactions')
  async edit(
    @Param('id', IdPipe) id: ClipId,
    @IfMatch() revision: number,
    @Body() body: EditDto,
    @By() by: Person,
    @Res({ passthrough: true }) response: Response,
  ): Promise<DocumentView> {
    return documentView(await this.work.edit(id, { revision, ...body }, by), response);
  }

  @Get('clips/:id/tasks')
  @May('read', 'Redactions')
  async tasks(@Param('id', IdPipe) id: ClipId, @By() by: Person): Promise<TaskView[]> {
    return (await this.work.tasks(id, by)).map(taskView);
  }

  @Post('tasks/:id/assign')
  @HttpCode(204)
  @May('assign', 'Determination')
  async assign(@Param('id', IdPipe) id: string, @Body() body: AssignDto, @By() by: Person): Promise<void> {
    const to = await this.staff.person(body.to as StaffId);
    if (!to?.roles.includes('redaction-technician'))
      throw new AppError('invalid-input', 'A redaction is assigned to somebody whose role it is.', {
        fields: [{ field: 'to', says: 'is the id of a redaction technician' }],
      });
    await this.work.assign(id, to.id, by);
  }

  @Post('tasks/:id/done')
  @HttpCode(204)
  @May('edit', 'Redactions')
  finish(@Param('id', IdPipe) id: string, @By() by: Person): Promise<void> {
    return this.work.finish(id, by);
  }

  @Post('tasks/:id/return')
  @HttpCode(204)
  @May('assign', 'Determination')
  returnTask(@Param('id', IdPipe) id: string, @Body() body: ReturnDto, @By() by: Person): Promise<void> {
    return this.work.returnTask(id, body.reason, by);
  }

  @Post('clips/:id/renders')
  @HttpCode(202)
  @May('create', 'Redactions')
  async render(@Param('id', IdPipe) id: ClipId, @By() by: Person): Promise<RenderingView> {
    return renderingView(await this.work.render(id, by));
  }

  @Get('clips/:id/renders')
  @May('read', 'Rendering')
  async renderings(@Param('id', IdPipe) id: ClipId, @By() by: Person): Promise<RenderingView[]> {
    return (await this.work.renderings(id, by)).map(renderingView);
  }

  /** The rendered cut, exactly as it would be published. */
  @Get('clips/:id/renders/:rendering/video')
  @May('read', 'Rendering')
  async video(
    @Param('id', IdPipe) id: ClipId,
    @Param('rendering', IdPipe) wanted: string,
    @By() by: Person,
    @Req() request: DaylightRequest,
    @Res() response: Response,
  ): Promise<void> {
    const file = await this.cases.open(id, by, 'read', 'Rendering');
    const rendering = file.renderings.find((one) => one.id === wanted);
    const { outputSha256: sha256, outputSize: size } = rendering ?? {};
    if (!sha256 || !size) throw new AppError('not-found', 'There is no such rendering, or it is not finished.');
    await sendMedia(request, response, {
      size,
      etag: sha256,
      mediaType: 'video/mp4',
      open: (range) => this.redactions.readOutput(sha256, range),
    });
  }
}

function documentView({ determinationId, revision, plan }: RedactionDocument, response: Response): DocumentView {
  response.setHeader('ETag', `"${revision}"`);
  return { determination: determinationId, revision, plan: { ...plan } };
}

const taskView = ({
  id,
  subject,
  channel,
  basis,
  instruction,
  state,
  assignedTo,
  doneBy,
  returnedBecause,
}: RedactionTask): TaskView => ({
  id,
  subject,
  channel,
  basis: { ...basis },
  instruction,
  state,
  assignedTo,
  doneBy,
  returnedBecause,
});

const renderingView = ({
  id,
  planRevision,
  state,
  askedAt,
  finishedAt,
  outputSha256,
  outputSize,
  receipt,
  verification,
  failure,
}: Rendering): RenderingView => ({
  id,
  planRevision,
  state,
  askedAt: askedAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
  outputSha256,
  outputSize,
  receipt,
  verification,
  failure,
});
