import { AppError, isUuid } from '@app/kernel';
import { type PublicRelease, PublicSite } from '@app/publications';
import { BESIDE, sha256Sums, TRANSLATION_LANGUAGES, translatedCaptions } from '@app/publications/domain';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { tlogProof } from '@app/ledger/domain';
import type { Request, Response } from 'express';
import { nothingHere, sendText } from '../../http/answer';
import { SITE_URL } from '../../http/site-url';
import { PublishedFiles } from '../../media/published-files';
import { bundleOf } from './bundle-of';

/** A text of the folder that is not among the signed files, by its name; null where there is none (yet). */
const TEXTS: Readonly<Record<string, (release: PublicRelease, siteUrl: string) => string | null>> = {
  [BESIDE.bundle]: (release, siteUrl) => asJson(bundleOf(release, siteUrl)),
  [BESIDE.sums]: ({ manifest }) => manifest && sha256Sums(manifest),
  [BESIDE.attestation]: ({ attestation }) => attestation && asJson(attestation),
  [BESIDE.logProof]: ({ proof }) => proof && tlogProof(proof),
};

const asJson = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** One version of a release as the folder that `sha256sum -c` and both verifiers read: every file by its name. */
@Controller('releases/:id/v/:version')
export class ReleaseFolderController {
  constructor(
    @Inject(PublicSite) private readonly site: PublicSite,
    @Inject(SITE_URL) private readonly siteUrl: string,
    @Inject(PublishedFiles) private readonly files: PublishedFiles,
  ) {}

  @Get(':name')
  async file(
    @Param('id') id: string,
    @Param('version') version: string,
    @Param('name') name: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const release = await this.standing(id, version);
    const file = release.manifest?.files.find((one) => one.name === name);
    if (file) {
      await this.files.send(file, request, response);
      return;
    }
    const text = Object.hasOwn(TEXTS, name) ? TEXTS[name]?.(release, this.siteUrl) : null;
    if (!text) throw nothingHere();
    const type = name.endsWith('.json') ? 'application/json' : 'text/plain';
    sendText(request, response, `${type}; charset=utf-8`, text);
  }

  /** Captions in another language: they stand beside what was signed, for as long as it stands (decision 039). */
  @Get('translations/:name')
  async translation(
    @Param('id') id: string,
    @Param('version') version: string,
    @Param('name') name: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const release = await this.standing(id, version);
    const language = TRANSLATION_LANGUAGES.find((one) => name === `${one}.vtt`);
    const translation = language ? await this.site.translation(release, language) : null;
    const vtt = translation && release.record && translatedCaptions(release.record, translation);
    if (!vtt) throw nothingHere();
    sendText(request, response, 'text/vtt; charset=utf-8', vtt);
  }

  private async standing(id: string, version: string): Promise<PublicRelease> {
    const versions = isUuid(id) ? await this.site.versions(id) : [];
    const release = versions.find((one) => String(one.version) === version);
    if (!release) throw nothingHere();
    if (release.state !== 'published') throw new AppError('gone', 'This version is not public any more.');
    return release;
  }
}
