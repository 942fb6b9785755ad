export interface DiffLine {
  readonly is: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Line by line, what a newer text has and an older has not: by their longest common subsequence. */
export function diffOf(older: string, newer: string): DiffLine[] {
  const [a, b] = [older.split('\n'), newer.split('\n')];
  const longest: number[][] = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number): number => longest[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      (longest[i] ?? [])[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const found: DiffLine[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      found.push({ is: 'same', text: a[i++] ?? '' });
      j++;
    } else if (i < a.length && (j >= b.length || at(i + 1, j) >= at(i, j + 1)))
      found.push({ is: 'removed', text: a[i++] ?? '' });
    else found.push({ is: 'added', text: b[j++] ?? '' });
  }
  return found;
}
