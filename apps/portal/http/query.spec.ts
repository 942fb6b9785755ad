import { day, flag, matching, oneOf, only, text } from './query';

it.each<[given: unknown, is: string | undefined]>([
  [' words ', 'words'],
  ['a\0b', 'ab'],
  ['x'.repeat(500), 'x'.repeat(200)],
  ['', undefined],
  [' \0 ', undefined],
  [['a', 'b'], undefined],
  [{ __proto__: 'x' }, undefined],
  [undefined, undefined],
])('of a parameter %j it is read: %j', (given, is) => expect(text({ q: given }, 'q')).toBe(is));

it('a parameter that is not of its form is as if it were not there', () => {
  const given = {
    from: '2026-02-30x',
    to: '2026-02-28',
    year: '1999',
    camera: 'constructor',
    described: 'yes',
    page: '1',
  };
  expect([day(given, 'from'), day(given, 'to')]).toEqual([undefined, '2026-02-28']);
  expect(matching(given, 'year', /^20\d{2}$/)).toBeUndefined();
  expect([oneOf(given, 'camera', ['body-worn']), oneOf({ camera: 'body-worn' }, 'camera', ['body-worn'])]).toEqual([undefined, 'body-worn']); // prettier-ignore
  expect([flag(given, 'described'), flag({ described: '1' }, 'described')]).toEqual([undefined, true]);
  expect(only({ a: undefined, b: 1 })).toEqual({ b: 1 });
});
