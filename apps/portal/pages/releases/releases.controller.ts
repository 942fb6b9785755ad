import { PublicSearch, type ReleaseQuery } from '@app/publications';
import { pageNumber } from '@app/public-pages';
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { sendPage } from '../../http/answer';
import { day, flag, oneOf, only, text } from '../../http/query';
import { CAMERA_KINDS, OUTCOMES, releasesPage } from './releases.view';

@Controller('releases')
export class ReleasesController {
  constructor(@Inject(PublicSearch) private readonly search: PublicSearch) {}

  @Get()
  async list(
    @Query() given: Record<string, unknown>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const query = readQuery(given);
    const found = await this.search.search(query);
    const [neighbourhoods, agencies] = [await this.search.facet('neighbourhood'), await this.search.facet('agency')];
    sendPage(request, response, releasesPage({ query, found, neighbourhoods, agencies }));
  }
}

const readQuery = (given: Record<string, unknown>): ReleaseQuery => ({
  ...only<Omit<ReleaseQuery, 'page'>>({
    text: text(given, 'q'),
    neighbourhood: text(given, 'neighbourhood'),
    agency: text(given, 'agency'),
    camera: oneOf(given, 'camera', CAMERA_KINDS),
    outcome: oneOf(given, 'outcome', Object.keys(OUTCOMES)),
    described: flag(given, 'described'),
    from: day(given, 'from'),
    to: day(given, 'to'),
  }),
  page: pageNumber(given['page']),
});
