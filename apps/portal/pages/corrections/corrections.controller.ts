import { PublicSite } from '@app/publications';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { sendPage } from '../../http/answer';
import { correctionsPage } from './corrections.view';

const NEWEST = 200;

/** Everything that was changed after it was published. */
@Controller('corrections')
export class CorrectionsController {
  constructor(@Inject(PublicSite) private readonly site: PublicSite) {}

  @Get()
  async page(@Req() request: Request, @Res() response: Response): Promise<void> {
    const changes = await this.site.changes(NEWEST);
    sendPage(request, response, correctionsPage(changes.filter((one) => one.state !== 'published')));
  }
}
