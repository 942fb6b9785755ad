import type { Person } from '@app/access';
import { DocketService } from '@app/determinations';
import type { Day } from '@app/calendar';
import type { ClipId } from '@app/kernel';
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { May } from '../http/permission';
import { By } from '../http/request';
import { IdPipe } from '../http/validation';
import { DocketNoteDto, DocketNoteView, SuppressionDto, SuppressionView } from './docket.dto';

/** A clip’s line of the public docket: dated notes (extension, lateness, appeal), and what is kept back of it. */
@Controller('clips/:id')
export class DocketController {
  constructor(@Inject(DocketService) private readonly docket: DocketService) {}

  @Get('docket-notes')
  @May('read', 'Determination')
  async notes(@Param('id', IdPipe) id: ClipId, @By() by: Person): Promise<DocketNoteView[]> {
    return this.docket.notes(id, by);
  }

  @Post('docket-notes')
  @HttpCode(204)
  @May('create', 'DocketNote')
  note(@Param('id', IdPipe) id: ClipId, @Body() body: DocketNoteDto, @By() by: Person): Promise<void> {
    const { kind, says, until = null } = body;
    return this.docket.note(id, { kind, says, until: until as Day | null }, by);
  }

  @Get('docket-suppressions')
  @May('read', 'Determination')
  async suppressed(@Param('id', IdPipe) id: ClipId, @By() by: Person): Promise<SuppressionView[]> {
    return this.docket.suppressed(id, by);
  }

  @Post('docket-suppressions')
  @HttpCode(204)
  @May('create', 'DocketNote')
  suppress(@Param('id', IdPipe) id: ClipId, @Body() body: SuppressionDto, @By() by: Person): Promise<void> {
    return this.docket.suppress(id, { ...body }, by);
  }
}
