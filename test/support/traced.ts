import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

// What ffmpeg and ffprobe really do to the machine, as the kernel sees it.

export const TRACED_CALLS = 'trace=open,openat,openat2,connect,socket,execve';

/** Lines of the processes that became ffmpeg or ffprobe with an input, after they did. */
export function ofMediaPrograms(lines: readonly string[]): string[] {
  const running = new Set<string>();
  return lines.filter((line) => {
    const pid = line.split(' ')[0]!;
    if (running.has(pid)) return true;
    if (/execve\("\/usr\/bin\/ff(mpeg|probe)".*inputs\/.*\) = 0/.test(line)) running.add(pid);
    return false;
  });
}

/** Files that they opened and that are neither theirs nor the job's. */
export const openedOutside = (calls: readonly string[]): string[] =>
  calls.flatMap((line) => {
    const path = /open(?:at|at2)?\((?:AT_FDCWD, )?"([^"]*)".*\) = \d+$/.exec(line)?.[1];
    const own = /^(\/usr\/|\/lib|\/etc\/(ld\.so\.|alternatives)|\/proc\/|\/sys\/|\/dev\/|inputs\/source$|work\/)/;
    return path === undefined || own.test(path) ? [] : [path];
  });
/** Connections, and sockets of the internet, of any process. */
export const connects = (lines: readonly string[]): string[] =>
  lines.filter((line) => /connect\(|socket\(AF_INET/.test(line) && !line.includes('AF_UNIX'));

/** Traces this very process and all that it starts, until it is told to stop; then gives every line. */
export async function traceOurselves(log: string): Promise<() => Promise<string[]>> {
  const args = ['-f', '-s', '4096', '-e', TRACED_CALLS, '-o', log, '-p', String(process.pid)];
  const strace: ChildProcess = spawn('strace', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  await once(createInterface({ input: strace.stderr! }), 'line'); // "Process … attached"
  return async () => {
    const ended = once(strace, 'exit');
    strace.kill('SIGINT');
    await ended;
    return readFileSync(log, 'utf8').split('\n');
  };
}
