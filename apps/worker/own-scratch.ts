import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

const FOLDER = /^worker-(?<machine>[^~]+)~(?<pid>\d+)~[0-9a-f]{8}$/;

/**
 * A folder for one run of a worker. A worker that was killed could not remove its own, and it may hold footage: the
 * next one on the same machine does. Folders of other machines, where the disk is shared, are not ours to judge.
 */
export async function ownScratch(scratch: string): Promise<string> {
  await mkdir(scratch, { recursive: true });
  const machine = hostname();
  for (const name of await readdir(scratch)) {
    const owner = FOLDER.exec(name)?.groups;
    if (owner?.['machine'] === machine && !inUse.has(name) && isAbandoned(Number(owner['pid'])))
      await rm(join(scratch, name), { recursive: true, force: true });
  }
  const own = `worker-${machine}~${process.pid}~${randomUUID().slice(0, 8)}`;
  inUse.add(own);
  await mkdir(join(scratch, own));
  return join(scratch, own);
}

/** Of this process. In a container every run has the same number: another folder with ours is an earlier run's. */
const inUse = new Set<string>();

function isAbandoned(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'EPERM'; // that one lives, as somebody else
  }
}
