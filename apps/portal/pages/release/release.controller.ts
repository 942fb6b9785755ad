import { isUuid, must } from '@app/kernel';
import { type PublicRelease, PublicSite } from '@app/publications';
import { embedOf, releasePage } from '@app/public-pages';
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { nothingHere, sendPage, sendText } from '../../http/answer';
import { placeOf } from '../../http/language';
import { framable } from '../../http/security';
import { SITE_URL } from '../../http/site-url';
import { sendGone, type Standing, standingOf } from './standing';

/** What a reader asks for: to begin at a moment (`?t=`), with audio description. */
interface Asked {
  readonly t: unknown;
  readonly described: boolean;
}

@Controller()
export class ReleaseController {
  constructor(
    @Inject(PublicSite) private readonly site: PublicSite,
    @Inject(SITE_URL) private readonly siteUrl: string,
  ) {}

  @Get('releases/:id')
  async page(
    @Param('id') id: string,
    @Query('t') t: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const versions = await this.versions(id);
    await this.showNewest(versions, { t, described: false }, request, response);
  }

  /** The same page with audio description; where nothing is described there is none. */
  @Get('releases/:id/described')
  async describedPage(
    @Param('id') id: string,
    @Query('t') t: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const versions = await this.versions(id);
    const standing = standingOf(versions);
    if (standing && !isDescribed(standing)) throw nothingHere();
    await this.showNewest(versions, { t, described: true }, request, response);
  }

  @Get('releases/:id/v/:version')
  async version(
    @Param('id') id: string,
    @Param('version') version: string,
    @Query('t') t: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const versions = await this.versions(id);
    const wanted = versions.find((one) => String(one.version) === version);
    if (!wanted) throw nothingHere();
    const standing = standingOf(versions);
    if (standing?.version === wanted.version)
      await this.show(standing, versions, { t, described: false }, request, response);
    else await sendGone(this.site, { release: wanted, standing }, request, response);
  }

  /** The release for a frame on somebody else's page: this page alone may be framed. */
  @Get('embed/:id')
  async embed(
    @Param('id') id: string,
    @Query('t') t: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const versions = await this.versions(id);
    const standing = standingOf(versions);
    const subtitles = standing ? await this.site.subtitles(standing) : [];
    const facts = { release: standing, files: standing?.manifest?.files ?? [], subtitles, siteUrl: this.siteUrl };
    const at = standing && secondsOf(t, standing.record.video.duration);
    framable(response);
    const { language } = placeOf(request);
    response.setHeader('Content-Language', language.code);
    const html = embedOf({ ...facts, releaseId: id, at }, language);
    sendText(request, response, 'text/html; charset=utf-8', html, standing ? 200 : 410);
  }

  private async showNewest(
    versions: readonly PublicRelease[],
    asked: Asked,
    request: Request,
    response: Response,
  ): Promise<void> {
    const standing = standingOf(versions);
    if (standing) await this.show(standing, versions, asked, request, response);
    else await sendGone(this.site, { release: newestOf(versions), standing: null }, request, response);
  }

  private async show(
    release: Standing,
    versions: readonly PublicRelease[],
    { t, described }: Asked,
    request: Request,
    response: Response,
  ): Promise<void> {
    const { code } = placeOf(request).language;
    const page = releasePage({
      release,
      files: release.manifest?.files ?? [],
      versions,
      ofIncident: await this.site.idsOfIncident(release.record.incident.id),
      translation: code === 'en' ? null : await this.site.translation(release, code),
      subtitles: await this.site.subtitles(release),
      at: secondsOf(t, release.record.video.duration),
      described,
      siteUrl: this.siteUrl,
    });
    sendPage(request, response, page);
  }

  private async versions(id: string): Promise<PublicRelease[]> {
    const versions = isUuid(id) ? await this.site.versions(id) : [];
    if (versions.length === 0) throw nothingHere();
    return versions;
  }
}

/** Versions come newest first, and there is one at least. */
const newestOf = ([newest]: readonly PublicRelease[]): PublicRelease => must(newest, 'a version');

const isDescribed = ({ manifest }: Standing): boolean =>
  manifest?.files.some(({ role }) => role === 'video-described') ?? false;

function secondsOf(t: unknown, duration: number): number | null {
  const seconds = typeof t === 'string' && /^\d{1,6}(\.\d{1,3})?$/.test(t) ? Number(t) : NaN;
  return seconds <= duration ? seconds : null;
}
