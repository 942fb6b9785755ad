import { commonClock, type ReleaseRecord } from '.';

type StartsAt = ReleaseRecord['video']['startsAt'];
const record = (release: string, duration: number, startsAt?: StartsAt): ReleaseRecord =>
  ({ release, video: { duration, startsAt } }) as ReleaseRecord;
const spans = (...records: ReleaseRecord[]) => commonClock(records).cameras.map(({ from, to }) => [from, to]);

it('puts each camera where it began, from the beginning of the first', () => {
  const [a, b] = [record('a', 60, { seconds: 0, after: 'a' }), record('b', 30, { seconds: -10.5, after: 'a' })];
  expect(spans(a, b)).toEqual([
    [10.5, 70.5],
    [0, 30],
  ]);
  expect(commonClock([a, b]).length).toBe(70.5);
  expect(commonClock([a, b]).shared).toMatchObject([{ from: 10.5, to: 30, cameras: [{ record: a }, { record: b }] }]);
});

it('leaves apart what no clock joins to the others', () => {
  const timed = [record('a', 60, { seconds: 0, after: 'a' }), record('b', 60, { seconds: 30, after: 'a' })];
  const others = [record('c', 9, null), record('d', 9), record('e', 9, { seconds: 0, after: 'e' })];
  expect(spans(...timed, ...others)).toEqual([
    [0, 60],
    [30, 90],
    [null, null],
    [null, null],
    [null, null],
  ]);
  expect(commonClock(others)).toMatchObject({ length: 0, shared: [] });
});

it('finds every stretch that is in several recordings, also where three are', () => {
  const at = (release: string, seconds: number, duration: number) => record(release, duration, { seconds, after: 'a' });
  const { shared } = commonClock([at('a', 0, 10), at('b', 5, 10), at('c', 8, 4), at('d', 20, 5)]);
  expect(shared.map(({ from, to, cameras }) => [from, to, cameras.map((one) => one.record.release).join('')])).toEqual([
    [5, 8, 'ab'],
    [8, 10, 'abc'],
    [10, 12, 'bc'],
  ]);
});
