/**
 * What of a rendered cut one person has watched. A stretch is in whole milliseconds of the cut, half-open. Nothing here
 * can know whether somebody looked; it knows that the cut could have been played in the time that has passed.
 */
export type Stretch = readonly [from: number, to: number];

/** How far one person has come with one cut. */
export interface Watched {
  readonly stretches: readonly Stretch[];
  /** Milliseconds of footage that may be reported at once, as of `reportedAt`. */
  readonly creditMs: number;
  readonly reportedAt: Date;
}

/** Played faster than this, a face on a few frames is not seen (design: ux § 2.7). */
export const FASTEST_WATCHING = 2;
/** Granted at the beginning, so that a cut of a few seconds is not waited for. */
export const HEAD_START_MS = 10_000;
/** Time in which nothing was played cannot be saved up beyond this; a page that lost its connection can catch up. */
export const MOST_CREDIT_MS = 120_000;
/** Players begin and end by a fraction of a second too late or too early. */
const EDGE_MS = 250;
/** Less than any frame is shown for: between two stretches that lie so close nothing was left out. */
const GAP_MS = 15;

/** The same stretches in order, those that touch or overlap as one. */
export function united(stretches: readonly Stretch[]): Stretch[] {
  const all: [number, number][] = [];
  for (const [from, to] of stretches.toSorted((a, b) => a[0] - b[0])) {
    const last = all.at(-1);
    if (last && from <= last[1] + GAP_MS) last[1] = Math.max(last[1], to);
    else all.push([from, to]);
  }
  return all;
}

export const lengthOfStretches = (stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, [from, to]) => sum + to - from, 0);

/** What has to be watched of a cut of that length: all of it but its very edges. */
function wanted(lengthMs: number): Stretch {
  const edge = Math.min(EDGE_MS, Math.floor(lengthMs / 4));
  return [edge, lengthMs - edge];
}

/** What is still to be watched; empty when the whole cut was. */
export function unwatched(stretches: readonly Stretch[], lengthMs: number): Stretch[] {
  const [first, end] = wanted(lengthMs);
  const left: Stretch[] = [];
  let at = 0;
  for (const [from, to] of [...united(stretches), [lengthMs, lengthMs] as const]) {
    if (from > at && Math.min(from, end) > Math.max(at, first)) left.push([at, from]);
    at = Math.max(at, to);
  }
  return left;
}

export const isWatchedWhole = (stretches: readonly Stretch[], lengthMs: number): boolean =>
  unwatched(stretches, lengthMs).length === 0;

/** The share of the cut that was watched: 1 only when all of it was. */
export function shareWatched(stretches: readonly Stretch[], lengthMs: number): number {
  if (isWatchedWhole(stretches, lengthMs)) return 1;
  return Math.min(lengthOfStretches(united(stretches)) / lengthMs, 0.999);
}

export const nothingWatched = (at: Date): Watched => ({ stretches: [], creditMs: HEAD_START_MS, reportedAt: at });

/**
 * Adds what was played since the last report; null when so much cannot have been played in the time since. The credit
 * grows with the clock on the wall and is spent by every report, of what was watched before too.
 */
export function withReport(watched: Watched, played: readonly Stretch[], at: Date): Watched | null {
  const elapsed = Math.max(at.getTime() - watched.reportedAt.getTime(), 0);
  const credit = Math.min(watched.creditMs + elapsed * FASTEST_WATCHING, MOST_CREDIT_MS);
  const stretches = united([...watched.stretches, ...played]);
  const grown = lengthOfStretches(stretches) - lengthOfStretches(watched.stretches);
  const creditMs = Math.floor(credit) - Math.max(lengthOfStretches(played), grown);
  return creditMs < 0 ? null : { stretches, creditMs, reportedAt: at };
}
