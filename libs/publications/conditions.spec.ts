import fc from 'fast-check';
import { pageOf, pagesOf, sliceOf, stretchOf } from './conditions';

/** What Postgres makes of it. */
function taken(clause: string, list: readonly number[]): number[] {
  const [, order, limit, offset] = /^ORDER BY (\w+) LIMIT (\d+) OFFSET (\d+)$/.exec(clause)!;
  const rows = order === 'forth' ? list : list.toReversed();
  return rows.slice(Number(offset), Number(offset) + Number(limit)).toSorted((a, b) => a - b);
}

it('is the page that was asked for, from whichever end it is read; no more than half of the list is passed over', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 60 }), (total, size, page) => {
      const list = Array.from({ length: total }, (_, i) => i);
      const clause = pageOf({ forth: 'forth', back: 'back' }, page, size, total);
      expect(taken(clause, list)).toEqual(list.slice((page - 1) * size, page * size));
      if (page <= pagesOf(total, size)) expect(Number(/\d+$/.exec(clause)![0])).toBeLessThanOrEqual(total / 2);
    }),
  );
});

it('is found by the groups before it, of which no row is passed over', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 8 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 60 }), (rows, size, page) => {
      const list = rows.flatMap((count, key) => Array.from({ length: count }, (_, i) => key * 100 + i));
      const stretch = stretchOf(rows.map((count, key) => ({ key, rows: count })), page, size); // prettier-ignore
      const wanted = list.slice((page - 1) * size, page * size);
      expect(stretch === null).toBe(wanted.length === 0);
      if (stretch === null) return;
      const within = list.filter((row) => row >= stretch.first * 100 && row < (stretch.last + 1) * 100);
      expect(stretch.total).toBe(within.length);
      const clause = sliceOf({ forth: 'forth', back: 'back' }, stretch);
      expect(taken(clause, within)).toEqual(wanted);
      expect(Number(/\d+$/.exec(clause)![0])).toBeLessThanOrEqual(within.length / 2);
    }),
  );
});

it('is read from its beginning where nobody has counted to the end', () => {
  expect(pageOf({ forth: 'forth', back: 'back' }, 50, 20, Infinity)).toBe('ORDER BY forth LIMIT 20 OFFSET 980');
});
