import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { signIn, type StaffSession } from '../../apps/ops/client/staff-session';
import { until } from '../../apps/ops/client/wait';
import type { Role } from '@app/access';
import { asRole, freePort } from '../../apps/ops/up/database';
import type { DemoAccount } from '../../apps/ops/up/demonstration';
import { type Ended, OPS, ops, opsStarted } from '../drivers/ops';
import { everyProcess, killNow, type RunningProcess, treeOf } from './processes';
import { PROGRAMS } from './surroundings';
import { discard, temporaryFolder } from './temporary';

export type ProcessName = 'supervisor' | 'api' | 'portal' | 'worker' | 'witness' | 'postgres';

/** Daylight as `npm start` runs it: real processes, with a data folder and ports of its own. */
export class Installation {
  readonly folder = temporaryFolder();
  readonly data = join(this.folder, 'data');
  readonly uploads = join(this.data, 'uploads');
  readonly scratch = join(this.data, 'scratch');
  readonly logs = join(this.data, 'logs');
  private supervisor: ChildProcess | null = null;
  /** What `up` said, on both its outputs. */
  said = '';

  private constructor(readonly env: Readonly<Record<string, string>>) {
    chmodSync(this.folder, 0o755); // Postgres's account must be able to enter it
    mkdirSync(this.data);
  }

  /** Prepares one without starting it. */
  static async prepare(more: Readonly<Record<string, string>> = {}): Promise<Installation> {
    const port = async (): Promise<string> => String(await freePort());
    return new Installation({
      PATH: PROGRAMS,
      LANG: 'C.UTF-8',
      DAYLIGHT_NO_INSTALL: '1',
      API_PORT: await port(),
      PORTAL_PORT: await port(),
      WORKER_METRICS_PORT: await port(),
      PORTAL_METRICS_PORT: await port(),
      WITNESS_PORT: await port(),
      ...more,
    });
  }

  static async start(more: Readonly<Record<string, string>> = {}): Promise<Installation> {
    const installation = await Installation.prepare(more);
    await installation.start();
    return installation;
  }

  get api(): string {
    return this.at('API_PORT');
  }

  get portal(): string {
    return this.at('PORTAL_PORT');
  }

  get workerHealth(): string {
    return this.at('WORKER_METRICS_PORT');
  }

  get portalHealth(): string {
    return this.at('PORTAL_METRICS_PORT');
  }

  get accounts(): DemoAccount[] {
    return JSON.parse(readFileSync(join(this.data, 'demonstration-staff.json'), 'utf8')) as DemoAccount[];
  }

  /** A superuser's URL of the installation's database. */
  get database(): string {
    const { postgres } = JSON.parse(readFileSync(join(this.data, 'secrets.json'), 'utf8')) as { postgres: string };
    const port = readFileSync(join(this.data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3];
    return `postgres://postgres:${postgres}@127.0.0.1:${port}/daylight`;
  }

  /** The portal's own URL of it. */
  get portalDatabase(): string {
    const { portal } = JSON.parse(readFileSync(join(this.data, 'secrets.json'), 'utf8')) as { portal: string };
    return asRole(this.database, 'daylight_portal', portal);
  }

  as(role: Role): Promise<StaffSession> {
    const account = this.accounts.find((one) => one.role === role);
    if (!account) throw new Error(`no account for ${role}`);
    return signIn(this.api, account.userName, account.password);
  }

  /** `ops up`; returns when it says that Daylight is running. */
  async start(): Promise<void> {
    const said = this.said.length;
    const child = spawn(process.execPath, [OPS, 'up'], { env: this.environment(), stdio: ['ignore', 'pipe', 'pipe'] });
    this.supervisor = child;
    for (const output of [child.stdout, child.stderr]) output.on('data', (text: Buffer) => (this.said += String(text)));
    await until('Daylight to run', 90, () => {
      if (child.exitCode !== null) throw new Error(`up ended with ${child.exitCode}:\n${this.said}`);
      return Promise.resolve(this.said.slice(said).includes('Daylight is running.'));
    });
  }

  /** Processes of that name that run now, with all below them. */
  pids(name: ProcessName, all: readonly RunningProcess[] = everyProcess()): number[] {
    const heads = all.filter(({ pid, commandLine, environment }) => {
      if (name === 'supervisor') return pid === this.supervisor?.pid;
      if (name === 'postgres') return commandLine.includes(`-D ${join(this.data, 'postgres')} `);
      return commandLine.includes(join('dist', 'apps', name, 'main.js')) && this.isOurs(commandLine, environment);
    });
    const pids = name === 'supervisor' ? heads.map((one) => one.pid) : heads.flatMap((one) => treeOf(one.pid, all));
    return [...new Set(pids)];
  }

  /** `kill -9` of the process and all below it; returns the ids once they are gone. */
  async kill(name: ProcessName): Promise<number[]> {
    const pids = this.pids(name);
    if (pids.length === 0) throw new Error(`${name} does not run`);
    killNow(pids);
    await until(`${name} to be gone`, 10, () => Promise.resolve(!this.pids(name).some((pid) => pids.includes(pid))));
    return pids;
  }

  async ready(): Promise<void> {
    for (const url of [this.api, this.portal, this.workerHealth])
      await until(`${url} to be ready`, 60, async () => isOk(`${url}/health/ready`));
  }

  /** Every process that works on this data folder. */
  everything(): number[] {
    return everyProcess()
      .filter(({ commandLine, environment }) => this.isOurs(commandLine, environment))
      .map((one) => one.pid);
  }

  /** What Ctrl-C does: a signal to `up` alone; it stops the rest. Returns its exit code. */
  async stop(signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
    const child = this.supervisor;
    if (child?.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const gone = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
    child.kill(signal);
    return gone;
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Stops what still runs and removes the folder. */
  async remove(): Promise<void> {
    await this.stop();
    killNow(this.everything());
    discard(this.folder);
  }

  /** An operator command, run to its end. */
  ops(args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Ended> {
    return ops(args, { ...this.environment(), ...more });
  }

  /** An operator command that the test will not let come to its end. */
  opsStarted(args: readonly string[]): ChildProcess {
    return opsStarted(args, this.environment());
  }

  environment(): Record<string, string> {
    return { ...this.env, HOME: this.folder, DAYLIGHT_DATA: this.data };
  }

  private at(port: string): string {
    return `http://127.0.0.1:${this.env[port] ?? ''}`;
  }

  private isOurs(commandLine: string, environment: string): boolean {
    return [commandLine, environment].some((text) => text.includes(this.data));
  }
}

export const isOk = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5000) })).ok;
  } catch {
    return false;
  }
};
