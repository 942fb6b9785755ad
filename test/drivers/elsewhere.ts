import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';

/** A page of another origin, with each address in a sandboxed frame. */
export async function aPageThatFrames(
  addresses: readonly string[],
): Promise<{ address: string; close(): Promise<unknown> }> {
  const frames = addresses.map(
    (src) => `<iframe width="600" height="800" sandbox="allow-scripts allow-same-origin" src="${src}"></iframe>`,
  );
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html').end(`<!doctype html><title>Elsewhere</title>${frames.join('')}`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}`, close: () => promisify(server.close.bind(server))() };
}
