import { PublicSite } from '@app/publications';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { sendPage } from '../../http/answer';
import { howWeDecide } from './how-we-decide.view';
import { accessibility, contact, privacy } from './words';

/** Pages that are only words. */
@Controller()
export class WordsController {
  constructor(@Inject(PublicSite) private readonly site: PublicSite) {}

  @Get('how-we-decide')
  async howWeDecide(@Req() request: Request, @Res() response: Response): Promise<void> {
    sendPage(request, response, howWeDecide({ describedWithinDays: await this.site.describedWithinDays() }));
  }

  @Get('accessibility')
  accessibility(@Req() request: Request, @Res() response: Response): void {
    sendPage(request, response, accessibility);
  }

  @Get('privacy')
  privacy(@Req() request: Request, @Res() response: Response): void {
    sendPage(request, response, privacy);
  }

  @Get('contact')
  contact(@Req() request: Request, @Res() response: Response): void {
    sendPage(request, response, contact);
  }
}
