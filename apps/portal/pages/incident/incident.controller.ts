import { isUuid } from '@app/kernel';
import { PublicSite } from '@app/publications';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { nothingHere, sendPage } from '../../http/answer';
import { incidentPage, type Shown } from './incident.view';

/** All released recordings of one incident. An incident without a release has no page. */
@Controller('incidents/:id')
export class IncidentController {
  constructor(@Inject(PublicSite) private readonly site: PublicSite) {}

  @Get()
  async page(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const releases = isUuid(id) ? await this.site.ofIncident(id) : [];
    const shown = releases.filter((one): one is Shown => one.record !== null);
    const incident = shown[0]?.record.incident;
    if (!incident) throw nothingHere();
    sendPage(request, response, incidentPage({ incident, releases: shown }));
  }
}
