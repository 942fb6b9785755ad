import fc from 'fast-check';

const deep = (levels: number): unknown => (levels === 0 ? 'x' : [deep(levels - 1)]);

/** Texts that have hurt a program somewhere: NUL, unpaired surrogates, SQL, paths, dates that do not exist. */
export const HOSTILE_TEXTS = [
  '',
  ' ',
  'a\u0000b',
  '\u0000',
  '\ud800',
  'x\udfff',
  "'; DROP TABLE clip; --",
  '../../../../etc/passwd',
  '%00',
  '${7*7}',
  '<script>alert(1)</script>',
  '2026-02-31',
  '0000-00-00',
  '9999-12-31',
  '2026-W01-1',
  '2026-W01-1T10:00Z',
  '+275760-09-13T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  '2026-366T00:00Z',
  'NaN',
  '__proto__',
  'constructor',
  '\u202e',
  'x'.repeat(5000),
  'x'.repeat(1_200_000),
];

/** A value that no field asked for. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<unknown>(...HOSTILE_TEXTS) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e21, 1e308, -1e308, 2 ** 31, 2 ** 53, [], {}, [null]),
  },
  { weight: 1, arbitrary: fc.constantFrom<unknown>([[]], [{}], { length: 1e9 }, { toString: 1 }, deep(30), deep(200)) },
  { weight: 1, arbitrary: fc.jsonValue() },
);

/** Where a value was changed: the keys that lead to it. */
type Place = readonly (string | number)[];

/** Every place in a JSON value, the whole included. */
function placesOf(value: unknown, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...at, key]))];
}

/** A copy with one place changed, taken away, or with a field added that nobody knows. */
function changed(value: unknown, place: Place, change: Change): unknown {
  const [key, ...rest] = place;
  if (key === undefined) return change.kind === 'put' ? change.value : withStranger(value, change);
  const copy = structuredClone(value) as Record<string | number, unknown>;
  if (rest.length === 0 && change.kind === 'take') Reflect.deleteProperty(copy, key);
  else copy[key] = changed(copy[key], rest, change);
  return copy;
}

type Change =
  | { readonly kind: 'put'; readonly value: unknown }
  | { readonly kind: 'take' }
  | { readonly kind: 'add'; readonly name: string; readonly value: unknown };

const withStranger = (value: unknown, change: Change): unknown =>
  change.kind === 'add' && typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.defineProperty(structuredClone(value), change.name, { value: change.value, enumerable: true })
    : value;

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 6, arbitrary: hostileValue.map((value): Change => ({ kind: 'put', value })) },
  { weight: 1, arbitrary: fc.constant<Change>({ kind: 'take' }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('add' as const),
      name: fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'isAdmin', 'ledgerIndex'),
      value: hostileValue,
    }),
  },
);

/** A body as it should be, with one to three places spoiled. */
export const spoiled = (body: () => unknown): fc.Arbitrary<unknown> =>
  fc.array(fc.tuple(fc.nat({ max: 10_000 }), change), { minLength: 1, maxLength: 3 }).map((changes) =>
    changes.reduce<unknown>((value, [where, how]) => {
      const places = placesOf(value);
      return changed(value, places[where % places.length] ?? [], how);
    }, body()),
  );
