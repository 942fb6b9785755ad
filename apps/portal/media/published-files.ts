import { AppError } from '@app/kernel';
import { type PublicFile, publicKeyOf } from '@app/publications';
import { FRESH } from '@app/static-site/domain';
import { answerRange, type ReadableBucket } from '@app/storage';
import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { contextOf } from '../front/context';
import { sendStream } from '../http/send-stream';

export const PUBLIC_BUCKET = Symbol('the public bucket, to read');

const TYPES: Readonly<Record<string, string>> = {
  'text/vtt': 'text/vtt; charset=utf-8',
  'text/plain': 'text/plain; charset=utf-8',
  'text/csv': 'text/csv; charset=utf-8; header=present',
  'application/json': 'application/json; charset=utf-8',
};

/** Sends files of releases: whole or in part, with their hash as ETag. */
@Injectable()
export class PublishedFiles {
  constructor(@Inject(PUBLIC_BUCKET) private readonly bucket: ReadableBucket) {}

  async send(file: PublicFile, request: Request, response: Response): Promise<void> {
    const { sha256, mediaType } = file;
    if (contextOf(response).emergencies.some(({ files }) => files.includes(sha256)))
      throw new AppError('gone', 'This file is not public any more.');
    response.setHeader('Content-Type', TYPES[mediaType] ?? mediaType);
    response.setHeader('ETag', `"${sha256}"`);
    // Whoever kept it asks again within the minute in which a takedown is complete.
    response.setHeader('Cache-Control', FRESH);
    response.setHeader('Accept-Ranges', 'bytes');
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    if (request.fresh) {
      response.status(304).end();
      return;
    }
    await this.sendBytes(publicKeyOf(sha256, mediaType), file.size, request, response);
  }

  private async sendBytes(key: string, size: number, request: Request, response: Response): Promise<void> {
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
    await sendStream((sink) => this.bucket.pour(key, sink, part), response);
  }
}
