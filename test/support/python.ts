import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Why the verifier in Python cannot run on this machine; null where it can. */
export function whyNoPython(): string | null {
  const answers = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;
  if (!answers('python3', '--version')) return 'python3 is not installed';
  return answers('openssl', 'version') ? null : 'the openssl command is not installed';
}

const VERIFIER = join(__dirname, '..', '..', 'docs', 'verify_release.py');

export interface PythonVerdict {
  readonly code: number | null;
  /** What does not hold, one sentence each. */
  readonly faults: readonly string[];
  readonly text: string;
}

/** Runs docs/verify_release.py on a folder: nothing of Daylight's takes part. */
export function verifyWithPython(folder: string, keys: readonly string[]): PythonVerdict {
  const args = [VERIFIER, folder, ...keys.flatMap((key) => ['--key', key])];
  const { status, stdout, stderr } = spawnSync('python3', args, { encoding: 'utf8' });
  const faults = stdout.split('\n').flatMap((line) => (line.startsWith('FAILS  ') ? [line.slice(7)] : []));
  return { code: status, faults, text: `${stdout}${stderr}` };
}
