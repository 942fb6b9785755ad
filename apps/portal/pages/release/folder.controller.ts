import { AppError, isSha256Hex, isUuid } from '@app/kernel';
import { type PublicRelease, PublicSite } from '@app/publications';
import { BESIDE, TRANSLATION_LANGUAGES, translatedCaptions } from '@app/publications/domain';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { nothingHere, sendJson, sendPage, sendText } from '../../http/answer';
import { PublishedFiles } from '../../media/published-files';
import { folderOf, inFolder } from './folder';
import { folderPage } from './folder.view';
import { isStanding, sendGone, standingOf } from './standing';

/**
 * One version of a release as the folder that `sha256sum -c` and both verifiers read: every file by its name. The folder
 * is called by the number of the version, and by the hash of its manifest, which says what is in it.
 */
@Controller()
export class ReleaseFolderController {
  constructor(
    @Inject(PublicSite) private readonly site: PublicSite,
    @Inject(PublishedFiles) private readonly files: PublishedFiles,
  ) {}

  @Get('releases/:id/v/:version/:name')
  async fileOfVersion(
    @Param('id') id: string,
    @Param('version') version: string,
    @Param('name') name: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.send(await this.numbered(id, version), name, request, response);
  }

  @Get('bundles/:sha256/:name')
  async fileOfBundle(
    @Param('sha256') sha256: string,
    @Param('name') name: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.send(await this.called(sha256), name, request, response);
  }

  /** What is in it, for people. */
  @Get('bundles/:sha256')
  async bundle(@Param('sha256') sha256: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const release = await this.called(sha256);
    if (!release) throw nothingHere();
    if (isStanding(release)) {
      sendPage(request, response, folderPage(release, [...folderOf(release)]));
      return;
    }
    const standing = standingOf(await this.site.versions(release.releaseId));
    await sendGone(this.site, { release, standing }, request, response);
  }

  /** The release of its page: the one in the folder of the version that stands. */
  @Get('releases/:id/release.json')
  async bundleOfRelease(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const versions = isUuid(id) ? await this.site.versions(id) : [];
    const standing = standingOf(versions);
    const tombstone = versions[0]?.tombstone;
    if (!standing && tombstone) sendJson(request, response, { schema: 'daylight-tombstone-1', ...tombstone }, 410);
    else await this.send(standing, BESIDE.bundle, request, response);
  }

  private async called(sha256: string): Promise<PublicRelease | null> {
    return isSha256Hex(sha256) ? this.site.versionOfManifest(sha256) : null;
  }

  private async send(
    release: PublicRelease | null | undefined,
    name: string,
    request: Request,
    response: Response,
  ): Promise<void> {
    const found = inFolder(asStanding(release), name);
    if (!found) throw nothingHere();
    if ('sha256' in found) {
      await this.files.send(found, request, response);
      return;
    }
    sendToAnybody(request, response, name.endsWith('.json') ? 'application/json' : 'text/plain', found.text);
  }

  /** Captions in another language: they stand beside what was signed, for as long as it stands (decision 039). */
  @Get('releases/:id/v/:version/translations/:name')
  async translation(
    @Param('id') id: string,
    @Param('version') version: string,
    @Param('name') name: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const release = asStanding(await this.numbered(id, version));
    const language = TRANSLATION_LANGUAGES.find((one) => name === `${one}.vtt`);
    const translation = language ? await this.site.translation(release, language) : null;
    const vtt = translation && release.record && translatedCaptions(release.record, translation);
    if (!vtt) throw nothingHere();
    sendToAnybody(request, response, 'text/vtt', vtt);
  }

  private async numbered(id: string, version: string): Promise<PublicRelease | undefined> {
    const versions = isUuid(id) ? await this.site.versions(id) : [];
    return versions.find((one) => String(one.version) === version);
  }
}

/** A text that other sites may show too. */
function sendToAnybody(request: Request, response: Response, type: string, text: string): void {
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  sendText(request, response, `${type}; charset=utf-8`, text);
}

/** AppError `not-found` where there is none, `gone` where it is not public any more. */
function asStanding(release: PublicRelease | null | undefined): PublicRelease {
  if (!release) throw nothingHere();
  if (!isStanding(release)) throw new AppError('gone', 'This version is not public any more.');
  return release;
}
