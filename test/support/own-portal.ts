import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from '../../apps/ops/up/database';
import { until } from '../../apps/ops/client/wait';
import { isOk } from './installation';
import { residentBytes } from './processes';
import { PROGRAMS } from './surroundings';

/** The portal as a process of its own, so that what it holds in memory is its own too. */
export class OwnPortal {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
    /** Where nobody counts requests. */
    readonly privatePort: number,
  ) {}

  /** `database`: the URL of its role; `store`: the folder of the buckets. */
  static async start(database: string, store: string, more: Readonly<Record<string, string>> = {}): Promise<OwnPortal> {
    const [port, privatePort] = [await freePort(), await freePort()];
    const env = {
      PATH: PROGRAMS,
      NODE_ENV: 'production',
      LOG_LEVEL: 'silent',
      DATABASE_URL: database,
      STORAGE_ROOT: store,
      PORTAL_PORT: String(port),
      PORTAL_METRICS_PORT: String(privatePort),
      PORTAL_PROCESSES: '1',
      PORTAL_URL: `http://127.0.0.1:${port}`,
      ...more,
    };
    const main = join(__dirname, '..', '..', 'dist', 'apps', 'portal', 'main.js');
    const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'inherit', 'inherit'] });
    const portal = new OwnPortal(child, port, privatePort);
    await until('the portal to answer', 60, () => isOk(`${portal.url}/health/live`));
    return portal;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get privateUrl(): string {
    return `http://127.0.0.1:${this.privatePort}`;
  }

  /** Bytes that it holds now. */
  get memory(): number {
    return residentBytes(this.child.pid ?? 0);
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    setTimeout(() => this.child.kill('SIGKILL'), 5000).unref();
    await gone;
  }
}
