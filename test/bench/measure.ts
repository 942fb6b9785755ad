import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';

/** What a command took, with everything that it started. */
export interface Cost {
  /** Seconds of all processors together. Machines are noisy; these are less so than wall time. */
  readonly cpu: number;
  readonly wall: number;
  /** MiB of the largest process, by the kernel's high-water mark. */
  readonly memory: number;
}

/**
 * Sandboxed programs are waited for by their sandbox, not by us: only a control group counts all of them. Without one
 * (not root) CPU seconds are not known, and wall time stands in for them.
 */
const GROUPS = ['/sys/fs/cgroup/cpuacct', '/sys/fs/cgroup'].find((folder) => existsSync(join(folder, 'cgroup.procs')));
const LOOK_MS = 50;
let groups = 0;

/** Runs a script of bash, to whose end its words are given as `$1`, `$2`…, and measures it. */
export async function measure(script: string, words: readonly string[] = []): Promise<Cost> {
  const group = newGroup();
  const enter = group ? `echo $$ > ${join(group, 'cgroup.procs')}\n` : '';
  const began = process.hrtime.bigint();
  const child = spawn('bash', ['-euo', 'pipefail', '-c', enter + script, 'bash', ...words], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let memory = 0;
  const look = setInterval(() => (memory = Math.max(memory, ...marks(group, child.pid))), LOOK_MS);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearInterval(look);
  if (code !== 0) throw new Error(`the script ended with ${String(code)}: ${script}`);
  const wall = Number(process.hrtime.bigint() - began) / 1e9;
  const cpu = group ? usage(group) : wall;
  if (group) rmdirSync(group);
  return { cpu, wall, memory: Math.round(memory / 1024) };
}

/**
 * Measures some runs against a reference that is run before each of them and after the last: what each is held against is
 * the mean of the two beside it, because a shared machine's speed changes by a tenth within a minute.
 */
export async function besides(
  reference: () => Promise<Cost>,
  runs: readonly (() => Promise<Cost>)[],
): Promise<{ readonly cost: Cost; readonly reference: Cost }[]> {
  const found: { cost: Cost; reference: Cost }[] = [];
  let before = await reference();
  for (const run of runs) {
    const cost = await run();
    const after = await reference();
    const mean = (of: keyof Cost): number => (before[of] + after[of]) / 2;
    found.push({ cost, reference: { cpu: mean('cpu'), wall: mean('wall'), memory: mean('memory') } });
    before = after;
  }
  return found;
}

function newGroup(): string | null {
  if (!GROUPS) return null;
  const path = join(GROUPS, `daylight-bench-${process.pid}-${groups++}`);
  try {
    mkdirSync(path);
    return path;
  } catch {
    return null;
  }
}

function usage(group: string): number {
  const old = join(group, 'cpuacct.usage');
  if (existsSync(old)) return Number(readFileSync(old, 'utf8')) / 1e9;
  return Number(/usage_usec (\d+)/.exec(readFileSync(join(group, 'cpu.stat'), 'utf8'))?.[1]) / 1e6;
}

/** KiB that each process of the group has held at most so far. */
function marks(group: string | null, pid: number | undefined): number[] {
  const processes = group ? readFileSync(join(group, 'cgroup.procs'), 'utf8').trim().split('\n') : [String(pid)];
  return processes.map((one) => {
    try {
      return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${one}/status`, 'utf8'))?.[1] ?? 0);
    } catch {
      return 0; // it has just ended
    }
  });
}

/** One row of the table: what was done, what it is held against, the ratio reached and the one to reach. */
export function tell(what: string, cost: number, against: { name: string; cost: number }, reach: string): void {
  const ratio = (cost / against.cost).toFixed(3);
  process.stdout.write(
    `| ${what.padEnd(56)} | ${cost.toFixed(2).padStart(7)} | ${against.name.padEnd(34)} | ${against.cost.toFixed(2).padStart(7)} | ${ratio.padStart(6)} | ${reach.padStart(6)} |\n`,
  );
}

/** A figure that is held against nothing. */
export const note = (text: string): boolean => process.stdout.write(`${text}\n`);
