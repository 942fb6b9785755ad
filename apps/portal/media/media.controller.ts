import { AppError, isSha256Hex } from '@app/kernel';
import { PublicSite } from '@app/publications';
import { mediaPath } from '@app/public-pages';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { PublishedFiles } from './published-files';

/** Files of releases that are public now, by the hash of their content. What was replaced or taken down answers 410. */
@Controller('media')
export class MediaController {
  constructor(
    @Inject(PublicSite) private readonly site: PublicSite,
    @Inject(PublishedFiles) private readonly files: PublishedFiles,
  ) {}

  @Get(':name')
  async file(@Param('name') name: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const sha256 = name.split('.')[0] ?? '';
    const file = isSha256Hex(sha256) ? await this.site.file(sha256) : null;
    if (!file || mediaPath(file) !== `/media/${name}`) throw await this.whyNot(sha256);
    await this.files.send(file, request, response);
  }

  private async whyNot(sha256: string): Promise<AppError> {
    const gone = isSha256Hex(sha256) && (await this.site.wasPublic(sha256));
    return gone
      ? new AppError('gone', 'This file is not public any more.')
      : new AppError('not-found', 'There is nothing at this address.');
  }
}
