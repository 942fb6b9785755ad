import { OpenData, PublicSite } from '@app/publications';
import { SCHEMAS } from '@app/publications/domain';
import { ASSETS } from '@app/public-pages';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { nothingHere, sendAsset, sendJson, sendText } from '../../http/answer';
import { SITE_URL } from '../../http/site-url';
import { atomFeed } from './atom';
import { feedEntries, type FeedEntries } from './feed-entries';
import { jsonFeed } from './json-feed';
import { pagesOf, pagesSitemap, sitemap, sitemapIndex, sitemapPart } from './sitemap';

const IN_FEED = 50;
const XML = 'application/xml; charset=utf-8';

/** What is not a page: feeds, sitemaps, sheet, schemas, robots. */
@Controller()
export class FeedsController {
  constructor(
    @Inject(PublicSite) private readonly site: PublicSite,
    @Inject(OpenData) private readonly data: OpenData,
    @Inject(SITE_URL) private readonly siteUrl: string,
  ) {}

  @Get('feed.atom')
  async atom(@Req() request: Request, @Res() response: Response): Promise<void> {
    const feed = atomFeed(this.siteUrl, await this.entries());
    sendText(request, response, 'application/atom+xml; charset=utf-8', feed);
  }

  @Get('feed.json')
  async jsonFeed(@Req() request: Request, @Res() response: Response): Promise<void> {
    const feed = jsonFeed(this.siteUrl, await this.entries());
    sendText(request, response, 'application/feed+json; charset=utf-8', `${JSON.stringify(feed, null, 2)}\n`);
  }

  @Get('sitemap.xml')
  async sitemapIndex(@Req() request: Request, @Res() response: Response): Promise<void> {
    sendText(request, response, XML, sitemapIndex(this.siteUrl, await this.data.sitemapParts()));
  }

  @Get('sitemaps/:name')
  async sitemap(@Param('name') name: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    if (name === 'pages.xml') {
      sendText(request, response, XML, pagesSitemap(this.siteUrl));
      return;
    }
    const part = sitemapPart(name);
    const listed = part ? await this.data.listed(part) : [];
    if (!part || listed.length === 0) throw nothingHere();
    sendText(request, response, XML, sitemap(this.siteUrl, pagesOf(part, listed)));
  }

  @Get('assets/:name')
  asset(@Param('name') name: string, @Req() request: Request, @Res() response: Response): void {
    const asset = Object.hasOwn(ASSETS, name) ? ASSETS[name] : undefined;
    if (!asset) throw nothingHere();
    sendAsset(request, response, asset);
  }

  @Get('schemas/:name')
  schema(@Param('name') name: string, @Req() request: Request, @Res() response: Response): void {
    const schema = Object.hasOwn(SCHEMAS, name) ? SCHEMAS[name] : undefined;
    if (!schema) throw nothingHere();
    const $id = `${this.siteUrl}/schemas/${name}`;
    sendJson(request, response, { ...schema, $id });
  }

  @Get('robots.txt')
  robots(@Req() request: Request, @Res() response: Response): void {
    const rules = `User-agent: *\nDisallow:\nSitemap: ${this.siteUrl}/sitemap.xml\n`;
    sendText(request, response, 'text/plain; charset=utf-8', rules);
  }

  private async entries(): Promise<FeedEntries> {
    return feedEntries(this.siteUrl, await this.site.changes(IN_FEED));
  }
}
