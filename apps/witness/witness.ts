import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WitnessConfig } from '@app/config';
import { cosign, type Signer, type Verifier, witnessKey } from '@app/ledger/domain';
import type { Logger } from '@app/telemetry';
import { parseSubmission, type Ruling, ruleOn } from './add-checkpoint';
import { logKey, ownKey, sha256 } from './keys';
import { Memory } from './memory';

export interface RunningWitness {
  readonly port: number;
  /** Its verifier key, to be given to whoever wants to check its cosignatures. */
  readonly key: string;
  stop(): Promise<void>;
}

const MOST_BODY = 64 << 10;
const PATIENCE_MS = 10_000;

/** Starts a witness (C2SP tlog-witness): it cosigns a log's checkpoint if the log has only grown since the last one. */
export async function startWitness(config: WitnessConfig, log: Logger): Promise<RunningWitness> {
  const own = ownKey(config.key, config.name);
  const memory = await Memory.open(config.state);
  const witness = new Witness(own, config.logs.map(logKey), memory, log);
  const server = createServer({ requestTimeout: PATIENCE_MS, headersTimeout: PATIENCE_MS }, (request, response) => {
    void answer(witness, request, response).catch((error: unknown) => {
      log.error({ error }, 'a checkpoint could not be looked at');
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  });
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(config.port, config.host, done);
  });
  const { port } = server.address() as AddressInfo;
  const key = witnessKey(sha256, own);
  log.info({ port, key }, 'witness started');
  return {
    port,
    key,
    async stop() {
      server.closeIdleConnections();
      await new Promise((done) => server.close(done));
      memory.close();
    },
  };
}

class Witness {
  /** The last request about each log: the next one is looked at when it is done, so that none is cosigned in between. */
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(
    private readonly own: Signer,
    private readonly logs: readonly Verifier[],
    private readonly memory: Memory,
    private readonly log: Logger,
  ) {}

  /** The ruling, and the cosignature where it is 200: by then the checkpoint is on disk. */
  async addCheckpoint(body: string): Promise<{ ruling: Ruling; line: string }> {
    const submission = parseSubmission(body);
    if (!submission) return { ruling: { status: 400, says: 'That is no request to add a checkpoint.' }, line: '' };
    const { origin } = submission.checkpoint;
    const log = this.logs.find(({ name }) => name === origin);
    return this.inTurn(log ? origin : '', async () => {
      const ruling = ruleOn(submission, log, log ? await this.memory.last(origin) : null);
      if (ruling.status !== 200) {
        this.log.warn({ origin, size: submission.checkpoint.size, status: ruling.status }, 'not cosigned');
        return { ruling, line: '' };
      }
      await this.memory.keep(ruling.checkpoint);
      this.log.info({ origin, size: ruling.checkpoint.size }, 'cosigned');
      return { ruling, line: cosign(sha256, this.own, ruling.text, new Date()) };
    });
  }

  private inTurn<T>(origin: string, work: () => Promise<T>): Promise<T> {
    const mine = (this.turns.get(origin) ?? Promise.resolve()).then(work);
    this.turns.set(
      origin,
      mine.catch(() => undefined),
    );
    return mine;
  }
}

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

const plain = (status: number, text: string): Reply => ({ status, type: 'text/plain; charset=utf-8', text });

async function answer(witness: Witness, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status, type, text } = await replyTo(witness, request);
  if (status === 405) response.setHeader('Allow', 'POST');
  response.writeHead(status, {
    'Content-Type': type,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(text);
}

async function replyTo(witness: Witness, request: IncomingMessage): Promise<Reply> {
  const { method, url } = request;
  if (method === 'GET' && url === '/health/live') return plain(200, 'live\n');
  if (url !== '/add-checkpoint') return plain(404, 'A witness answers POST /add-checkpoint.\n');
  if (method !== 'POST') return plain(405, '');
  const body = await textOf(request);
  if (body === null) return plain(400, 'That is no request to add a checkpoint.\n');
  const { ruling, line } = await witness.addCheckpoint(body);
  if (ruling.status === 200) return plain(200, line);
  if (ruling.status === 409) return { status: 409, type: 'text/x.tlog.size', text: `${ruling.size}\n` };
  return plain(ruling.status, `${ruling.says}\n`);
}

/** Null when it is too long or no UTF-8. */
async function textOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MOST_BODY) chunks.push(chunk);
  }
  if (size > MOST_BODY) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks));
  } catch {
    return null;
  }
}
