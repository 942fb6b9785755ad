import { AppError } from '@app/kernel';
import { PublicSite } from '@app/publications';
import { SCHEMAS } from '@app/publications/domain';
import { ASSETS } from '@app/public-pages';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { sendJson, sendText } from '../../http/answer';
import { SITE_URL } from '../../http/site-url';
import { atomFeed } from './atom';

const IN_FEED = 50;

/** What is not a page: feed, sheet, schemas, robots. */
@Controller()
export class FeedsController {
  constructor(
    @Inject(PublicSite) private readonly site: PublicSite,
    @Inject(SITE_URL) private readonly siteUrl: string,
  ) {}

  @Get('feed.atom')
  async atom(@Req() request: Request, @Res() response: Response): Promise<void> {
    const releases = (await this.site.changes(IN_FEED)).filter((one) => one.state !== 'superseded');
    sendText(request, response, 'application/atom+xml; charset=utf-8', atomFeed(this.siteUrl, releases));
  }

  @Get('assets/:name')
  asset(@Param('name') name: string, @Res() response: Response): void {
    const asset = Object.hasOwn(ASSETS, name) ? ASSETS[name] : undefined;
    if (!asset) throw new AppError('not-found', 'There is nothing at this address.');
    response.setHeader('Content-Type', asset.type);
    response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
    response.end(asset.body);
  }

  @Get('schemas/:name')
  schema(@Param('name') name: string, @Req() request: Request, @Res() response: Response): void {
    const schema = Object.hasOwn(SCHEMAS, name) ? SCHEMAS[name] : undefined;
    if (!schema) throw new AppError('not-found', 'There is nothing at this address.');
    const $id = `${this.siteUrl}/schemas/${name}`;
    sendJson(request, response, { ...schema, $id });
  }

  @Get('robots.txt')
  robots(@Req() request: Request, @Res() response: Response): void {
    sendText(request, response, 'text/plain; charset=utf-8', 'User-agent: *\nDisallow: /media/\n');
  }
}
