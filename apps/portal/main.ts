import cluster from 'node:cluster';
import { portalConfig } from '@app/config';
import { createLogger, metricsFrom } from '@app/telemetry';
import 'reflect-metadata';
import { startPortal } from './portal';
import { metricsOfAll, roomToAskOfAll, startProcesses } from './processes';

async function main(): Promise<void> {
  const config = portalConfig(process.env);
  const log = createLogger('portal', config.logLevel);
  if (cluster.isWorker) metricsFrom(metricsOfAll);
  const portal =
    config.processes > 1 && cluster.isPrimary
      ? startProcesses(config.processes, log)
      : await startPortal(config, log, cluster.isWorker ? roomToAskOfAll : undefined);
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'portal stops');
    setTimeout(() => process.exit(0), 25_000).unref();
    void portal.stop().then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(signal));
  process.on('disconnect', () => stop('supervisor gone'));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(3);
});
