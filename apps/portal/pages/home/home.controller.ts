import { PublicSite } from '@app/publications';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { sendPage } from '../../http/answer';
import { homePage } from './home.view';

const NEWEST = 5;

@Controller()
export class HomeController {
  constructor(@Inject(PublicSite) private readonly site: PublicSite) {}

  @Get()
  async page(@Req() request: Request, @Res() response: Response): Promise<void> {
    const [releases, counts] = await Promise.all([this.site.recent(NEWEST), this.site.counts()]);
    sendPage(request, response, homePage({ releases, counts }));
  }
}
