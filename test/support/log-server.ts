import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { utf8 } from '@app/kernel';
import { sha256, type Signer } from '@app/ledger';
import {
  checkpointText,
  entryBody,
  entryBundle,
  leafHash,
  signNote,
  tileBytes,
  type TileName,
  tilePath,
  TileRange,
} from '@app/ledger/domain';

/** A history of a log: the bodies of its entries. */
export const aHistory = (size: number, mark = ''): Uint8Array[] =>
  Array.from({ length: size }, (_, i) =>
    entryBody({ v: 1, at: new Date(i * 1000).toISOString(), commitment: `${i}${mark}` }),
  );

/** Root and signed checkpoint of a history. */
export function signedOver(history: readonly Uint8Array[], log: Signer): string {
  const range = new TileRange(sha256);
  for (const body of history) range.append(leafHash(sha256, body));
  return signNote(sha256, checkpointText({ origin: log.name, size: history.length, root: range.root() }), [log]);
}

/** Every file of a log with that history. */
export function filesOf(history: readonly Uint8Array[], log: Signer): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>([['checkpoint', utf8(signedOver(history, log))]]);
  const range = new TileRange(sha256);
  const full = history.flatMap((body) => range.append(leafHash(sha256, body)));
  for (const tile of [...full, ...range.partial()]) files.set(tilePath(tile), tileBytes(tile.hashes));
  for (let at = 0; at < history.length; at += 256) {
    const bodies = history.slice(at, at + 256);
    const name: TileName = { level: 'entries', index: at / 256, width: bodies.length };
    files.set(tilePath(name), entryBundle(bodies));
  }
  return files;
}

/** A server of a log, honest or not: it shows what it is told to show. */
export class LogServer {
  private files = new Map<string, Uint8Array>();
  private constructor(private readonly server: Server) {}

  static async start(): Promise<LogServer> {
    const server = createServer();
    const one = new LogServer(server);
    server.on('request', (request, response) => {
      const file = one.files.get((request.url ?? '').replace('/log/', ''));
      response.writeHead(file ? 200 : 404).end(file);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return one;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/log`;
  }

  show(files: Map<string, Uint8Array>): void {
    this.files = files;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
