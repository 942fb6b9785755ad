import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import parseRange from 'range-parser';

/** A page with a release and its source side by side, small enough that a browser shows both. */
const PAGE = `<!doctype html><title>films</title>
<video id="release" muted playsinline width="320"></video><video id="source" muted playsinline width="320"></video>`;

/** Serves the films of a folder on the loopback, in ranges: a browser seeks in nothing else. */
export class FilmServer {
  private constructor(
    private readonly server: Server,
    readonly site: string,
  ) {}

  static async open(folder: string): Promise<FilmServer> {
    const server = createServer((request, response) => void answer(folder, request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new FilmServer(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

async function answer(
  folder: string,
  { url = '/', headers }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (url === '/') return void response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
  const path = join(folder, basename(url));
  if (!existsSync(path)) return void response.writeHead(url === '/favicon.ico' ? 204 : 404).end();
  const { size } = statSync(path);
  const ranges = headers.range === undefined ? [] : parseRange(size, headers.range);
  if (typeof ranges === 'number') return void response.writeHead(416).end();
  const { start, end } = ranges[0] ?? { start: 0, end: size - 1 };
  response.writeHead(ranges[0] ? 206 : 200, {
    'content-type': 'video/mp4',
    'accept-ranges': 'bytes',
    'content-length': end - start + 1,
    ...(ranges[0] && { 'content-range': `bytes ${start}-${end}/${size}` }),
  });
  // A browser breaks off what it no longer needs; that is no failure.
  await pipeline(createReadStream(path, { start, end }), response).catch(() => undefined);
}
