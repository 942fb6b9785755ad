import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { ExportFolder } from '@app/static-site';
import { FOR_COPY, SECURITY_HEADERS } from '@app/static-site/domain';
import { isAsk } from '../http/intake';
import { setContext } from './context';
import { answerFromExport, sendTombstone } from './from-export';
import { type PageCache } from './page-cache';
import { pageByPath } from './page-path';
import { networkOfReader, type RequestLimit } from './request-limit';
import type { RevisionWatch } from './revision-watch';
import { sendKept } from './send-kept';
import type { StreamLimit } from './stream-limit';
import { isWithdrawn, type WithdrawnHere } from './withdrawn-here';

export interface FrontDoorParts {
  /** The pages: Nest on Express. */
  readonly pages: RequestListener;
  /** What a reader sees who asks too often. */
  readonly tooMany: RequestListener;
  /** What a reader sees where something was withdrawn of which the export has no tombstone. */
  readonly gone: RequestListener;
  readonly watch: RevisionWatch;
  readonly withdrawn: WithdrawnHere;
  readonly streams: StreamLimit;
  /** Null at the private port, where nobody is counted. */
  readonly limit: RequestLimit | null;
  readonly cache: PageCache;
  readonly trustedProxies: number;
}

const READING = ['GET', 'HEAD'];
/** Never changes under its name: needs no revision. */
const TIMELESS = '/assets/';
const ALIVE = '/health/';
/** Longer addresses are answered, but not kept. */
const LONGEST_KEPT = 400;

/**
 * Stands before the pages. Refuses what is not read; counts; asks whether anything public has changed since a page was
 * made, and hands it out if not; answers from the export while Postgres is silent.
 */
export class FrontDoor {
  private readonly making = new Map<string, Promise<void>>();

  constructor(private readonly parts: FrontDoorParts) {}

  readonly listener: RequestListener = (request, response) => {
    this.answer(request, response).catch(() => response.destroy());
  };

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { limit, pages, tooMany } = this.parts;
    const counted = limit?.count(request) ?? { refused: false, headers: [] };
    const takes = isAsk({ path: pathOf(request.url ?? '/') }) ? [...READING, 'POST'] : READING;
    if (!takes.includes(request.method ?? '')) {
      refuse(response, 405, ['Allow', takes.join(', ')]);
      return;
    }
    if (counted.refused) {
      dress(response, ['Retry-After', '60', ...counted.headers]);
      tooMany(request, response);
      return;
    }
    request.url = pageByPath(request.url ?? '/');
    if (request.url.startsWith(ALIVE)) {
      dress(response, counted.headers);
      pages(request, response);
      return;
    }
    await this.answerPublic(request, response, counted.headers);
  }

  private async answerPublic(
    request: IncomingMessage,
    response: ServerResponse,
    more: readonly string[],
  ): Promise<void> {
    const { watch, withdrawn } = this.parts;
    const url = request.url ?? '/';
    const revision = url.startsWith(TIMELESS) ? 'timeless' : await watch.now();
    const emergencies = await withdrawn.emergencies();
    if (isWithdrawn(plainly(pathOf(url)), emergencies)) {
      dress(response, more);
      if (withdrawn.folder && (await sendTombstone(withdrawn.folder, request, response))) return;
      this.parts.gone(request, response);
      return;
    }
    const reads = READING.includes(request.method ?? '');
    if (reads && revision === null && (await this.answerInOutage(withdrawn.folder, request, response, more))) return;
    const isKept = reads && revision !== null && url.length <= LONGEST_KEPT && !isCopied(request);
    const address = isKept ? `${emergencies.length} ${url}` : null;
    if (address === null || revision === null || !(await this.answerKept(address, revision, request, response, more)))
      this.make(address, { revision, emergencies, more }, request, response);
  }

  private async answerInOutage(
    folder: ExportFolder | null,
    request: IncomingMessage,
    response: ServerResponse,
    more: readonly string[],
  ): Promise<boolean> {
    if (!folder) return false;
    dress(response, more);
    const room = (): boolean => this.enter(request, response);
    return answerFromExport({ folder, seenRevision: this.parts.watch.last, room }, request, response);
  }

  /** Hands out the page as it was made, waiting for who makes it just now. */
  private async answerKept(
    address: string,
    revision: string,
    request: IncomingMessage,
    response: ServerResponse,
    more: readonly string[],
  ): Promise<boolean> {
    const { cache } = this.parts;
    let entry = cache.find(address, revision);
    if (!entry && this.making.has(address)) {
      await this.making.get(address);
      entry = cache.find(address, revision);
    }
    if (!entry) return false;
    const found = entry;
    sendKept(request, response, found.answer, { bodyIn: (encoding) => cache.body(found, encoding), more });
    return true;
  }

  private make(
    address: string | null,
    known: {
      readonly revision: string | null;
      readonly emergencies: Awaited<ReturnType<WithdrawnHere['emergencies']>>;
      readonly more: readonly string[];
    },
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    const { cache, pages } = this.parts;
    const { revision } = known;
    dress(response, known.more);
    const done = address === null ? () => undefined : this.begin(address, response);
    setContext(response, {
      ...known,
      keep: (answer) => {
        const bodies = address === null || revision === null ? null : cache.keep(address, revision, answer);
        done();
        return bodies;
      },
      pass: done,
      stream: () => {
        done();
        return this.enter(request, response);
      },
    });
    pages(request, response);
  }

  /** Room for one more file on its way, to this reader. */
  private enter(request: IncomingMessage, response: ServerResponse): boolean {
    return this.parts.streams.enter(networkOfReader(request, this.parts.trustedProxies), response);
  }

  /** Lets others wait for a page that is being made, until it is kept or will not be. Returns what ends their wait. */
  private begin(address: string, response: ServerResponse): () => void {
    let done = (): void => undefined;
    const made = new Promise<void>((resolve) => (done = resolve));
    response.once('close', done);
    this.making.set(address, made);
    void made.then(() => {
      if (this.making.get(address) === made) this.making.delete(address);
      this.parts.cache.madeOrNot(address);
    });
    return done;
  }
}

/** Whether it is to be answered in another way than to a reader. */
const isCopied = ({ url, headers }: IncomingMessage): boolean =>
  FOR_COPY in headers && isAsk({ path: pathOf(url ?? '/') });

/** As the pages read it, who tell no capitals and no escapes apart. */
function plainly(path: string): string {
  try {
    return decodeURIComponent(path).toLowerCase();
  } catch {
    return path;
  }
}

const pathOf = (url: string): string => url.replace(/\?.*$/s, '');

function dress(response: ServerResponse, more: readonly string[]): void {
  for (const [name, value] of SECURITY_HEADERS) response.setHeader(name, value);
  for (let i = 0; i < more.length; i += 2) response.setHeader(more[i] ?? '', more[i + 1] ?? '');
}

function refuse(response: ServerResponse, status: number, headers: readonly string[]): void {
  dress(response, [...headers, 'Cache-Control', 'no-store', 'Content-Length', '0']);
  response.writeHead(status).end();
}
