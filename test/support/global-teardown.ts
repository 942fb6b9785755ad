import { rmSync } from 'node:fs';
import type { EmbeddedPostgres } from '@app/database';

/** Stops the run's Postgres and removes its folder. */
async function tearDown(): Promise<void> {
  const { testPostgres, testFolder } = globalThis as { testPostgres?: EmbeddedPostgres; testFolder?: string };
  await testPostgres?.stop();
  if (testFolder) rmSync(testFolder, { recursive: true, force: true });
}

export = tearDown;
