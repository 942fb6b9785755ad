import {
  HEAD_START_MS,
  isWatchedWhole,
  MOST_CREDIT_MS,
  nothingWatched,
  shareWatched,
  type Stretch,
  united,
  unwatched,
  withReport,
} from '.';

const BEGIN = new Date('2026-11-25T15:00:00Z');
const after = (seconds: number): Date => new Date(BEGIN.getTime() + seconds * 1000);
const minutes = (n: number): number => n * 60_000;

it('what was watched twice counts once, in whatever order it was watched', () => {
  expect(united([[4000, 6000], [0, 2000], [1000, 3000], [3010, 4000]])).toEqual([[0, 6000]]); // prettier-ignore
  expect(united([[0, 1000], [1040, 2000]])).toEqual([[0, 1000], [1040, 2000]]); // prettier-ignore
});

it('says what is left, and calls a cut watched only when nothing but its very edges is', () => {
  expect(unwatched([], 10_000)).toEqual([[0, 10_000]]);
  expect(unwatched([[2000, 5000]], 10_000)).toEqual([[0, 2000], [5000, 10_000]]); // prettier-ignore
  expect(unwatched([[0, 5000], [5040, 10_000]], 10_000)).toEqual([[5000, 5040]]); // prettier-ignore
  for (const whole of [
    [[0, 10_000]],
    [[250, 9750]],
    [
      [100, 4000],
      [4010, 9900],
    ],
  ] as Stretch[][]) {
    // prettier-ignore
    expect(isWatchedWhole(whole, 10_000)).toBe(true);
    expect(shareWatched(whole, 10_000)).toBe(1);
  }
  for (const part of [[[251, 10_000]], [[0, 9749]]] as Stretch[][]) {
    expect(isWatchedWhole(part, 10_000)).toBe(false);
    expect(shareWatched(part, 10_000)).toBeLessThan(1);
  }
});

it('the shortest cut has to be watched too', () => {
  expect(unwatched([], 40)).toEqual([[0, 40]]);
  expect(isWatchedWhole([[10, 30]], 40)).toBe(true);
});

it('a short cut is watched at once; a long one takes half its length, whatever is reported', () => {
  expect(withReport(nothingWatched(BEGIN), [[0, 5000]], BEGIN)?.stretches).toEqual([[0, 5000]]);
  const film: Stretch = [0, minutes(10)];
  const credit = [0, 60, 120, 294].map((seconds) => withReport(nothingWatched(BEGIN), [film], after(seconds)));
  expect(credit).toEqual([null, null, null, null]);
});

it('time that passes is not saved up beyond two minutes of footage', () => {
  const idle = withReport(nothingWatched(BEGIN), [], after(3600));
  expect(idle?.creditMs).toBe(MOST_CREDIT_MS);
});

it('played at twice the speed and reported as it goes, every report is taken; at three times, soon none is', () => {
  const play = (speed: number): number => {
    let watched = nothingWatched(BEGIN);
    for (let second = 5; second <= 300; second += 5) {
      const next = withReport(watched, [[(second - 5) * 1000 * speed, second * 1000 * speed]], after(second));
      if (!next) return second;
      watched = next;
    }
    return Infinity;
  };
  expect(play(2)).toBe(Infinity);
  expect(play(3)).toBe(15);
});

it('what is reported again is paid for again: nobody ticks one second a hundred times to learn the rule', () => {
  let watched = nothingWatched(BEGIN);
  for (let i = 0; i < HEAD_START_MS / 1000; i++) watched = withReport(watched, [[0, 1000]], BEGIN)!;
  expect(watched).toMatchObject({ stretches: [[0, 1000]], creditMs: 0 });
  expect(withReport(watched, [[0, 1000]], BEGIN)).toBeNull();
});

it('a clock that was set back takes no credit away', () => {
  expect(withReport(nothingWatched(after(60)), [[0, 1000]], BEGIN)?.creditMs).toBe(HEAD_START_MS - 1000);
});
