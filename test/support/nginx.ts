import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../apps/ops/up/database';
import { until } from '../../apps/ops/client/wait';
import { isOk } from './installation';

export interface Nginx {
  readonly url: string;
  stop(): void;
}

export const isThere = (program: string): boolean => spawnSync('which', [program]).status === 0;

/** nginx on an exported site, with the `nginx.conf` that lies in it; `more`: what its owner adds for all sites. */
export async function startNginx(exported: string, more = ''): Promise<Nginx> {
  const port = await freePort();
  const site = readFileSync(join(exported, 'nginx.conf'), 'utf8').replace('listen 8080', `listen 127.0.0.1:${port} backlog=1024`); // prettier-ignore
  const root = mkdtempSync(join(tmpdir(), 'daylight-nginx-'));
  chmodSync(root, 0o755);
  const conf = join(root, 'nginx.conf');
  writeFileSync(
    conf,
    `daemon off; user root; worker_processes auto; pid ${root}/pid; error_log ${root}/error.log;\nevents { worker_connections 4096; }\nhttp { access_log off; ${more}\n${site}}\n`,
  );
  const child = spawn('nginx', ['-c', conf], { stdio: ['ignore', 'inherit', 'inherit'] });
  const url = `http://127.0.0.1:${port}`;
  await until('nginx to answer', 20, () => isOk(`${url}/robots.txt`));
  return { url, stop: () => void child.kill('SIGTERM') };
}
