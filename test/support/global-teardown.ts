import { rmSync } from 'node:fs';
import type { EmbeddedPostgres } from '@app/database';
import { stopS3Server } from './s3-server';

/** Stops the run's servers and removes its folder. */
async function tearDown(): Promise<void> {
  const { testPostgres, testFolder } = globalThis as { testPostgres?: EmbeddedPostgres; testFolder?: string };
  if (testFolder) stopS3Server(testFolder);
  await testPostgres?.stop();
  if (testFolder) rmSync(testFolder, { recursive: true, force: true });
}

export = tearDown;
