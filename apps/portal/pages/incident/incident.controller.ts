import { AppError, isUuid } from '@app/kernel';
import { PublicSite } from '@app/publications';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { sendPage } from '../../http/answer';
import { incidentPage } from './incident.view';

/** All released recordings of one incident. An incident without a release has no page. */
@Controller('incidents/:id')
export class IncidentController {
  constructor(@Inject(PublicSite) private readonly site: PublicSite) {}

  @Get()
  async page(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const releases = isUuid(id) ? await this.site.ofIncident(id) : [];
    const incident = releases[0]?.record?.incident;
    if (!incident) throw new AppError('not-found', 'There is nothing at this address.');
    sendPage(request, response, incidentPage({ incident, releases }));
  }
}
