import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aSibling, HOSTILE, withExternalData } from '../../fixtures/hostile-files';
import { bareEnvironment, opsCommand } from '../../support/run-ops';
import { discard, temporaryFolder } from '../../support/temporary';
import { connects, ofMediaPrograms, openedOutside, TRACED_CALLS } from '../../support/traced';

// What a probe really does to the machine, as the kernel sees it: files opened, sockets connected, programs started.

let folder: string;
beforeAll(() => {
  folder = temporaryFolder();
  aSibling(folder);
  writeFileSync(join(folder, 'secret.txt'), 'SECRET');
});
afterAll(() => discard(folder));

interface Traced {
  readonly answer: { readonly verdict: string };
  /** System calls of every ffmpeg and ffprobe that was given the file, from its start on. */
  readonly calls: readonly string[];
  /** All system calls of all processes. */
  readonly all: readonly string[];
}

function traceProbe(file: string): Traced {
  const log = join(folder, 'trace.log');
  const { stdout, status, stderr } = spawnSync(
    'strace',
    ['-f', '-qq', '-s', '4096', '--seccomp-bpf', '-e', TRACED_CALLS, '-o', log, ...opsCommand(['probe', file])],
    { cwd: folder, env: bareEnvironment(folder), encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`strace ended with ${status}: ${stderr}`);
  const all = readFileSync(log, 'utf8').split('\n');
  return { answer: JSON.parse(stdout) as { verdict: string }, calls: ofMediaPrograms(all), all };
}

const POINTING = HOSTILE.filter(({ code }) => code === 'playlist');

it.each(POINTING)('$what: no program of ffmpeg ever sees it, nothing it names is opened', ({ name, make }) => {
  const path = join(folder, name);
  make(path, folder);
  const { answer, calls, all } = traceProbe(path);
  expect(answer).toMatchObject({ verdict: 'quarantined', code: 'playlist' });
  expect(calls).toEqual([]);
  expect(all.filter((line) => /sibling\.mp4|secret\.txt/.test(line))).toEqual([]);
  expect(connects(all)).toEqual([]);
});

it('a recording is read inside the sandbox: its own file, the programs’ libraries and no socket', () => {
  const { answer, calls, all } = traceProbe(join(folder, 'sibling.mp4'));
  expect(answer).toMatchObject({ verdict: 'accepted' });
  // For its header, and to be decoded: the list of its pictures Daylight reads itself.
  expect(calls.filter((line) => line.includes('"inputs/source"')).length).toBeGreaterThanOrEqual(2);
  expect(openedOutside(calls)).toEqual([]);
  expect(connects(all)).toEqual([]);
});

it('a recording that says its data lie in another file opens no other file', () => {
  const { calls, all } = traceProbe(withExternalData(folder, 'external.mp4'));
  expect(calls.some((line) => line.includes('"inputs/source"'))).toBe(true);
  expect(openedOutside(calls)).toEqual([]);
  expect(connects(all)).toEqual([]);
});
