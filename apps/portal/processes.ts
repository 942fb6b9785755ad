import cluster, { type Worker } from 'node:cluster';
import { allProcessesMetrics, type Logger } from '@app/telemetry';
import { AskLimit, type RoomToAsk } from './front/ask-limit';

/** A process that ends sooner than that could not start: the next would not either. */
const STARTED_WELL_MS = 5000;

/** What one of the processes asks of the one that started them, which alone knows of all. */
type Question = { readonly ask: 'metrics' } | { readonly ask: 'room-to-ask'; readonly network: string };
type Numbered = Question & { readonly id: number };

/** Starts processes that share the portal's ports, and keeps them running. Returns what stops them. */
export function startProcesses(count: number, log: Logger): { stop(): Promise<void> } {
  let stopping = false;
  const start = (): void => {
    const began = Date.now();
    cluster.fork().once('exit', (code) => {
      if (stopping) return;
      if (Date.now() - began < STARTED_WELL_MS) process.exit(code === 0 ? 3 : code);
      log.warn({ code }, 'a process of the portal ended; it is started again');
      start();
    });
  };
  const asks = new AskLimit();
  cluster.on('message', (worker, question: Numbered) => void answer(worker, question, asks));
  for (let i = 0; i < count; i++) start();
  return {
    async stop() {
      stopping = true;
      const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
      await Promise.all(workers.map(ended));
    },
  };
}

function ended(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    worker.once('exit', () => resolve());
    worker.process.kill('SIGTERM');
  });
}

/** The cluster's other messages, of which one is the figures of each process, ask nothing. */
async function answer(worker: Worker, question: Numbered, asks: AskLimit): Promise<void> {
  if (question.ask === 'metrics') worker.send({ id: question.id, text: await allProcessesMetrics() });
  if (question.ask === 'room-to-ask') worker.send({ id: question.id, text: String(asks.take(question.network)) });
}

/** In one of the processes: the figures of all of them. */
export const metricsOfAll = (): Promise<string> => answerTo({ ask: 'metrics' });

/** In one of the processes: counts one form among those that all of them take in. */
export const roomToAskOfAll: RoomToAsk = async (network) =>
  (await answerTo({ ask: 'room-to-ask', network })) === 'true';

function answerTo(question: Question): Promise<string> {
  const id = ++asked;
  return new Promise((resolve) => {
    const listen = (message: { id?: number; text?: string }): void => {
      if (message.id !== id || message.text === undefined) return;
      process.off('message', listen);
      resolve(message.text);
    };
    process.on('message', listen);
    process.send?.({ ...question, id } satisfies Numbered);
  });
}

let asked = 0;
