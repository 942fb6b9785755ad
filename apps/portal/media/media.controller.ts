import { pipeline } from 'node:stream/promises';
import { AppError, isSha256Hex } from '@app/kernel';
import { type PublicFile, publicKeyOf, PublicSite } from '@app/publications';
import { answerRange, type ReadableBucket } from '@app/storage';
import { mediaPath } from '@app/public-pages';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { contextOf } from '../front/context';

export const PUBLIC_BUCKET = Symbol('the public bucket, to read');

const TYPES: Readonly<Record<string, string>> = {
  'text/vtt': 'text/vtt; charset=utf-8',
  'application/json': 'application/json; charset=utf-8',
};

/** Bytes that are held for a reader who does not read: there may be hundreds of them. */
const AT_ONCE = 256 * 1024;

/** Files of releases that are public now, by the hash of their content. What was taken down answers 410. */
@Controller('media')
export class MediaController {
  private readonly known = new KnownFiles();

  constructor(
    @Inject(PublicSite) private readonly site: PublicSite,
    @Inject(PUBLIC_BUCKET) private readonly bucket: ReadableBucket,
  ) {}

  @Get(':name')
  async file(@Param('name') name: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const sha256 = name.split('.')[0] ?? '';
    const file = isSha256Hex(sha256) ? await this.find(sha256, contextOf(response).revision) : null;
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

  /** As long as nothing public changes a file is what it was. */
  private async find(sha256: string, revision: string | null): Promise<PublicFile | null> {
    const known = revision === null ? undefined : this.known.at(revision).get(sha256);
    if (known) return known;
    const found = await this.site.file(sha256);
    if (found && revision !== null) this.known.at(revision).set(sha256, found);
    return found;
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
    const body = await this.bucket.read(key, part, AT_ONCE);
    await pipeline(body, response).catch(() => response.destroy()); // the reader went away, or storage failed midway
  }

  private async whyNot(sha256: string): Promise<AppError> {
    const gone = isSha256Hex(sha256) && (await this.site.wasTakenDown(sha256));
    return gone
      ? new AppError('gone', 'This file was taken down.')
      : new AppError('not-found', 'There is nothing at this address.');
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
