import { AppError, isUuid } from '@app/kernel';
import { type PublicRelease, PublicSite } from '@app/publications';
import type { ReleaseBundle, ReleaseRecord } from '@app/publications/domain';
import { mediaPath, releasePage } from '@app/public-pages';
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { sendJson, sendPage } from '../../http/answer';
import { SITE_URL } from '../../http/site-url';
import { supersededPage } from './superseded.view';
import { tombstonePage } from './tombstone.view';

type Standing = PublicRelease & { readonly record: ReleaseRecord };

@Controller('releases/:id')
export class ReleaseController {
  constructor(
    @Inject(PublicSite) private readonly site: PublicSite,
    @Inject(SITE_URL) private readonly siteUrl: string,
  ) {}

  @Get()
  async page(
    @Param('id') id: string,
    @Query('t') t: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const versions = await this.versions(id);
    const standing = standingOf(versions);
    if (standing) {
      this.show(standing, versions, t, request, response);
      return;
    }
    const [newest] = versions;
    if (!newest?.tombstone) throw notThere();
    sendPage(request, response, tombstonePage(newest, newest.tombstone), 410);
  }

  @Get('release.json')
  async bundle(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const versions = await this.versions(id);
    const standing = standingOf(versions);
    if (standing) {
      sendJson(request, response, bundleOf(standing, this.siteUrl));
      return;
    }
    const tombstone = versions[0]?.tombstone;
    if (!tombstone) throw notThere();
    sendJson(request, response, { schema: 'daylight-tombstone-1', ...tombstone }, 410);
  }

  @Get('v/:version')
  async version(
    @Param('id') id: string,
    @Param('version') version: string,
    @Query('t') t: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const versions = await this.versions(id);
    const wanted = versions.find((one) => String(one.version) === version);
    if (!wanted) throw notThere();
    if (wanted.tombstone) {
      sendPage(request, response, tombstonePage(wanted, wanted.tombstone), 410);
      return;
    }
    const standing = standingOf(versions);
    if (standing?.version === wanted.version) {
      this.show(standing, versions, t, request, response);
      return;
    }
    sendPage(request, response, supersededPage(wanted, standing ?? undefined), 410);
  }

  private show(
    release: Standing,
    versions: readonly PublicRelease[],
    t: unknown,
    request: Request,
    response: Response,
  ): void {
    sendPage(request, response, () =>
      releasePage({
        release,
        files: release.manifest?.files ?? [],
        versions,
        at: secondsOf(t, release.record.video.duration),
        siteUrl: this.siteUrl,
      }),
    );
  }

  private async versions(id: string): Promise<PublicRelease[]> {
    const versions = isUuid(id) ? await this.site.versions(id) : [];
    if (versions.length === 0) throw notThere();
    return versions;
  }
}

const notThere = (): AppError => new AppError('not-found', 'There is nothing at this address.');

const standingOf = (versions: readonly PublicRelease[]): Standing | null =>
  versions.find((one): one is Standing => one.state === 'published' && one.record !== null) ?? null;

function secondsOf(t: unknown, duration: number): number | null {
  const seconds = typeof t === 'string' && /^\d{1,6}(\.\d{1,3})?$/.test(t) ? Number(t) : NaN;
  return seconds <= duration ? seconds : null;
}

function bundleOf(release: Standing, siteUrl: string): ReleaseBundle {
  const { manifest, signOff, cityKey } = release;
  if (!manifest || !signOff || !cityKey) throw notThere();
  return {
    schema: 'daylight-release-1',
    release: release.releaseId,
    version: release.version,
    publishedAt: release.publishedAt.toISOString(),
    page: `${siteUrl}/releases/${release.releaseId}`,
    manifest,
    files: manifest.files.map((file) => ({ ...file, url: `${siteUrl}${mediaPath(file)}` })),
    signOff,
    ledger: release.proof,
    keys: { city: cityKey, ledger: release.ledgerKey },
  };
}
