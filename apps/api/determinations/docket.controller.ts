import type { Person } from '@app/access';
import { DocketService } from '@app/determinations';
import type { Day } from '@app/calendar';
import type { ClipId } from '@app/kernel';
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { May } from '../http/permission';
import { By } from '../http/request';
import { IdPipe } from '../http/validation';
import { DocketNoteDto, DocketNoteView } from './docket.dto';

/** Dated notes on a clip’s line of the public docket: extension, lateness, appeal. */
@Controller('clips/:id/docket-notes')
export class DocketController {
  constructor(@Inject(DocketService) private readonly docket: DocketService) {}

  @Get()
  @May('read', 'Determination')
  async notes(@Param('id', IdPipe) id: ClipId, @By() by: Person): Promise<DocketNoteView[]> {
    return this.docket.notes(id, by);
  }

  @Post()
  @HttpCode(204)
  @May('create', 'DocketNote')
  note(@Param('id', IdPipe) id: ClipId, @Body() body: DocketNoteDto, @By() by: Person): Promise<void> {
    const { kind, says, until = null } = body;
    return this.docket.note(id, { kind, says, until: until as Day | null }, by);
  }
}
