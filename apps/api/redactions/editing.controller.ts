import type { Person } from '@app/access';
import { RedactionWorkService } from '@app/determinations';
import type { ClipId } from '@app/kernel';
import type { RedactionTranscript } from '@app/redactions';
import { StaffService } from '@app/staff';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Res } from '@nestjs/common';
import type { Response } from 'express';
import { May } from '../http/permission';
import { By, ChecksRevision, IfMatch } from '../http/request';
import { IdPipe } from '../http/validation';
import { LeaseDto, LeaseView, ProposedCaptionsView, TranscriptDto, TranscriptView } from './editing.dto';

/** What people need who edit one plan: who has it just now, and what is said in the clip. */
@Controller('clips/:id')
export class EditingController {
  constructor(
    @Inject(RedactionWorkService) private readonly work: RedactionWorkService,
    @Inject(StaffService) private readonly staff: StaffService,
  ) {}

  /** Takes the plan, renews having it, or says who has it. It lasts a minute. */
  @Post('redactions/lease')
  @HttpCode(200)
  @May('edit', 'Redactions')
  async lease(@Param('id', IdPipe) id: ClipId, @Body() body: LeaseDto, @By() by: Person): Promise<LeaseView> {
    const { heldBy, until } = await this.work.lease(id, body.takeBecause ?? null, by);
    const holder = heldBy === by.id ? by.name : ((await this.staff.person(heldBy))?.name ?? 'Somebody else');
    return { mine: heldBy === by.id, holder, until: until.toISOString() };
  }

  @Delete('redactions/lease')
  @HttpCode(204)
  @May('edit', 'Redactions')
  letGo(@Param('id', IdPipe) id: ClipId, @By() by: Person): Promise<void> {
    return this.work.letGo(id, by);
  }

  /** What is said in the original, unredacted. */
  @Get('transcript')
  @May('read', 'Redactions')
  async transcript(
    @Param('id', IdPipe) id: ClipId,
    @By() by: Person,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TranscriptView> {
    return view(await this.work.transcript(id, by), response);
  }

  @Put('transcript')
  @ChecksRevision()
  @May('edit', 'Redactions')
  async writeTranscript(
    @Param('id', IdPipe) id: ClipId,
    @IfMatch() revision: number,
    @Body() { vtt }: TranscriptDto,
    @By() by: Person,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TranscriptView> {
    return view(await this.work.writeTranscript(id, { vtt, revision }, by), response);
  }

  /** Captions to begin with, without what is muted. */
  @Get('accessibility/proposed')
  @May('read', 'Accessibility')
  async proposed(@Param('id', IdPipe) id: ClipId, @By() by: Person): Promise<ProposedCaptionsView> {
    return { captions: await this.work.proposedCaptions(id, by) };
  }
}

function view(found: RedactionTranscript | null, response: Response): TranscriptView {
  response.setHeader('ETag', `"${found?.revision ?? 0}"`);
  return { revision: found?.revision ?? 0, vtt: found?.vtt ?? null };
}
