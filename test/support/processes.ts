import { readdirSync, readFileSync } from 'node:fs';

/** What the kernel says of one process. */
export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  readonly commandLine: string;
  readonly environment: string;
}

/** Every process of this machine that we may look at. Linux only, like the tests that kill processes. */
export function everyProcess(): RunningProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = read(name, 'stat');
      // The second field is the program's name in brackets and may hold anything; state and parent follow the last bracket.
      const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (state === undefined || state === 'Z' || state === '') return [];
      return {
        pid: Number(name),
        parent: Number(parent),
        commandLine: read(name, 'cmdline').replaceAll('\0', ' '),
        environment: read(name, 'environ'),
      };
    });
}

/** The process and all below it. */
export function treeOf(pid: number, all: readonly RunningProcess[] = everyProcess()): number[] {
  const below = all.filter((one) => one.parent === pid).flatMap((one) => treeOf(one.pid, all));
  return [pid, ...below];
}

/** Resident memory of a process in bytes; 0 when it is gone. */
export function residentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(read(String(pid), 'status'))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

/** Ends it at once: no handler runs, nothing is tidied up. */
export function killNow(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // it ended by itself in between
    }
  }
}

function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return ''; // gone in between, or not ours to look at
  }
}
