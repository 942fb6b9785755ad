import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { ownScratch } from '../../apps/worker/own-scratch';
import { discard, temporaryFolder } from '../support/temporary';

let scratch: string;
beforeEach(() => (scratch = temporaryFolder()));
afterEach(() => discard(scratch));

/** The number of a process that has ended. */
const deadPid = (): number => spawnSync('true').pid;

function left(name: string): string {
  const folder = join(scratch, name);
  mkdirSync(join(folder, 'room-1'), { recursive: true });
  writeFileSync(join(folder, 'room-1', 'release.mp4'), 'half a release');
  return folder;
}

it('removes the folder of a worker that was killed, with all that is in it', async () => {
  const abandoned = left(`worker-${hostname()}~${deadPid()}~0123abcd`);
  const own = await ownScratch(scratch);
  expect(existsSync(abandoned)).toBe(false);
  expect(existsSync(own)).toBe(true);
});

it('removes the folder of an earlier run that had its own number, as every run in a container has', async () => {
  const abandoned = left(`worker-${hostname()}~${process.pid}~0123abcd`);
  await ownScratch(scratch);
  expect(existsSync(abandoned)).toBe(false);
});

it('leaves alone the folders of living workers, of other machines, and what is not a worker’s', async () => {
  const first = await ownScratch(scratch);
  const kept = [
    left(`worker-${hostname()}~${process.ppid}~0123abcd`),
    left(`worker-another-machine~${deadPid()}~0123abcd`),
    left('demonstration-1'),
  ];
  const second = await ownScratch(scratch);
  expect(second).not.toBe(first);
  expect(readdirSync(scratch)).toHaveLength(kept.length + 2);
});
