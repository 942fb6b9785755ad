import type { Content } from './content-fields';

/** A field that two people have written differently since both read the same. */
export interface Conflict {
  readonly field: string;
  readonly mine: unknown;
  readonly theirs: unknown;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** My draft on top of what a colleague has saved: theirs where I changed nothing, mine where they did not, else a conflict. */
export function merged(
  base: Content,
  mine: Content,
  theirs: Content,
): { readonly content: Content; readonly conflicts: readonly Conflict[] } {
  const fields = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  const keepsMine = (field: string): boolean => !same(mine[field], base[field]);
  const conflicts = fields
    .filter((field) => keepsMine(field) && !same(theirs[field], base[field]) && !same(mine[field], theirs[field]))
    .map((field) => ({ field, mine: mine[field], theirs: theirs[field] }));
  const content = fields.map((field) => [field, (keepsMine(field) ? mine : theirs)[field] ?? null] as const);
  return { content: Object.fromEntries(content), conflicts };
}
