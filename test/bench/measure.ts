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

/** How often everything is measured. */
const ROUNDS = 3;

/** What a run took, and what its reference took then. */
export interface Beside {
  readonly cost: Cost;
  readonly reference: Cost;
}

type Runs<K extends string> = Readonly<Record<K, () => Promise<Cost>>>;

/**
 * Measures runs that reckon beside a reference that reckons too. A shared machine's speed changes by a tenth within a
 * minute, either way: each group of runs is held against the mean of the reference before and after it, and of the rounds
 * the one counts whose ratio is the middle one.
 */
export async function besides<K extends string>(
  reference: () => Promise<Cost>,
  groups: readonly Partial<Runs<K>>[],
): Promise<Record<K, Beside>> {
  const found = new Map<K, Beside[]>();
  let before = await reference();
  for (const group of Array<typeof groups>(ROUNDS).fill(groups).flat()) {
    const costs = await inTurn(group as Runs<K>);
    const after = await reference();
    for (const [name, cost] of costs) {
      const one = { cost, reference: meanOf(before, after) };
      found.set(name, [...(found.get(name) ?? []), one]);
    }
    before = after;
  }
  return Object.fromEntries([...found].map(([name, all]) => [name, middleOf(all)])) as Record<K, Beside>;
}

/**
 * Measures runs that read and write files, in rounds, and gives the least that each took: what the disk, the page cache and
 * other machines on the same one do meanwhile can only add to it.
 */
export async function least<K extends string>(runs: Runs<K>): Promise<Record<K, Cost>> {
  const rounds: [K, Cost][][] = [];
  while (rounds.length < ROUNDS) rounds.push(await inTurn(runs));
  const all = Map.groupBy(rounds.flat(), ([name]) => name);
  return Object.fromEntries([...all].map(([name, costs]) => [name, leastOf(costs.map(([, cost]) => cost))])) as Record<
    K,
    Cost
  >;
}

async function inTurn<K extends string>(runs: Runs<K>): Promise<[K, Cost][]> {
  const costs: [K, Cost][] = [];
  for (const name of Object.keys(runs) as K[]) costs.push([name, await runs[name]()]);
  return costs;
}

const meanOf = (one: Cost, other: Cost): Cost => ({
  cpu: (one.cpu + other.cpu) / 2,
  wall: (one.wall + other.wall) / 2,
  memory: Math.max(one.memory, other.memory),
});

const middleOf = (all: readonly Beside[]): Beside | undefined =>
  all.toSorted((a, b) => a.cost.cpu / a.reference.cpu - b.cost.cpu / b.reference.cpu)[all.length >> 1];

/** The least seconds; of memory the most. */
const leastOf = (costs: readonly Cost[]): Cost => ({
  cpu: Math.min(...costs.map(({ cpu }) => cpu)),
  wall: Math.min(...costs.map(({ wall }) => wall)),
  memory: Math.max(...costs.map(({ memory }) => memory)),
});

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
