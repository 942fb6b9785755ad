import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@app/database';
import { freePort, prepareDatabase } from '../../apps/ops/up/database';
import { announceCluster } from './cluster';

const passwords = { postgres: 'test-superuser', app: 'test-app', portal: 'test-portal' };

/** One Postgres for the run, with a template that every test copies; and a build that is not stale. */
async function setUp(): Promise<void> {
  execFileSync(process.execPath, [join(__dirname, '..', '..', 'apps', 'ops', 'launch.mjs'), '--help'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const folder = mkdtempSync(join(tmpdir(), 'daylight-test-cluster-'));
  chmodSync(folder, 0o755); // as root, Postgres's account must enter it: else a copy is made elsewhere, and stays
  const postgres = await startEmbeddedPostgres({
    folder: join(folder, 'postgres'),
    password: passwords.postgres,
    port: await freePort(),
    settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300'],
  });
  const template = 'daylight_template';
  await prepareDatabase(await postgres.url(template), passwords);
  announceCluster({ superuser: await postgres.url('postgres'), template, folder, passwords });
  (globalThis as { testPostgres?: EmbeddedPostgres; testFolder?: string }).testPostgres = postgres;
  (globalThis as { testFolder?: string }).testFolder = folder;
}

export = setUp;
