/** Coded pictures `from` to `to` (half-open, in decoding order) that are encoded again, or copied as they are. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly encode: boolean;
}

interface CodedOrder {
  /** Presentation times in decoding order. */
  readonly pts: readonly number[];
  /** Pictures that are IDR: no later one refers to anything before (H.264 § 3.69). */
  readonly idr: readonly number[];
}

/**
 * Groups of pictures, each from one IDR up to the next at which the stream can be cut: pictures that are shown across an
 * IDR keep the groups on its two sides together. Null where the stream does not begin with an IDR. As a group is shown
 * after all groups before it, it holds the frames from..to, in whatever order it is decoded: so one range of numbers
 * names pictures and frames alike.
 */
export function groupsOf({ pts, idr }: CodedOrder): Omit<Run, 'encode'>[] | null {
  if (idr[0] !== 0) return null;
  let shownBefore = -Infinity;
  const groups: Omit<Run, 'encode'>[] = [];
  for (const [i, from] of idr.entries()) {
    const to = idr[i + 1] ?? pts.length;
    let [first, last] = [Infinity, -Infinity];
    for (const time of pts.slice(from, to)) [first, last] = [Math.min(first, time), Math.max(last, time)];
    const before = groups.at(-1);
    if (before && first <= shownBefore) groups[groups.length - 1] = { from: before.from, to };
    else groups.push({ from, to });
    shownBefore = Math.max(shownBefore, last);
  }
  return groups;
}

/**
 * A run to encode takes in no further group once it has so many frames: half a minute or so. Long ones then are several
 * parts, which several workers can encode; where they are cut does not depend on how many there are.
 */
const FRAMES_A_PART = 600;

/**
 * Cuts a stream at its IDR pictures into runs to copy and runs to encode, so that every masked frame lies in one that
 * is encoded. Null where it cannot be cut.
 */
export function planRuns(coded: CodedOrder, isMasked: (frame: number) => boolean): Run[] | null {
  const groups = groupsOf(coded);
  if (!groups) return null;
  const runs: Run[] = [];
  for (const { from, to } of groups) {
    const encode = anyFrom(from, to, isMasked);
    const previous = runs.at(-1);
    const isFull = encode && previous !== undefined && previous.to - previous.from >= FRAMES_A_PART;
    if (previous?.encode === encode && !isFull) runs[runs.length - 1] = { ...previous, to };
    else runs.push({ from, to, encode });
  }
  return runs;
}

function anyFrom(from: number, to: number, holds: (frame: number) => boolean): boolean {
  for (let frame = from; frame < to; frame++) if (holds(frame)) return true;
  return false;
}
