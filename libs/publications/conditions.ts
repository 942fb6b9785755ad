/** Conditions of a query with the values that stand in them. */
export class Conditions {
  readonly values: unknown[] = [];
  private readonly parts: string[] = [];

  /** Adds a condition, unless nothing is asked for. */
  add(sql: (place: string) => string, value: unknown): void {
    if (value !== undefined) this.parts.push(sql(this.place(value)));
  }

  /** Takes a value in and returns its place. */
  place(value: unknown): string {
    return `$${this.values.push(value)}`;
  }

  get isEmpty(): boolean {
    return this.parts.length === 0;
  }

  get where(): string {
    return this.isEmpty ? '' : `WHERE ${this.parts.join(' AND ')}`;
  }

  /** All of them and one more. */
  and(sql: string): string {
    return `WHERE ${[...this.parts, sql].join(' AND ')}`;
  }
}

/** An order of rows that nothing leaves open, and the same the other way round. */
export interface BothWays {
  readonly forth: string;
  readonly back: string;
}

/** So many rows of a list, after `before` others of its `total`. */
interface Slice {
  readonly before: number;
  readonly length: number;
  readonly total: number;
}

/** What a slice of a list is in SQL: of its latter half the end of the index is read, and never more than half of it. */
export const sliceOf = ({ forth, back }: BothWays, { before, length, total }: Slice): string =>
  before <= total / 2
    ? `ORDER BY ${forth} LIMIT ${length} OFFSET ${before}`
    : `ORDER BY ${back} LIMIT ${length} OFFSET ${Math.max(total - before - length, 0)}`;

/** A page of a list of `total` rows. */
export function pageOf(order: BothWays, page: number, size: number, total: number): string {
  const before = (page - 1) * size;
  return sliceOf(order, { before, length: Math.max(Math.min(size, total - before), 0), total });
}

/** Rows of a list that follow each other in its order and have something in common, such as their month. */
export interface Group<Key> {
  readonly key: Key;
  readonly rows: number;
}

/** The groups in which a page lies, and which slice of them it is. */
export interface Stretch<Key> extends Slice {
  readonly first: Key;
  readonly last: Key;
}

/** Where a page lies in a list of which the groups are counted; null: after its end. */
export function stretchOf<Key>(groups: readonly Group<Key>[], page: number, size: number): Stretch<Key> | null {
  const begin = (page - 1) * size;
  let upTo = 0;
  const met: (Group<Key> & { readonly from: number })[] = [];
  for (const group of groups) {
    const from = upTo;
    upTo += group.rows;
    if (from < begin + size && upTo > begin) met.push({ ...group, from });
  }
  const [first, last] = [met[0], met.at(-1)];
  if (!first || !last) return null;
  const before = begin - first.from;
  const total = last.from + last.rows - first.from;
  return { first: first.key, last: last.key, before, length: Math.min(size, total - before), total };
}

/** How many pages a list has; an empty one has one. */
export const pagesOf = (total: number, page: number): number => Math.max(Math.ceil(total / page), 1);
