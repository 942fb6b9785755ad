import { isUuid } from '@app/kernel';
import { type DocketQuery, PublicDocket } from '@app/publications';
import { DOCKET_OUTCOMES, type DocketOutcome, type Prong, PRONGS } from '@app/publications/domain';
import { dayInCambridge, pageNumber } from '@app/public-pages';
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { nothingHere, sendJson, sendPage } from '../../http/answer';
import { flag, matching, oneOf, only } from '../../http/query';
import { docketPage } from './docket.view';
import { entryPage } from './entry.view';

/** The public log of every determination, released or not. */
@Controller('docket')
export class DocketController {
  constructor(@Inject(PublicDocket) private readonly docket: PublicDocket) {}

  @Get()
  async list(
    @Query() given: Record<string, unknown>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const query = readQuery(given);
    const today = dayInCambridge(new Date());
    sendPage(request, response, docketPage({ query, found: await this.docket.page(query, today), today }));
  }

  @Get(':id')
  async entry(@Param('id') name: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const json = name.endsWith('.json');
    const id = json ? name.slice(0, -'.json'.length) : name;
    const row = isUuid(id) ? await this.docket.entry(id) : null;
    if (!row) throw nothingHere();
    if (json) {
      sendJson(request, response, row);
      return;
    }
    sendPage(request, response, entryPage(row.entry, dayInCambridge(new Date())));
  }
}

const readQuery = (given: Record<string, unknown>): DocketQuery => ({
  ...only<Omit<DocketQuery, 'page'>>({
    outcome: oneOf(given, 'outcome', Object.keys(DOCKET_OUTCOMES) as DocketOutcome[]),
    prong: oneOf(given, 'prong', Object.keys(PRONGS) as Prong[]),
    year: matching(given, 'year', /^20\d{2}$/),
    overdue: flag(given, 'overdue'),
  }),
  page: pageNumber(given['page']),
});
