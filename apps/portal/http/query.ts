/** What a reader gave in the address. What is no filter of the page is as if it were not there. */
type Given = Readonly<Record<string, unknown>>;

const MOST_TEXT = 200;

export function text(given: Given, name: string): string | undefined {
  const value = given[name];
  // No NUL: Postgres keeps it in no text and would refuse the whole query.
  const clean = typeof value === 'string' ? value.replaceAll('\0', '').trim().slice(0, MOST_TEXT) : '';
  return clean === '' ? undefined : clean;
}

export function matching(given: Given, name: string, pattern: RegExp): string | undefined {
  const value = text(given, name);
  return value !== undefined && pattern.test(value) ? value : undefined;
}

export const day = (given: Given, name: string): string | undefined => matching(given, name, /^\d{4}-\d{2}-\d{2}$/);

export function oneOf<T extends string>(given: Given, name: string, known: readonly T[]): T | undefined {
  const value = text(given, name);
  return known.find((one) => one === value);
}

export const flag = (given: Given, name: string): true | undefined => (text(given, name) === '1' ? true : undefined);

/** Without what was not given: an absent filter and an undefined one are the same to nobody but the compiler. */
export const only = <T extends object>(filters: { readonly [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined)) as T;
