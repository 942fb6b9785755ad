import { AppError, isUuid } from '@app/kernel';
import { PublicSite } from '@app/publications';
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { nothingHere, sendJson } from '../../http/answer';
import { SITE_URL } from '../../http/site-url';
import { escapeXml } from './xml';

const WIDTH = { least: 240, most: 1280, usual: 640 };
/** Beside the picture: the warning, and the links below it. */
const AROUND = 220;

/** oEmbed 1.0 (oembed.com): what another page puts in to show a release. It is a frame with our own page in it. */
@Controller()
export class OembedController {
  constructor(
    @Inject(PublicSite) private readonly site: PublicSite,
    @Inject(SITE_URL) private readonly siteUrl: string,
  ) {}

  @Get('oembed')
  async byAddress(
    @Query() query: Record<string, unknown>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (query['format'] !== undefined && query['format'] !== 'json') {
      sendJson(request, response, { error: 'Only format=json is spoken here.' }, 501);
      return;
    }
    const id = releaseIn(query['url'], this.siteUrl);
    if (id === null) throw nothingHere();
    await this.send(id, query['maxwidth'], request, response);
  }

  /** The same as a file, for the export and for links that need no question mark. */
  @Get('releases/:id/oembed.json')
  async ofRelease(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.send(id, undefined, request, response);
  }

  private async send(id: string, maxWidth: unknown, request: Request, response: Response): Promise<void> {
    const versions = isUuid(id) ? await this.site.versions(id) : [];
    const record = versions.find((one) => one.record)?.record;
    if (!record && versions[0]?.tombstone) throw new AppError('gone', 'This release was taken down.');
    if (!record) throw nothingHere();
    const width = widthOf(maxWidth);
    const height = Math.round((width * record.video.height) / record.video.width) + AROUND;
    const title = escapeXml(record.title);
    sendJson(request, response, {
      version: '1.0',
      type: 'rich',
      title: record.title,
      provider_name: 'Daylight, City of Cambridge',
      provider_url: this.siteUrl,
      cache_age: 30,
      width,
      height,
      html: `<iframe src="${escapeXml(this.siteUrl)}/embed/${id}" title="${title}" width="${width}" height="${height}" sandbox="allow-scripts allow-same-origin allow-popups" referrerpolicy="no-referrer" loading="lazy"></iframe>`,
    });
  }
}

/** The id of the release whose page, in whatever language and version, that address is. */
function releaseIn(address: unknown, siteUrl: string): string | null {
  if (typeof address !== 'string' || !address.startsWith(`${siteUrl}/`)) return null;
  const found =
    /^(?:\/[a-z]{2}(?:-[A-Za-z]{2,4})?)?\/(?:releases|embed)\/([0-9a-f-]{36})(?:\/v\/\d+)?\/?(?:[?#].*)?$/.exec(
      address.slice(siteUrl.length),
    );
  return found?.[1] ?? null;
}

function widthOf(given: unknown): number {
  const width = typeof given === 'string' && /^\d{1,5}$/.test(given) ? Number(given) : WIDTH.usual;
  return Math.min(Math.max(width, WIDTH.least), WIDTH.most);
}
