import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * How a process is started so that it can read the folders it is given and nothing else of this machine: the public
 * portal, in an installation where it shares a user with the processes that can read originals. Null where bubblewrap
 * cannot run.
 */
export function confined(readable: readonly string[]): { command: string; args: string[] } | null {
  const args = [
    '--unshare-all',
    '--share-net',
    '--die-with-parent',
    '--cap-drop',
    'ALL',
    '--uid',
    '65534',
    '--gid',
    '65534',
    '--ro-bind',
    '/usr',
    '/usr',
    '--symlink',
    'usr/lib',
    '/lib',
    '--symlink',
    'usr/lib64',
    '/lib64',
    '--symlink',
    'usr/bin',
    '/bin',
    '--proc',
    '/proc',
    '--dev',
    '/dev',
    '--tmpfs',
    '/tmp',
    ...readable.filter((path) => existsSync(path)).flatMap((path) => ['--ro-bind', path, path]),
    '--chdir',
    '/',
    '--',
  ];
  const works = spawnSync('bwrap', [...args, '/usr/bin/true']).status === 0;
  return works ? { command: 'bwrap', args } : null;
}

/** What the portal's own program needs to read. */
export const programFolders = (root: string): string[] => [
  `${root}/dist`,
  `${root}/node_modules`,
  `${root}/package.json`,
  dirname(process.execPath),
];
