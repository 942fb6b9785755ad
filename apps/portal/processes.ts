import cluster, { type Worker } from 'node:cluster';
import { allProcessesMetrics, type Logger } from '@app/telemetry';

/** A process that ends sooner than that could not start: the next would not either. */
const STARTED_WELL_MS = 5000;

interface Question {
  readonly ask: 'metrics';
  readonly id: number;
}

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
  cluster.on('message', (worker, question: Question) => void answer(worker, question));
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

async function answer(worker: Worker, { ask, id }: Question): Promise<void> {
  if ((ask as string | undefined) !== 'metrics') return;
  worker.send({ id, text: await allProcessesMetrics() });
}

/** In one of the processes: the figures of all of them, from the one that started them. */
export function metricsOfAll(): Promise<string> {
  const id = ++asked;
  return new Promise((resolve) => {
    const listen = (message: { id?: number; text?: string }): void => {
      if (message.id !== id || message.text === undefined) return;
      process.off('message', listen);
      resolve(message.text);
    };
    process.on('message', listen);
    process.send?.({ ask: 'metrics', id } satisfies Question);
  });
}

let asked = 0;
