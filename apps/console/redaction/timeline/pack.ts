interface Lasting {
  readonly from: number;
  readonly to: number;
}

/**
 * Rows in which nothing overlaps, as few as there can be: each item into the row that has been free for longest. The
 * answer is the row of each item, in the order of the items.
 */
export function packed(items: readonly Lasting[]): { readonly rows: readonly number[]; readonly count: number } {
  const order = items.map((_, i) => i).sort((a, b) => (items[a]?.from ?? 0) - (items[b]?.from ?? 0));
  const rows = new Array<number>(items.length).fill(0);
  /** Where each row ends. */
  const ends: number[] = [];
  for (const i of order) {
    const { from, to } = items[i] ?? { from: 0, to: 0 };
    const free = ends.findIndex((end) => end <= from);
    const row = free === -1 ? ends.length : free;
    rows[i] = row;
    ends[row] = to;
  }
  return { rows, count: ends.length };
}
