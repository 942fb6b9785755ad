import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const VERIFIER = join(__dirname, '..', '..', 'docs', 'verify_release.py');

export interface PythonVerdict {
  readonly code: number | null;
  /** What does not hold, one sentence each. */
  readonly faults: readonly string[];
  readonly text: string;
}

/**
 * Runs docs/verify_release.py on a folder: nothing of Daylight's takes part. A machine without Python or openssl fails the
 * test: `npm test` sees to them first (ops preflight), and nothing is passed over in silence.
 */
export function verifyWithPython(folder: string, keys: readonly string[]): PythonVerdict {
  const args = [VERIFIER, folder, ...keys.flatMap((key) => ['--key', key])];
  const { status, stdout, stderr, error } = spawnSync('python3', args, { encoding: 'utf8' });
  if (error) throw new Error('the second verifier was not run: python3 is not installed', { cause: error });
  const faults = stdout.split('\n').flatMap((line) => (line.startsWith('FAILS  ') ? [line.slice(7)] : []));
  return { code: status, faults, text: `${stdout}${stderr}` };
}
