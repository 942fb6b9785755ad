import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export interface OpsAnswer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const ROOT = join(__dirname, '..', '..');

/** The command line of an operator's command, as the shell would start it. */
export const opsCommand = (args: readonly string[]): string[] => [
  process.execPath,
  join(ROOT, 'apps', 'ops', 'launch.mjs'),
  ...args,
];

/** No database and no setting of Daylight's; scratch files where the caller cleans up. */
export const bareEnvironment = (folder: string): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: folder,
  MEDIA_SCRATCH: join(folder, 'scratch'),
  DATABASE_URL: 'none',
});

/** Runs a command without a database, without a setting of Daylight's, from another folder. */
export function runOps(args: readonly string[], folder: string): OpsAnswer {
  const [program = '', ...rest] = opsCommand(args);
  const { status, stdout, stderr } = spawnSync(program, rest, {
    cwd: folder,
    env: bareEnvironment(folder),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return { code: status, stdout, stderr };
}

/** The answer for programs: exactly one line of JSON. */
export function jsonOf({ stdout }: OpsAnswer): Record<string, unknown> {
  const lines = stdout.trimEnd().split('\n');
  if (lines.length !== 1) throw new Error(`${lines.length} lines instead of one: ${stdout}`);
  return JSON.parse(lines[0]!) as Record<string, unknown>;
}
