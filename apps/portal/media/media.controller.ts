import { AppError, isSha256Hex } from '@app/kernel';
import { type PublicFile, PublicSite } from '@app/publications';
import { mediaPath } from '@app/public-pages';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { nothingHere } from '../http/answer';
import { contextOf } from '../front/context';
import { PublishedFiles } from './published-files';

/** Files of releases that are public now, by the hash of their content. What was replaced or taken down answers 410. */
@Controller('media')
export class MediaController {
  private readonly known = new KnownFiles();

  constructor(
    @Inject(PublicSite) private readonly site: PublicSite,
    @Inject(PublishedFiles) private readonly files: PublishedFiles,
  ) {}

  @Get(':name')
  async file(@Param('name') name: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const sha256 = name.split('.')[0] ?? '';
    const file = isSha256Hex(sha256) ? await this.find(sha256, contextOf(response).revision) : null;
    if (!file || mediaPath(file) !== `/media/${name}`) throw await this.whyNot(sha256);
    response.setHeader('Repr-Digest', `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`);
    await this.files.send(file, request, response);
  }

  /** As long as nothing public changes a file is what it was. */
  private async find(sha256: string, revision: string | null): Promise<PublicFile | null> {
    const known = revision === null ? undefined : this.known.at(revision).get(sha256);
    if (known) return known;
    const found = await this.site.file(sha256);
    if (found && revision !== null) this.known.at(revision).set(sha256, found);
    return found;
  }

  private async whyNot(sha256: string): Promise<AppError> {
    const gone = isSha256Hex(sha256) && (await this.site.wasPublic(sha256));
    return gone ? new AppError('gone', 'This file is not public any more.') : nothingHere();
  }
}

const MOST_KNOWN = 10_000;

/** Files of one revision of the public site. */
class KnownFiles {
  private revision = '';
  private files = new Map<string, PublicFile>();

  at(revision: string): Map<string, PublicFile> {
    if (revision !== this.revision || this.files.size > MOST_KNOWN) {
      this.revision = revision;
      this.files = new Map();
    }
    return this.files;
  }
}
