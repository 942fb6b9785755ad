import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../../apps/ops/client/wait';
import { type RunningCeph, type S3User, startCeph, stopDaemons } from './ceph';
import { testCluster } from './cluster';

/** A real S3 server. `portal` is a second user, null where the configured server has none for the tests. */
export interface TestS3 {
  readonly endpoint: string;
  readonly owner: S3User;
  readonly portal: S3User | null;
}

const PROGRAMS = ['radosgw', 'radosgw-admin', 'ceph', 'ceph-mon', 'ceph-osd', 'ceph-authtool', 'monmaptool'];

/** Why tests against S3 cannot run here; null when they can. */
export function whyNoS3(): string | null {
  if (process.env['DAYLIGHT_TEST_S3_ENDPOINT']) return null;
  const missing = PROGRAMS.filter((program) => !isInstalled(program));
  return missing.length === 0
    ? null
    : `no S3 server is configured (DAYLIGHT_TEST_S3_ENDPOINT, …_ACCESS_KEY, …_SECRET_KEY) and ${missing.join(', ')} is not installed (apt-get install radosgw ceph-mon ceph-osd ceph-common)`;
}

/** `describe` where a real S3 server can be had; else says plainly, once, that these tests did not run. */
export function describeWithS3(name: string, tests: () => void): void {
  const why = whyNoS3();
  if (why === null) {
    describe(name, tests);
    return;
  }
  process.stderr.write(`\nTHE S3 TESTS DID NOT RUN (${name}): ${why}.\n`);
  describe.skip(name, tests);
}

/** The server that is configured, else the run's own: started by the first test that asks, stopped by the tear-down. */
export async function s3Server(): Promise<TestS3> {
  const configured = fromEnvironment();
  if (configured) return configured;
  const folder = s3Folder(testCluster().folder);
  const known = (): TestS3 | null => read(folder);
  if (isFirst(folder)) await startAndAnnounce(folder);
  return until('the S3 server', 180, async () => known());
}

/** Ends the run's own server, if a test started one. */
export function stopS3Server(runFolder: string): void {
  const running = read(s3Folder(runFolder));
  if (running) stopDaemons(running.daemons);
}

const s3Folder = (runFolder: string): string => join(runFolder, 's3');
const announcement = (folder: string): string => join(folder, 'running.json');

async function startAndAnnounce(folder: string): Promise<void> {
  const running = await startCeph(folder);
  const draft = `${announcement(folder)}.draft`;
  writeFileSync(draft, JSON.stringify(running));
  renameSync(draft, announcement(folder)); // another test file reads all of it or nothing
}

/** Test files run in processes of their own: the one that makes the folder starts the server. */
function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

function read(folder: string): RunningCeph | null {
  const path = announcement(folder);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as RunningCeph) : null;
}

function fromEnvironment(): TestS3 | null {
  const variable = (name: string): string => process.env[`DAYLIGHT_TEST_S3_${name}`] ?? '';
  if (!variable('ENDPOINT')) return null;
  const portal = { accessKey: variable('PORTAL_ACCESS_KEY'), secretKey: variable('PORTAL_SECRET_KEY') };
  return {
    endpoint: variable('ENDPOINT'),
    owner: { accessKey: variable('ACCESS_KEY'), secretKey: variable('SECRET_KEY') },
    portal: portal.accessKey ? portal : null,
  };
}

function isInstalled(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
