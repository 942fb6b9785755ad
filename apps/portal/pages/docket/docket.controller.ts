import { AppError, isUuid } from '@app/kernel';
import { PublicSite } from '@app/publications';
import { dayInCambridge, pageNumber } from '@app/public-pages';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { sendJson, sendPage } from '../../http/answer';
import { docketPage } from './docket.view';
import { entryPage } from './entry.view';

/** The public log of every determination, released or not. */
@Controller('docket')
export class DocketController {
  constructor(@Inject(PublicSite) private readonly site: PublicSite) {}

  @Get()
  async list(@Req() request: Request, @Res() response: Response): Promise<void> {
    const page = pageNumber(request.query['page']);
    const today = dayInCambridge(new Date());
    sendPage(request, response, docketPage({ ...(await this.site.docket(page)), page, today }));
  }

  @Get(':id')
  async entry(@Param('id') name: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const json = name.endsWith('.json');
    const id = json ? name.slice(0, -'.json'.length) : name;
    const row = isUuid(id) ? await this.site.docketEntry(id) : null;
    if (!row) throw new AppError('not-found', 'There is nothing at this address.');
    if (json) {
      sendJson(request, response, row);
      return;
    }
    sendPage(request, response, entryPage(row.entry));
  }
}
