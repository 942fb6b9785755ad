import { AppError } from '@app/kernel';
import { isTilePath } from '@app/ledger/domain';
import { logFileKey, PublicSite } from '@app/publications';
import { LASTING } from '@app/static-site/domain';
import type { ReadableBucket } from '@app/storage';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { nothingHere, sendText } from '../http/answer';
import { sendStream } from '../http/send-stream';
import { PUBLIC_BUCKET } from '../media/published-files';

/** The City's log for anyone to copy and to follow (C2SP tlog-tiles): its signed checkpoint, its hashes, its entries. */
@Controller()
export class LogController {
  constructor(
    @Inject(PublicSite) private readonly site: PublicSite,
    @Inject(PUBLIC_BUCKET) private readonly bucket: ReadableBucket,
  ) {}

  /** `ledger/checkpoint` is its first address, which copies of older releases name. */
  @Get(['log/checkpoint', 'ledger/checkpoint'])
  async checkpoint(@Req() request: Request, @Res() response: Response): Promise<void> {
    const note = await this.site.checkpoint();
    if (note === null) throw new AppError('not-found', 'The log has not been sealed yet.');
    sendText(request, response, 'text/plain; charset=utf-8', note);
  }

  /** A file that is there never changes. A partial tile may go once the full one is there, so it is kept for less long. */
  @Get('log/tile/*path')
  async tile(@Req() request: Request, @Res() response: Response): Promise<void> {
    const path = request.path.slice('/log/'.length);
    const file = isTilePath(path) ? await this.bucket.stat(logFileKey(path)) : null;
    if (!file) throw nothingHere();
    response.setHeader('Content-Type', 'application/octet-stream');
    response.setHeader('Cache-Control', path.includes('.p/') ? 'public, max-age=60' : LASTING);
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Content-Length', file.size);
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    await sendStream((sink) => this.bucket.pour(logFileKey(path), sink), response);
  }
}
