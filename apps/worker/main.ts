import { workerConfig } from '@app/config';
import { createLogger } from '@app/telemetry';
import { startWorker } from './worker';

async function main(): Promise<void> {
  const config = workerConfig(process.env);
  const log = createLogger('worker', config.logLevel);
  const worker = await startWorker(config, log);
  process.send?.({ ready: true });
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'worker stops');
    void worker.stop().then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(signal));
  process.on('disconnect', () => stop('supervisor gone'));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(3);
});
