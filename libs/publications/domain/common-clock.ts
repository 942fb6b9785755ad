import type { ReleaseRecord } from './release-record';

/** One camera of an incident on the clock of all. */
export interface Placed {
  readonly record: ReleaseRecord;
  /** Seconds from the beginning of the first recording; null: what its clock was at is not known. */
  readonly from: number | null;
  readonly to: number | null;
}

export interface CommonClock {
  readonly cameras: readonly Placed[];
  /** Seconds from the first beginning to the last end; 0 where no two clocks are known together. */
  readonly length: number;
  /** Stretches in which two or more cameras recorded, in their order. */
  readonly shared: readonly { readonly from: number; readonly to: number; readonly cameras: readonly Placed[] }[];
}

/** The recordings of one incident beside each other. Those whose clock leads to no other stay apart, and say so. */
export function commonClock(records: readonly ReleaseRecord[]): CommonClock {
  const timed = records.map(({ video }) => video.startsAt ?? null);
  const reference = commonest(timed.map((start) => start?.after ?? null));
  const starts = timed.map((start) => (start !== null && start.after === reference ? start.seconds : undefined));
  const zero = Math.min(...starts.filter((start) => start !== undefined));
  const cameras = records.map((record, i): Placed => {
    const start = starts[i];
    if (start === undefined) return { record, from: null, to: null };
    return { record, from: round(start - zero), to: round(start - zero + record.video.duration) };
  });
  const length = Math.max(0, ...cameras.map(({ to }) => to ?? 0));
  return { cameras, length, shared: sharedBy(cameras) };
}

/** The release that most of them are timed by; null when no two are timed by one. */
function commonest(names: readonly (string | null)[]): string | null {
  const known = names.filter((name) => name !== null);
  const times = (name: string): number => known.filter((one) => one === name).length;
  const [first] = known.toSorted((a, b) => times(b) - times(a));
  return first !== undefined && times(first) > 1 ? first : null;
}

function sharedBy(cameras: readonly Placed[]): CommonClock['shared'] {
  const edges = [...new Set(cameras.flatMap(({ from, to }) => (from === null || to === null ? [] : [from, to])))];
  return edges
    .toSorted((a, b) => a - b)
    .flatMap((from, i, all) => {
      const to = all[i + 1];
      if (to === undefined) return [];
      const seen = cameras.filter((one) => one.from !== null && one.to !== null && one.from <= from && one.to >= to);
      return seen.length > 1 ? [{ from, to, cameras: seen }] : [];
    });
}

const round = (seconds: number): number => Math.round(seconds * 1000) / 1000;
