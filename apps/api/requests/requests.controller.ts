import type { Person } from '@app/access';
import { CasesService } from '@app/determinations';
import type { Day } from '@app/calendar';
import type { ClipId } from '@app/kernel';
import { type RecordsRequest, RequestsService } from '@app/requests';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { May } from '../http/permission';
import { By, RequestId } from '../http/request';
import { IdPipe } from '../http/validation';
import { AnsweredDto, RecordsRequestDto, RecordsRequestView } from './requests.dto';

@Controller('records-requests')
export class RequestsController {
  constructor(
    @Inject(RequestsService) private readonly requests: RequestsService,
    @Inject(CasesService) private readonly cases: CasesService,
  ) {}

  @Get()
  @May('read', 'RecordsRequest')
  async list(@By() by: Person): Promise<RecordsRequestView[]> {
    return (await this.requests.list(by)).map(view);
  }

  @Post()
  @May('create', 'RecordsRequest')
  async enter(@Body() body: RecordsRequestDto, @By() by: Person): Promise<RecordsRequestView> {
    return view(await this.requests.enter({ ...body, received: body.received as Day }, by));
  }

  @Post(':id/answer')
  @HttpCode(204)
  @May('edit', 'RecordsRequest')
  answer(@Param('id', IdPipe) id: string, @Body() body: AnsweredDto, @By() by: Person): Promise<void> {
    return this.requests.answer(id, body.answered as Day, by);
  }

  @Put(':id/clips/:clip')
  @HttpCode(204)
  @May('edit', 'RecordsRequest')
  link(
    @Param('id', IdPipe) id: string,
    @Param('clip', IdPipe) clip: ClipId,
    @By() by: Person,
    @RequestId() request: string,
  ): Promise<void> {
    return this.cases.linkRequest(id, clip, by, request);
  }
}

const view = ({ id, number, received, answered, asksFor }: RecordsRequest): RecordsRequestView => ({
  id,
  number,
  received,
  answered,
  asksFor,
});
