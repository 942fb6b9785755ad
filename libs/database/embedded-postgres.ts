import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, openSync } from 'node:fs';
import { chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { type Account, placeWithinReach, postgresAccount } from './postgres-account';

const run = promisify(execFile);

export interface EmbeddedPostgres {
  readonly port: number;
  /** It ran before; whoever started it will stop it. */
  readonly foundRunning: boolean;
  /** Settles when the server is gone, however that came about. */
  readonly exited: Promise<void>;
  /** A superuser's URL for that database; the database is created when it does not exist. */
  url(database: string): Promise<string>;
  stop(): Promise<void>;
}

interface Options {
  /** Folder for the cluster; created on first use. */
  readonly folder: string;
  readonly password: string;
  readonly port: number;
  /** Extra `-c` settings, for instance `fsync=off` in tests. */
  readonly settings?: readonly string[];
}

/**
 * Loopback only, no socket in a shared folder, and of what fails no value of a row in the log; otherwise Postgres's own
 * defaults, which are the safe ones.
 */
const SETTINGS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'log_error_verbosity=terse'];
const INITDB = [
  '--encoding=UTF8',
  '--locale=C.UTF-8',
  '--data-checksums',
  '--auth=scram-sha-256',
  '--username=postgres',
];

/**
 * Starts the Postgres that comes with the npm package, or finds the one that an earlier, killed run left behind.
 * As root it runs as an unprivileged account, as Postgres demands.
 */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  await mkdir(dirname(options.folder), { recursive: true });
  const account = postgresAccount();
  const place = await placeWithinReach(options.folder, account);
  const running = await alreadyRunning(place.data, options.password);
  if (running) return running;
  if (!existsSync(join(place.data, 'PG_VERSION'))) await initialise(place.data, place.bin, account, options.password);
  const server = launch(place.bin, place.data, account, options);
  await answering(options.port, options.password, server);
  const exited = exitOf(server);
  return handle({
    port: options.port,
    foundRunning: false,
    password: options.password,
    exited,
    gone: () => exited,
    kill: (s) => server.kill(s),
  });
}

async function initialise(data: string, bin: string, account: Account, password: string): Promise<void> {
  const passwordFile = `${data}.password-${randomBytes(6).toString('hex')}`;
  await writeFile(passwordFile, password, { mode: 0o600 });
  await mkdir(data, { recursive: true, mode: 0o700 });
  if (account) for (const path of [data, passwordFile]) await chown(path, account.uid, account.gid);
  try {
    await run(join(bin, 'initdb'), [`--pgdata=${data}`, `--pwfile=${passwordFile}`, ...INITDB], { ...account });
  } catch (error) {
    await rm(data, { recursive: true, force: true }); // a half-made cluster would be taken for a whole one next time
    throw error;
  } finally {
    await rm(passwordFile, { force: true });
  }
}

function launch(bin: string, data: string, account: Account, options: Options): ChildProcess {
  const log = openSync(`${options.folder}.log`, 'a');
  const settings = [...SETTINGS, ...(options.settings ?? [])].flatMap((setting) => ['-c', setting]);
  // Detached: a Ctrl-C in the terminal must reach the processes that use the database first, then the database.
  return spawn(join(bin, 'postgres'), ['-D', data, '-p', String(options.port), ...settings], {
    ...account,
    detached: true,
    stdio: ['ignore', log, log],
  });
}

async function alreadyRunning(data: string, password: string): Promise<EmbeddedPostgres | null> {
  const [pid, , , port] = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  if (!pid || !port || !(await connects(Number(port), password))) return null;
  const id = Number(pid);
  return handle({
    port: Number(port),
    foundRunning: true,
    password,
    exited: gone(id, (ms) => wait(ms, undefined, { ref: false })), // watching alone keeps no process from ending
    gone: () => gone(id, wait),
    kill: (signal) => isAlive(id) && process.kill(id, signal),
  });
}

function handle(server: {
  port: number;
  foundRunning: boolean;
  password: string;
  exited: Promise<void>;
  gone: () => Promise<void>;
  kill: (signal: NodeJS.Signals) => unknown;
}): EmbeddedPostgres {
  return {
    port: server.port,
    foundRunning: server.foundRunning,
    exited: server.exited,
    async url(database) {
      const client = new Client({ connectionString: urlOf(server.port, server.password, 'postgres') });
      await client.connect();
      try {
        const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
        if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
      } finally {
        await client.end();
      }
      return urlOf(server.port, server.password, database);
    },
    async stop() {
      server.kill('SIGINT'); // "fast" shutdown: ends sessions, loses no commit
      await server.gone();
    },
  };
}

async function answering(port: number, password: string, server: ChildProcess): Promise<void> {
  while (!(await connects(port, password))) {
    if (server.exitCode !== null || server.signalCode !== null) {
      throw new Error('Postgres stopped while starting; its log, beside the data folder, says why.');
    }
    await wait(50);
  }
}

async function connects(port: number, password: string): Promise<boolean> {
  const client = new Client({ connectionString: urlOf(port, password, 'postgres'), connectionTimeoutMillis: 2000 });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

const urlOf = (port: number, password: string, database: string): string =>
  `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;

const exitOf = (server: ChildProcess): Promise<void> => new Promise((done) => server.once('exit', () => done()));

async function gone(pid: number, pause: (ms: number) => Promise<unknown>): Promise<void> {
  while (isAlive(pid)) await pause(200);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
