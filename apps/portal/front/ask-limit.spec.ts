import { AskLimit } from './ask-limit';

const HOUR = 3_600_000;

/** How many of so many forms from one network are taken in. */
const taken = (limit: AskLimit, network: string, forms: number, now = 0): number =>
  Array.from({ length: forms }, () => limit.take(network, now)).filter(Boolean).length;

it('takes ten forms an hour from one network, and ten more in the next', () => {
  const limit = new AskLimit();
  expect([taken(limit, 'a', 20), taken(limit, 'b', 20)]).toEqual([10, 10]);
  expect([limit.take('a', HOUR - 1), limit.take('a', HOUR)]).toEqual([false, true]);
});

it('still takes one from whoever comes new while many send all that they may', () => {
  const limit = new AskLimit();
  for (let i = 0; i < 50; i++) expect(taken(limit, `sender ${i}`, 20)).toBe(10);
  expect([taken(limit, 'somebody', 5), taken(limit, 'somebody else', 5), taken(limit, 'sender 1', 5)]).toEqual([
    1, 1, 0,
  ]);
});

it('takes no more in an hour than the disk has room for', () => {
  const limit = new AskLimit();
  const all = Array.from({ length: 6000 }, (_, i) => limit.take(`sender ${i}`, 0));
  expect(all.filter(Boolean)).toHaveLength(5000);
  expect(limit.take('sender 5999', HOUR)).toBe(true);
});

it('keeps no network in memory', () => {
  const limit = new AskLimit();
  limit.take('192.0.2.7', 0);
  expect(JSON.stringify(limit, (_, value: unknown) => (value instanceof Map ? [...value] : value))).not.toContain(
    '192.0.2',
  );
});
