import { pipeline } from 'node:stream/promises';
import { AppError, isSha256Hex } from '@app/kernel';
import { publicKeyOf, PublicSite } from '@app/publications';
import { answerRange, type ReadableBucket } from '@app/storage';
import { mediaPath } from '@app/public-pages';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';

export const PUBLIC_BUCKET = Symbol('the public bucket, to read');

const TYPES: Readonly<Record<string, string>> = {
  'text/vtt': 'text/vtt; charset=utf-8',
  'application/json': 'application/json; charset=utf-8',
};

/** Files of releases that are public now, by the hash of their content. What was replaced or taken down answers 410. */
@Controller('media')
export class MediaController {
  constructor(
    @Inject(PublicSite) private readonly site: PublicSite,
    @Inject(PUBLIC_BUCKET) private readonly bucket: ReadableBucket,
  ) {}

  @Get(':name')
  async file(@Param('name') name: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const sha256 = name.split('.')[0] ?? '';
    const file = isSha256Hex(sha256) ? await this.site.file(sha256) : null;
    if (!file || mediaPath(file) !== `/media/${name}`) throw await this.whyNot(sha256);
    response.setHeader('Content-Type', TYPES[file.mediaType] ?? file.mediaType);
    response.setHeader('ETag', `"${sha256}"`);
    response.setHeader('Repr-Digest', `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`);
    // Whoever kept it asks again within the minute in which a takedown is complete.
    response.setHeader('Cache-Control', 'public, max-age=30, must-revalidate');
    response.setHeader('Accept-Ranges', 'bytes');
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    if (request.fresh) {
      response.status(304).end();
      return;
    }
    await this.send(publicKeyOf(sha256, file.mediaType), file.size, request, response);
  }

  private async send(key: string, size: number, request: Request, response: Response): Promise<void> {
    const ifRange = request.headers['if-range'];
    const current = ifRange === undefined || ifRange === response.getHeader('ETag');
    const answer = answerRange(current ? request.headers.range : undefined, size);
    if (answer.kind === 'unsatisfiable') {
      response.setHeader('Content-Range', `bytes */${size}`);
      throw new AppError('range-unsatisfiable', `The file has ${size} bytes.`);
    }
    const part = answer.kind === 'part' ? answer.range : undefined;
    if (part) response.status(206).setHeader('Content-Range', `bytes ${part.start}-${part.end}/${size}`);
    response.setHeader('Content-Length', part ? part.end - part.start + 1 : size);
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    const body = await this.bucket.read(key, part);
    await pipeline(body, response).catch(() => response.destroy()); // the reader went away, or storage failed midway
  }

  private async whyNot(sha256: string): Promise<AppError> {
    const gone = isSha256Hex(sha256) && (await this.site.wasPublic(sha256));
    return gone
      ? new AppError('gone', 'This file is not public any more.')
      : new AppError('not-found', 'There is nothing at this address.');
  }
}
