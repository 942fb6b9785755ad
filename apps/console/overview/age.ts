/** How old the clips of one state are, in days since they were received. */
export interface Age {
  readonly state: string;
  readonly clips: number;
  readonly medianDays: number;
  readonly mostDays: number;
}

const DAY_MS = 86_400_000;

/** Oldest first. `now` is in milliseconds since 1970. */
export function ageByState(
  clips: readonly { readonly state: string; readonly receivedAt: string }[],
  now: number,
): Age[] {
  const days = new Map<string, number[]>();
  for (const { state, receivedAt } of clips)
    days.set(state, [...(days.get(state) ?? []), (now - Date.parse(receivedAt)) / DAY_MS]);
  return [...days]
    .map(([state, ages]) => {
      const sorted = ages.sort((a, b) => a - b);
      const [low, high] = [sorted[(sorted.length - 1) >> 1] ?? 0, sorted[sorted.length >> 1] ?? 0];
      return { state, clips: sorted.length, medianDays: (low + high) / 2, mostDays: sorted.at(-1) ?? 0 };
    })
    .sort((a, b) => b.medianDays - a.medianDays);
}
