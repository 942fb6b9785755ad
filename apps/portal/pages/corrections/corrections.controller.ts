import { PublicSite } from '@app/publications';
import { pageNumber } from '@app/public-pages';
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { sendPage } from '../../http/answer';
import { correctionsPage } from './corrections.view';

/** Everything that was changed after it was published. */
@Controller('corrections')
export class CorrectionsController {
  constructor(@Inject(PublicSite) private readonly site: PublicSite) {}

  @Get()
  async list(@Query('page') given: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    const page = pageNumber(given);
    sendPage(request, response, correctionsPage({ ...(await this.site.corrections(page)), page }));
  }
}
