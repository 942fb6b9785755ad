import type { Person } from '@app/access';
import { CasesService, type Preview } from '@app/determinations';
import { AppError, type ClipId, nothingThere } from '@app/kernel';
import { ASSETS, type City, documentOf, languageOf, type PageIn, releasePage, withFilesAt } from '@app/public-pages';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { May, Public } from '../http/permission';
import { By } from '../http/request';
import { sendMedia } from '../http/send-media';
import { IdPipe } from '../http/validation';
import { PUBLIC_SITE } from '../people/people.controller';
import { CITY } from './city';
import { ReleaseFileView } from './previews.views.dto';

/** The public page has no script. Framed by the console alone; a frame within a sandbox asks nobody for anything. */
const PREVIEW_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; frame-ancestors 'self'; sandbox allow-same-origin";

/** Nothing runs in the frame, so the script that the buttons wait for is not asked for. */
const withoutPlayer =
  (page: PageIn): PageIn =>
  (language) => ({ ...page(language), hasPlayer: false });
/** A file of a release is looked at, and does nothing. */
const FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** What the public will read and hear, before it can: by the public site's own templates, from the files to be signed. */
@Controller()
export class PreviewsController {
  constructor(
    @Inject(CasesService) private readonly cases: CasesService,
    @Inject(PUBLIC_SITE) private readonly publicSite: string,
    @Inject(CITY) private readonly city: City,
  ) {}

  /** The page of the release as it would be if it were published now. */
  @Get('clips/:id/public-preview')
  @May('read', 'Determination')
  @ApiProduces('text/html')
  async page(@Param('id', IdPipe) id: ClipId, @By() by: Person, @Res() response: Response): Promise<void> {
    const preview = await this.cases.preview(id, by);
    if (!preview) throw new AppError('conflict', 'The files of the release are not assembled yet.');
    response.setHeader('Content-Security-Policy', PREVIEW_POLICY);
    const facts = this.factsOf(preview);
    const address = `/releases/${facts.release.releaseId}`;
    const page = withFilesAt(withoutPlayer(releasePage(facts)), ({ role }) => `/clips/${id}/release-files/${role}`);
    const html = documentOf(page, {
      language: languageOf('en'),
      siteUrl: facts.siteUrl,
      address,
      city: this.city,
    });
    response.type('text/html; charset=utf-8').send(html);
  }

  /** The files that are signed off, as assembled; none before. */
  @Get('clips/:id/release-files')
  @May('read', 'Determination')
  async files(@Param('id', IdPipe) id: ClipId, @By() by: Person): Promise<ReleaseFileView[]> {
    const files = await this.cases.releaseFiles(id, by);
    return files.map(({ role, name, mediaType, sha256, size }) => ({ role, name, mediaType, sha256, size }));
  }

  /** One of them, as the public would get it. */
  @Get('clips/:id/release-files/:role')
  @May('read', 'Determination')
  @ApiProduces('application/octet-stream')
  async file(
    @Param('id', IdPipe) id: ClipId,
    @Param('role') role: string,
    @By() by: Person,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { mediaType, sha256, size, open } = await this.cases.releaseFile(id, role, by);
    response.setHeader('Content-Security-Policy', FILE_POLICY);
    const type = mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType;
    await sendMedia(request, response, { mediaType: type, etag: sha256, size, open });
  }

  /** The captions of the cut: they keep what is muted. Nothing (204) while there are none. */
  @Get('clips/:id/captions')
  @May('read', 'Rendering')
  @ApiProduces('text/vtt')
  async captions(@Param('id', IdPipe) id: ClipId, @By() by: Person, @Res() response: Response): Promise<void> {
    const captions = await this.cases.captions(id, by);
    if (captions === null) response.status(204).end();
    else response.type('text/vtt; charset=utf-8').send(captions);
  }

  /** The public site's sheet and icon, for the preview. */
  @Get('assets/:name')
  @Public('They are those of the public site, and hold no data')
  asset(@Param('name') name: string, @Res() response: Response): void {
    const asset = Object.hasOwn(ASSETS, name) ? ASSETS[name] : undefined;
    if (!asset) throw nothingThere();
    response.setHeader('Cache-Control', 'private, max-age=31536000, immutable');
    response.type(asset.type).send(asset.body);
  }

  private factsOf({
    assembled,
    provenanceAnchors,
    release,
    earlier,
    ofIncident,
  }: Preview): Parameters<typeof releasePage>[0] {
    const { manifest, manifestSha256, record } = assembled;
    const version = {
      ...release,
      state: 'published' as const,
      manifestSha256,
      manifest,
      record,
      signOff: null,
      cityKey: null,
      provenanceAnchors,
      attestation: null,
      proof: null,
      ledgerKey: null,
      tombstone: null,
      superseded: null,
    };
    return {
      release: version,
      files: manifest.files,
      versions: [version, ...earlier],
      ofIncident,
      at: null,
      described: false,
      translation: null,
      subtitles: [],
      siteUrl: this.publicSite.replace(/\/$/, ''),
    };
  }
}
