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
 * Cuts a stream at its IDR pictures into runs to copy and runs to encode, so that every masked frame lies in one that
 * is encoded. Null where a cut would not be clean: the stream does not begin with an IDR, or pictures are shown across
 * one. Frames are numbered in order of presentation, as everywhere.
 */
export function planRuns({ pts, idr }: CodedOrder, isMasked: (frame: number) => boolean): Run[] | null {
  if (idr[0] !== 0) return null;
  const runs: Run[] = [];
  let shownBefore = -Infinity;
  for (const [i, from] of idr.entries()) {
    const to = idr[i + 1] ?? pts.length;
    const group = pts.slice(from, to);
    const [first, last] = group.reduce(
      ([low, high], time) => [Math.min(low, time), Math.max(high, time)],
      [Infinity, -Infinity],
    );
    if (first <= shownBefore) return null;
    shownBefore = last;
    // A group that is shown after all groups before it has the numbers from..to, in whatever order it is decoded.
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
