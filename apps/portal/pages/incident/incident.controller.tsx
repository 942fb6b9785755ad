import { AppError, isUuid } from '@app/kernel';
import { PublicSite } from '@app/publications';
import { date } from '@app/public-pages';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { sendPage } from '../../http/answer';
import { ReleaseCards } from '../releases/releases.view';

/** All released recordings of one incident. An incident without a release has no page. */
@Controller('incidents/:id')
export class IncidentController {
  constructor(@Inject(PublicSite) private readonly site: PublicSite) {}

  @Get()
  async page(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const releases = isUuid(id) ? await this.site.ofIncident(id) : [];
    const incident = releases[0]?.record?.incident;
    if (!incident) throw new AppError('not-found', 'There is nothing at this address.');
    sendPage(request, response, {
      title: `Incident of ${date(incident.date)}, ${incident.neighbourhood}`,
      description: `Released recordings of the incident of ${date(incident.date)} in ${incident.neighbourhood}.`,
      current: '/releases',
      crumbs: [{ href: '/releases', text: 'Releases' }],
      body: (
        <>
          <h1>
            Incident of {date(incident.date)}, {incident.neighbourhood}
          </h1>
          <dl className="facts">
            <dt>Agency</dt>
            <dd>{incident.agencies.join(', ')}</dd>
            <dt>Federal officers</dt>
            <dd>
              {
                {
                  verified: 'verified by Cambridge police',
                  claimed: 'claimed, not verified',
                  'not-verified': 'not verified',
                }[incident.verification]
              }
            </dd>
          </dl>
          <h2>Recordings</h2>
          <ReleaseCards releases={releases} />
        </>
      ),
    });
  }
}
