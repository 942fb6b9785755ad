import { witnessConfig } from '@app/config';
import { createLogger } from '@app/telemetry';
import { startWitness } from './witness';

async function main(): Promise<void> {
  const config = witnessConfig(process.env);
  const log = createLogger('witness', config.logLevel);
  const witness = await startWitness(config, log);
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'witness stops');
    setTimeout(() => process.exit(0), 5_000).unref();
    void witness.stop().then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(signal));
  process.on('disconnect', () => stop('supervisor gone'));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(3);
});
