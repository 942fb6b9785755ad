/** Seconds of wall time that `work` took, the best of `rounds`: what the machine can do, not what else it did. */
export async function bestOf(rounds: number, work: (round: number) => Promise<unknown>): Promise<number> {
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    const began = process.hrtime.bigint();
    await work(round);
    best = Math.min(best, Number(process.hrtime.bigint() - began) / 1e9);
  }
  return best;
}

/** The most memory this process held while `work` ran, in MiB. */
export async function peakMemory(work: () => Promise<unknown>): Promise<number> {
  let peak = 0;
  const look = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
  await work();
  clearInterval(look);
  return Math.round(Math.max(peak, process.memoryUsage().rss) / 2 ** 20);
}

/** One line of a benchmark: what was done, how long it took, and how that compares with the reference of the same run. */
export function tell(
  what: string,
  seconds: number,
  reference?: { readonly name: string; readonly seconds: number },
): void {
  const ratio = reference ? `  ${(seconds / reference.seconds).toFixed(2)} × ${reference.name}` : '';
  process.stdout.write(`${what.padEnd(52)} ${seconds.toFixed(2).padStart(8)} s${ratio}\n`);
}
