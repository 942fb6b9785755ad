import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { metricsText } from './metrics';

/** One thing a process needs to do its work. Rejects, or takes too long, when it does not answer. */
export interface Check {
  readonly name: string;
  readonly run: () => Promise<unknown>;
}

export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, 'ok' | 'failing'>>;
}

const PATIENCE_MS = 3000;
/** Longer than whoever asks again keeps a connection: what is closed on them as they ask is lost, and looks like an outage. */
const KEPT_MS = 75_000;

/** Tries everything a process needs, now: a cached answer would not be the truth. */
export async function readiness(checks: readonly Check[]): Promise<Readiness> {
  const results = await Promise.all(
    checks.map(async ({ name, run }) => [name, (await holds(run)) ? 'ok' : 'failing'] as const),
  );
  return { ready: results.every(([, state]) => state === 'ok'), checks: Object.fromEntries(results) };
}

async function holds(run: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  const answer = Promise.resolve()
    .then(run)
    .then(
      () => true,
      () => false,
    );
  const result = await Promise.race([answer, late]);
  clearTimeout(timer);
  return result;
}

const OWN_ADDRESSES = ['/health/live', '/health/ready', '/metrics'];

const nothing: RequestListener = (_request, response) => send(response, 404, 'text/plain', 'not found\n');

/** `/health/live`, `/health/ready` and `/metrics` on a port of their own, for processes whose main port is not for that. */
export class HealthServer {
  private readonly server: Server;

  /** `otherwise` answers every other address. */
  constructor(checks: readonly Check[], otherwise: RequestListener = nothing) {
    this.server = createServer((request, response) => {
      if (OWN_ADDRESSES.includes(request.url ?? '/')) void this.answer(request.url ?? '/', checks, response);
      else otherwise(request, response);
    });
    this.server.keepAliveTimeout = KEPT_MS;
  }

  listen(port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => {
        const address = this.server.address();
        resolve(typeof address === 'object' && address ? address.port : port);
      });
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async answer(url: string, checks: readonly Check[], response: ServerResponse): Promise<void> {
    if (url === '/health/live') {
      send(response, 200, 'application/json', '{"live":true}');
      return;
    }
    if (url === '/health/ready') {
      const state = await readiness(checks);
      send(response, state.ready ? 200 : 503, 'application/json', JSON.stringify(state));
      return;
    }
    const { type, text } = await metricsText();
    send(response, 200, type, text);
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}
