import { PublicSite } from '@app/publications';
import type { PostedKeys } from '@app/publications/domain';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { nothingHere, sendJson, sendPage, sendText } from '../../http/answer';
import { type KnownFiles, knownFiles, NEWEST_VERSIONS } from './known-files';
import { POSTED_KEYS } from './posted-keys';
import { verifyPage } from './verify.view';

/** Is this file the one that was published? The reader's browser asks itself; the site only says which files there are. */
@Controller('verify')
export class VerifyController {
  constructor(
    @Inject(PublicSite) private readonly site: PublicSite,
    @Inject(POSTED_KEYS) private readonly keys: PostedKeys,
  ) {}

  @Get()
  page(@Req() request: Request, @Res() response: Response): void {
    sendPage(request, response, verifyPage(this.keys));
  }

  @Get('keys.json')
  posted(@Req() request: Request, @Res() response: Response): void {
    sendJson(request, response, this.keys);
  }

  @Get('known.json')
  async newest(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { files, complete } = await this.site.newestKnownFiles(NEWEST_VERSIONS);
    sendKnown(request, response, knownFiles(files, complete));
  }

  /** Three digits of a hash tell nobody which file was checked. */
  @Get('known/:name')
  async others(@Param('name') name: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const [, digits] = /^([0-9a-f]{3})\.json$/.exec(name) ?? [];
    if (digits === undefined) throw nothingHere();
    sendKnown(request, response, knownFiles(await this.site.knownFilesFrom(digits), false));
  }
}

const sendKnown = (request: Request, response: Response, known: KnownFiles): void =>
  sendText(request, response, 'application/json; charset=utf-8', `${JSON.stringify(known)}\n`);
