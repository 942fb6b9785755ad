import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Env, type OpsConfig, opsConfig } from '@app/config';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@app/database';
import { AppError } from '@app/kernel';
import { makeS3Buckets } from '@app/storage';
import { type DataFolder, openDataFolder } from './data-folder';
import { prepareDatabase, startOwnPostgres } from './database';
import { type DemoAccount, fillForDemonstration } from './demonstration';
import { preflight } from './preflight';
import { addresses, services } from './services';
import { answers, Supervisor } from './supervisor';

export interface Daylight {
  readonly api: string;
  readonly portal: string;
  readonly data: DataFolder;
  /** Only those that were made just now. */
  readonly newAccounts: readonly DemoAccount[];
  /** False when it ran already: then stopping is for whoever started it. */
  readonly startedHere: boolean;
  stop(): Promise<void>;
}

type Say = (line: string) => void;

const POSTGRES_PAUSE_MS = 1000;

/** Starts everything on this machine, or finds it running. Interrupted, it stops what it has started and throws. */
export async function up(root: string, env: Env, say: Say, interrupted: AbortSignal): Promise<Daylight> {
  const config = opsConfig(env);
  if (config.production) {
    throw new AppError(
      'invalid-input',
      'npm start is for development and small trials. In production start api, portal and worker each with its own configuration: see "Production" in the README.',
    );
  }
  const data = openDataFolder(resolve(root, config.data));
  const { api, portal } = addresses(config);
  if (await isRunning(data, api))
    return { api, portal, data, newAccounts: [], startedHere: false, stop: () => Promise.resolve() };
  preflight('start', config.mayInstall, say);
  writeFileSync(data.lock, JSON.stringify({ pid: process.pid }));
  return launch({ root, env, config, data, say, interrupted });
}

interface Launch {
  readonly root: string;
  readonly env: Env;
  readonly config: OpsConfig;
  readonly data: DataFolder;
  readonly say: Say;
  readonly interrupted: AbortSignal;
}

async function launch({ root, env, config, data, say, interrupted }: Launch): Promise<Daylight> {
  const supervisor = new Supervisor(say);
  let postgres: EmbeddedPostgres | null = null;
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await supervisor.stop();
    await postgres?.stop();
    rmSync(data.lock, { force: true });
  };
  try {
    let owner = config.databaseUrl;
    if (owner === null) {
      say('Starting Postgres …');
      postgres = await startOwnPostgres(data);
      owner = await postgres.url('daylight');
      keepPostgres(
        postgres,
        data,
        () => stopping,
        say,
        (next) => (postgres = next),
      );
    }
    interrupted.throwIfAborted();
    const urls = await prepareDatabase(owner, data.secrets);
    if (env['STORAGE'] === 's3') await makeBuckets(env);
    const newAccounts = (await fillForDemonstration(owner, data)) ?? [];
    const { api, portal, worker, witness, portalIsConfined } = services({ root, config, data, urls, env });
    if (!portalIsConfined)
      say(
        'bubblewrap cannot run here: the portal and ffmpeg are not confined. Do not put real footage into this installation.',
      );
    interrupted.throwIfAborted();
    say('Starting api, portal, worker and witness …');
    for (const service of [api, portal, worker, witness]) supervisor.start(service);
    for (const service of [portal, api, worker, witness]) await supervisor.ready(service, 60, interrupted);
    return { ...addresses(config), data, newAccounts, startedHere: true, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A Postgres of ours that dies is started again; the processes reconnect by themselves. */
function keepPostgres(
  current: EmbeddedPostgres,
  data: DataFolder,
  isStopping: () => boolean,
  say: Say,
  replace: (next: EmbeddedPostgres) => void,
): void {
  void current.exited.then(async () => {
    if (isStopping()) return;
    say('Postgres ended; it is started again.');
    const next = await startAgain(data, current.port, isStopping, say);
    if (next === null) return;
    replace(next);
    keepPostgres(next, data, isStopping, say, replace);
  });
}

/** A session of the killed server may linger and keep the next one from starting: it is tried until it works. */
async function startAgain(
  data: DataFolder,
  port: number,
  isStopping: () => boolean,
  say: Say,
): Promise<EmbeddedPostgres | null> {
  while (!isStopping()) {
    try {
      return await startEmbeddedPostgres({ folder: data.postgres, password: data.secrets.postgres, port });
    } catch (error) {
      say(`${error instanceof Error ? error.message : String(error)} It is tried again.`);
      await new Promise((wait) => setTimeout(wait, POSTGRES_PAUSE_MS));
    }
  }
  return null;
}

async function makeBuckets(env: Env): Promise<void> {
  const {
    S3_ENDPOINT: endpoint = '',
    S3_REGION: region = 'us-east-1',
    S3_ACCESS_KEY: accessKey = '',
    S3_SECRET_KEY: secretKey = '',
    S3_BUCKET_PREFIX: bucketPrefix = 'daylight',
  } = env;
  await makeS3Buckets({ kind: 's3', endpoint, region, accessKey, secretKey, bucketPrefix });
}

async function isRunning(data: DataFolder, api: string): Promise<boolean> {
  if (!existsSync(data.lock)) return false;
  const { pid } = JSON.parse(readFileSync(data.lock, 'utf8')) as { pid: number };
  try {
    process.kill(pid, 0);
  } catch {
    return false; // it was killed; what it left behind is taken over
  }
  return answers(`${api}/health/live`);
}
