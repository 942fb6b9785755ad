/** For what cannot be absent unless the program is wrong: says what was expected instead of failing later. */
export function must<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`expected ${what}`);
  return value;
}

/** Text that says something: not null, not blanks only. */
export const isFilled = (text: string | null | undefined): text is string =>
  typeof text === 'string' && text.trim() !== '';
