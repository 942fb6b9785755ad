import { readdirSync, readFileSync } from 'node:fs';

/** Bytes that a process has held at most; 0 when it has ended. */
function peakOf(pid: string): number {
  try {
    return Number(/VmHWM:\s*(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** Every process that this one has started, and those that they have. */
function descendants(pid: string): string[] {
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
    );
    return children.flatMap((child) => [child, ...descendants(child)]);
  } catch {
    return []; // it ended meanwhile
  }
}

/** Watches the memory of this process, beyond what it has already, and the largest of those that it starts. */
export function watchMemory(): { stop: () => { own: number; children: number } } {
  const before = process.memoryUsage().rss;
  let [own, children] = [0, 0];
  const look = (): void => {
    own = Math.max(own, process.memoryUsage().rss - before);
    for (const pid of descendants(String(process.pid))) children = Math.max(children, peakOf(pid));
  };
  const timer = setInterval(look, 100);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return { own, children };
    },
  };
}
