import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { TestDaylight } from '../support/daylight';
import { PROGRAMS } from '../support/surroundings';

export const REPOSITORY = join(__dirname, '..', '..');
export const OPS = join(REPOSITORY, 'dist', 'apps', 'ops', 'main.js');

/** How a command ended, and what it said. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export type Environment = Readonly<Record<string, string>>;

/** Runs a program to its end, whatever that is. */
export function ended(command: string, args: readonly string[], env: Environment): Promise<Ended> {
  return new Promise((resolve, reject) => {
    execFile(command, args, { env, maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code;
      if (typeof code === 'number') resolve({ code, stdout, stderr });
      else reject(error ?? new Error('unreachable'));
    });
  });
}

/** An operator command, run to its end. */
export const ops = (args: readonly string[], env: Environment): Promise<Ended> =>
  ended(process.execPath, [OPS, ...args], env);

/** An operator command that the test will not let come to its end. */
export const opsStarted = (args: readonly string[], env: Environment): ChildProcess =>
  spawn(process.execPath, [OPS, ...args], { env, stdio: 'ignore' });

/** The environment of an operator who sits at a test's Daylight. */
export const atTheDesk = ({ api, data, database }: TestDaylight): Record<string, string> => ({
  PATH: PROGRAMS,
  LANG: 'C.UTF-8',
  HOME: data.root,
  DAYLIGHT_DATA: data.root,
  DAYLIGHT_NO_INSTALL: '1',
  DATABASE_URL: database.owner,
  LEDGER_ORIGIN: 'daylight.test/ledger',
  API_PORT: new URL(api).port,
});
