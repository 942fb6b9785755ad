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
 * Groups of pictures, each from one IDR up to the next. Null where a cut between them would not be clean: the stream
 * does not begin with an IDR, or pictures are shown across one. A group that is shown after all groups before it holds
 * the frames from..to, in whatever order it is decoded: so one range of numbers names pictures and frames alike.
 */
export function groupsOf({ pts, idr }: CodedOrder): Omit<Run, 'encode'>[] | null {
  if (idr[0] !== 0) return null;
  let shownBefore = -Infinity;
  const groups: Omit<Run, 'encode'>[] = [];
  for (const [i, from] of idr.entries()) {
    const to = idr[i + 1] ?? pts.length;
    let [first, last] = [Infinity, -Infinity];
    for (const time of pts.slice(from, to)) [first, last] = [Math.min(first, time), Math.max(last, time)];
    if (first <= shownBefore) return null;
    shownBefore = last;
    groups.push({ from, to });
  }
  return groups;
}

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
    if (previous?.encode === encode) runs[runs.length - 1] = { ...previous, to };
    else runs.push({ from, to, encode });
  }
  return runs;
}

function anyFrom(from: number, to: number, holds: (frame: number) => boolean): boolean {
  for (let frame = from; frame < to; frame++) if (holds(frame)) return true;
  return false;
}
