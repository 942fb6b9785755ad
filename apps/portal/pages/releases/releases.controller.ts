import { PublicSite, type ReleaseQuery } from '@app/publications';
import { pageNumber } from '@app/public-pages';
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { sendPage } from '../../http/answer';
import { releasesPage } from './releases.view';

const MOST_TEXT = 200;

@Controller('releases')
export class ReleasesController {
  constructor(@Inject(PublicSite) private readonly site: PublicSite) {}

  @Get()
  async list(
    @Query() given: Record<string, unknown>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const query = readQuery(given);
    const [result, neighbourhoods] = await Promise.all([this.site.search(query), this.site.neighbourhoods()]);
    sendPage(request, response, releasesPage({ query, neighbourhoods, ...result }));
  }
}

/** What is not a filter of this page is as if it were not there. */
function readQuery(given: Record<string, unknown>): ReleaseQuery {
  const text = (name: string): string | undefined => {
    const value = given[name];
    return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, MOST_TEXT) : undefined;
  };
  const day = (name: string): string | undefined =>
    /^\d{4}-\d{2}-\d{2}$/.test(text(name) ?? '') ? text(name) : undefined;
  const found = {
    text: text('q'),
    neighbourhood: text('neighbourhood'),
    camera: text('camera'),
    from: day('from'),
    to: day('to'),
  };
  return {
    ...(Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as Partial<ReleaseQuery>),
    page: pageNumber(given['page']),
  };
}
