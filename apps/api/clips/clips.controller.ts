import type { Person } from '@app/access';
import { CasesService, type QueuePage, QueueService } from '@app/determinations';
import type { ClipFacts } from '@app/footage/domain';
import { brand, type ClipId, type IncidentId, type StaffId } from '@app/kernel';
import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { May } from '../http/permission';
import { By, ChecksRevision, IfMatch, RequestId } from '../http/request';
import { IdPipe } from '../http/validation';
import {
  BoardQueryDto,
  CLIPS_OF_A_COLUMN,
  ClipFactsDto,
  ClipQueryDto,
  FlagDto,
  MOST_CLIPS,
  type QueueFiltersDto,
} from './clips.dto';
import {
  BoardView,
  ClipListView,
  ClipView,
  clipView,
  ClockView,
  clockView,
  CustodyView,
  queuedView,
} from './clips.views.dto';

@Controller('clips')
export class ClipsController {
  constructor(
    @Inject(CasesService) private readonly cases: CasesService,
    @Inject(QueueService) private readonly queue: QueueService,
  ) {}

  @Get()
  @May('read', 'Clip')
  async list(@Query() query: ClipQueryDto, @By() by: Person): Promise<ClipListView> {
    const { after, most = MOST_CLIPS, ...filters } = query;
    const asked = { ...filtersOf(filters), most, ...(after && { after: placeOf(after) }) };
    return listView(await this.queue.page(asked, by), by.id);
  }

  @Get('board')
  @May('read', 'Clip')
  async board(@Query() query: BoardQueryDto, @By() by: Person): Promise<BoardView> {
    const { most = CLIPS_OF_A_COLUMN, ...filters } = query;
    const columns = await this.queue.board({ ...filtersOf(filters), most }, by);
    return { columns: columns.map((column) => ({ state: column.state, ...listView(column, by.id) })) };
  }

  @Get(':id')
  @May('read', 'Clip')
  async read(
    @Param('id', IdPipe) id: ClipId,
    @By() by: Person,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ClipView> {
    const file = await this.cases.open(id, by, 'read', 'Clip');
    response.setHeader('ETag', `"${file.clip.revision}"`);
    return clipView(file, this.cases.missingFacts(file));
  }

  @Patch(':id')
  @ChecksRevision()
  @HttpCode(204)
  @May('edit', 'Clip')
  async edit(
    @Param('id', IdPipe) id: ClipId,
    @IfMatch() revision: number,
    @Body() body: ClipFactsDto,
    @By() by: Person,
    @RequestId() request: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    const clip = await this.cases.editFacts(id, { facts: factsOf(body), revision }, by, request);
    response.setHeader('ETag', `"${clip.revision}"`);
  }

  @Post(':id/flags')
  @HttpCode(204)
  @May('flag', 'Clip')
  async flag(
    @Param('id', IdPipe) id: ClipId,
    @Body() body: FlagDto,
    @By() by: Person,
    @RequestId() request: string,
  ): Promise<void> {
    await this.cases.setFlag(id, body.flag, body.raised, body.reason, by, request);
  }

  @Get(':id/clocks')
  @May('read', 'Clip')
  async clocks(@Param('id', IdPipe) id: ClipId, @By() by: Person): Promise<ClockView[]> {
    return (await this.cases.clocks(id, by)).map(clockView);
  }

  @Get(':id/custody')
  @May('read', 'Clip')
  async custody(@Param('id', IdPipe) id: ClipId, @By() by: Person): Promise<CustodyView[]> {
    return (await this.cases.custody(id, by)).map(({ index, at, act }) => ({
      ledgerIndex: index,
      at: at.toISOString(),
      actor: act.actor,
      roles: [...act.roles],
      action: act.action,
      outcome: act.outcome,
      before: act.before ?? null,
      after: act.after ?? null,
      reason: act.reason ?? null,
      with: act.with ? { ...act.with } : null,
    }));
  }
}

const factsOf = ({ claimedStart, ...rest }: ClipFactsDto): Partial<ClipFacts> => ({
  ...rest,
  ...(claimedStart !== undefined && { claimedStart: claimedStart === null ? null : new Date(claimedStart) }),
});

const filtersOf = ({ incident, ...rest }: QueueFiltersDto) => ({
  ...rest,
  ...(incident && { incident: brand<IncidentId>(incident) }),
});

const listView = ({ clips, total, next }: QueuePage, me: StaffId): ClipListView => ({
  clips: clips.map((one) => queuedView(one, me)),
  total,
  next: next && Buffer.from(next).toString('base64url'),
});

/** A place in the queue goes through addresses, and is nobody's to make up: what is none begins nowhere special. */
const placeOf = (cursor: string): string => Buffer.from(cursor, 'base64url').toString();
