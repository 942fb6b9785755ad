import { dayInCambridge } from '@app/public-pages';
import { PublicDocket, PublicSearch, PublicSite } from '@app/publications';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { sendPage } from '../../http/answer';
import { statisticsPage } from './statistics.view';

/** The figures that everybody may know (reference: law, § 18), all of them sums over what is public. */
@Controller('statistics')
export class StatisticsController {
  constructor(
    @Inject(PublicSite) private readonly site: PublicSite,
    @Inject(PublicDocket) private readonly docket: PublicDocket,
    @Inject(PublicSearch) private readonly search: PublicSearch,
  ) {}

  @Get()
  async page(@Req() request: Request, @Res() response: Response): Promise<void> {
    const [counts, figures] = [await this.site.counts(), await this.docket.figures()];
    const deferred = await this.docket.page({ outcome: 'deferred', page: 1 }, dayInCambridge(new Date()));
    const places = await this.search.facet('neighbourhood');
    sendPage(request, response, statisticsPage({ counts, figures, deferred, places }));
  }
}
