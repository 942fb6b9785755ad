import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

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

/**
 * Has every program that a bench starts traced from its first instruction; returns what gives every line so far. Only the
 * calls asked for stop it (a filter in the kernel), or tracing would take longer than all the rest.
 */
export function tracePrograms({ scratch }: { readonly scratch: string }): () => string[] {
  const logs = join(scratch, 'traces');
  mkdirSync(logs);
  for (const name of readdirSync(scratch).filter((one) => one.endsWith('.sh'))) {
    const [launcher, traced] = [join(scratch, name), join(scratch, `traced-${name}`)];
    renameSync(launcher, traced);
    const strace = `strace --seccomp-bpf -f -qq -s 4096 -e ${TRACED_CALLS} -o "${logs}/$$"`;
    writeFileSync(launcher, `#!/bin/sh\nexec ${strace} "${traced}" "$@"\n`);
    chmodSync(launcher, 0o755);
  }
  return () => readdirSync(logs).flatMap((name) => readFileSync(join(logs, name), 'utf8').trim().split('\n'));
}
