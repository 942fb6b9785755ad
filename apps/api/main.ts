import { apiConfig } from '@app/config';
import { createLogger } from '@app/telemetry';
import 'reflect-metadata';
import { startApi } from './api';

async function main(): Promise<void> {
  const config = apiConfig(process.env);
  const log = createLogger('api', config.logLevel);
  const api = await startApi(config, log);
  process.send?.({ ready: true });
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'api stops');
    setTimeout(() => process.exit(0), 25_000).unref();
    void api.stop().then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(signal));
  process.on('disconnect', () => stop('supervisor gone'));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(3);
});
