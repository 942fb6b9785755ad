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

/** A page of a list of `total` rows: of its latter half the end of the index is read, and never more than half of it. */
export function pageOf({ forth, back }: BothWays, page: number, size: number, total: number): string {
  const before = (page - 1) * size;
  const length = Math.max(Math.min(size, total - before), 0);
  return before <= total / 2
    ? `ORDER BY ${forth} LIMIT ${length} OFFSET ${before}`
    : `ORDER BY ${back} LIMIT ${length} OFFSET ${Math.max(total - before - length, 0)}`;
}

/** How many pages a list has; an empty one has one. */
export const pagesOf = (total: number, page: number): number => Math.max(Math.ceil(total / page), 1);
