import { execFile, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from '../../apps/ops/client/wait';
import { freePort } from '../../apps/ops/up/database';
import { cephConf } from './ceph-conf';

export interface S3User {
  readonly accessKey: string;
  readonly secretKey: string;
}

export interface RunningCeph {
  readonly endpoint: string;
  readonly owner: S3User;
  /** A user of whom nothing is known but who they are: may read what a bucket's policy lets them. */
  readonly portal: S3User;
  /** Process ids of its daemons. */
  readonly daemons: readonly number[];
}

const run = promisify(execFile);

/** Starts Ceph's RADOS Gateway, with what it needs, in that folder and on free ports. It outlives this process. */
export async function startCeph(folder: string): Promise<RunningCeph> {
  for (const name of ['mon', 'osd', 'run']) mkdirSync(join(folder, name), { recursive: true });
  const place = { folder, fsid: randomUUID(), monitor: await freePort(), gateway: await freePort() };
  const conf = join(folder, 'ceph.conf');
  writeFileSync(conf, cephConf(place));
  const ceph = (...args: string[]) => run('ceph', ['--conf', conf, '--connect-timeout', '2', ...args]);
  const daemons: number[] = [];
  try {
    await makeMonitor(folder, conf, place);
    daemons.push(launch(folder, 'ceph-mon', ['--conf', conf, '-i', 'a', '-f']));
    await until('the monitor', 60, () => succeeds(ceph('mon', 'stat')));
    await makeStore(folder, conf, ceph);
    daemons.push(launch(folder, 'ceph-osd', ['--conf', conf, '-i', '0', '-f']));
    await until('the object store', 60, async () => (await ceph('osd', 'stat')).stdout.includes('1 up'));
    daemons.push(launch(folder, 'radosgw', ['--conf', conf, '-n', 'client.rgw', '-f']));
    const endpoint = `http://127.0.0.1:${place.gateway}`;
    await until('the gateway', 120, () => succeeds(fetch(endpoint)));
    return { endpoint, owner: await makeUser(conf, 'daylight'), portal: await makeUser(conf, 'portal'), daemons };
  } catch (error) {
    stopDaemons(daemons);
    throw new Error(`The S3 server did not start: ${lastWords(folder)}`, { cause: error });
  }
}

export function stopDaemons(daemons: readonly number[]): void {
  for (const pid of [...daemons].reverse()) {
    try {
      process.kill(pid, 'SIGKILL'); // everything it holds is in memory or in the run's own folder
    } catch {
      // it has ended already
    }
  }
}

async function makeMonitor(folder: string, conf: string, place: { fsid: string; monitor: number }): Promise<void> {
  const keyring = join(folder, 'keyring');
  const key = (name: string, ...caps: string[]) =>
    run('ceph-authtool', [keyring, '--gen-key', '-n', name, ...caps.flatMap((cap) => ['--cap', ...cap.split('=')])]);
  await run('ceph-authtool', ['--create-keyring', keyring, '--gen-key', '-n', 'mon.', '--cap', 'mon', 'allow *']);
  await key('client.admin', 'mon=allow *', 'osd=allow *', 'mgr=allow *');
  await key('osd.0', 'mon=allow profile osd', 'osd=allow *', 'mgr=allow profile osd');
  await key('client.rgw', 'mon=allow rwx', 'osd=allow rwx', 'mgr=allow rw');
  const map = join(folder, 'monmap');
  const address = `[v2:127.0.0.1:${place.monitor}]`;
  await run('monmaptool', ['--create', '--clobber', '--fsid', place.fsid, '--addv', 'a', address, map]);
  await run('ceph-mon', ['--conf', conf, '-i', 'a', '--mkfs', '--monmap', map, '--keyring', keyring]);
}

async function makeStore(folder: string, conf: string, ceph: (...args: string[]) => Promise<unknown>): Promise<void> {
  const id = randomUUID();
  const { stdout } = await run('ceph-authtool', [join(folder, 'keyring'), '-n', 'osd.0', '-p']);
  const secret = join(folder, 'osd-secret.json');
  writeFileSync(secret, JSON.stringify({ cephx_secret: stdout.trim() }), { mode: 0o600 });
  await ceph('osd', 'new', id, '-i', secret);
  await run('ceph-osd', ['--conf', conf, '-i', '0', '--mkfs', '--osd-uuid', id]);
}

async function makeUser(conf: string, uid: string): Promise<S3User> {
  const user = { accessKey: randomBytes(10).toString('hex'), secretKey: randomBytes(20).toString('hex') };
  const args = ['user', 'create', `--uid=${uid}`, `--display-name=${uid}`];
  const keys = [`--access-key=${user.accessKey}`, `--secret-key=${user.secretKey}`];
  await run('radosgw-admin', ['--conf', conf, ...args, ...keys]);
  return user;
}

function launch(folder: string, program: string, args: readonly string[]): number {
  const output = openSync(join(folder, `${program}.out`), 'a');
  const child = spawn(program, args, { detached: true, stdio: ['ignore', output, output] });
  child.on('error', () => undefined); // what waits for it says that it did not start
  child.unref();
  closeSync(output);
  return child.pid ?? 0;
}

const succeeds = (attempt: Promise<unknown>): Promise<boolean> =>
  attempt.then(
    () => true,
    () => false,
  );

function lastWords(folder: string): string {
  const tail = (name: string): string => {
    try {
      return readFileSync(join(folder, name), 'utf8').slice(-400);
    } catch {
      return '';
    }
  };
  return ['ceph-mon.out', 'ceph-osd.out', 'radosgw.out'].map(tail).join('\n').trim() || 'it said nothing';
}
