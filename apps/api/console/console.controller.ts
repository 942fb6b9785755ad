import { existsSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { AppError, nothingThere } from '@app/kernel';
import { Controller, Get, Inject, Param, Redirect, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Public } from '../http/permission';

/** The folder with the built console. */
export const CONSOLE_FILES = Symbol('the console’s files');

const WHY = 'The console’s own pages and scripts hold no data; what they show, they ask for as whoever signs in';

/**
 * Nothing from elsewhere, nothing in line; pictures made in the page are blobs. A page of our own may be framed, of
 * which all but the preview of a release refuse to be.
 */
const PAGE_POLICY = [
  ...["default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' blob:", "media-src 'self'"],
  ...[
    "connect-src 'self'",
    "worker-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ],
].join('; ');

/** The worker that hashes is WebAssembly, and may do nothing else: it asks nobody for anything. */
const HASH_WORKER = /^hash-worker-[\w-]+\.js$/;
const HASH_WORKER_POLICY = "default-src 'none'; script-src 'wasm-unsafe-eval'";

/** Names of built files carry their hash: what was fetched once is right for ever. */
const FOREVER = 'private, max-age=31536000, immutable';

@ApiExcludeController()
@Controller()
export class ConsoleController {
  private readonly folder: string;

  constructor(@Inject(CONSOLE_FILES) folder: string) {
    this.folder = resolve(folder);
  }

  @Get()
  @Public('It only leads to the console')
  @Redirect('/console/', 302)
  atTheRoot(): void {
    // The decorator answers.
  }

  @Get('console/assets/:file')
  @Public(WHY)
  asset(@Param('file') file: string, @Req() request: Request, @Res() response: Response): void {
    if (!/^[\w-]+\.(js|css|svg|png|woff2|wasm)$/.test(file)) throw nothingThere();
    const path = join('assets', file);
    if (!existsSync(join(this.folder, path))) throw nothingThere();
    response.setHeader('Cache-Control', FOREVER);
    response.setHeader('Content-Security-Policy', HASH_WORKER.test(file) ? HASH_WORKER_POLICY : PAGE_POLICY);
    this.send(path, request, response);
  }

  @Get('console')
  @Public(WHY)
  start(@Req() request: Request, @Res() response: Response): void {
    this.page(request, response);
  }

  /** Every other address of the console is one of its own: the page finds out which. */
  @Get('console/*path')
  @Public(WHY)
  anyPage(@Req() request: Request, @Res() response: Response): void {
    this.page(request, response);
  }

  private page(request: Request, response: Response): void {
    if (!existsSync(join(this.folder, 'index.html')))
      throw new AppError('unavailable', 'The console has not been built: run npm run build.');
    response.setHeader('Content-Security-Policy', PAGE_POLICY);
    this.send('index.html', request, response);
  }

  private send(path: string, request: Request, response: Response): void {
    response.setHeader('Vary', 'Accept-Encoding');
    const packed = `${path}.br`;
    const isPacked = request.acceptsEncodings('br') === 'br' && existsSync(join(this.folder, packed));
    if (isPacked) response.setHeader('Content-Encoding', 'br');
    response.type(extname(path));
    response.sendFile(isPacked ? packed : path, {
      root: this.folder,
      cacheControl: false,
      etag: false,
      lastModified: false,
    });
  }
}
