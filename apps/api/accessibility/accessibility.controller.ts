import type { Person } from '@app/access';
import { type Accessibility, CasesService } from '@app/determinations';
import type { ClipId } from '@app/kernel';
import { Body, Controller, Get, Inject, Param, Put, Res } from '@nestjs/common';
import type { Response } from 'express';
import { May } from '../http/permission';
import { By, ChecksRevision, IfMatch, RequestId } from '../http/request';
import { IdPipe } from '../http/validation';
import { AccessibilityDto, AccessibilityView } from './accessibility.dto';

const EMPTY: AccessibilityView = {
  revision: 0,
  captions: null,
  noSpeech: null,
  descriptionNeeded: null,
  descriptionWhy: null,
  descriptionFollowsBy: null,
  warnings: [],
  reviewedBy: null,
};

@Controller('clips/:id/accessibility')
export class AccessibilityController {
  constructor(@Inject(CasesService) private readonly cases: CasesService) {}

  @Get()
  @May('read', 'Accessibility')
  async read(
    @Param('id', IdPipe) id: ClipId,
    @By() by: Person,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AccessibilityView> {
    return view((await this.cases.open(id, by, 'read', 'Accessibility')).accessibility, response);
  }

  @Put()
  @ChecksRevision()
  @May('edit', 'Accessibility')
  async edit(
    @Param('id', IdPipe) id: ClipId,
    @IfMatch() revision: number,
    @Body() body: AccessibilityDto,
    @By() by: Person,
    @RequestId() request: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AccessibilityView> {
    return view(await this.cases.editAccessibility(id, body, revision, by, request), response);
  }
}

function view(found: Accessibility | null, response: Response): AccessibilityView {
  response.setHeader('ETag', `"${found?.revision ?? 0}"`);
  if (!found) return EMPTY;
  const { determinationId: _of, ledgerIndex: _index, ...shown } = found;
  return shown;
}
