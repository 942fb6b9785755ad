import { planRuns } from './runs.plan';

/** Three groups of four pictures; each but the first picture of a group is decoded after the one shown behind it. */
const PTS = [0, 3, 1, 2, 4, 7, 5, 6, 8, 11, 9, 10];
const IDR = [0, 4, 8];
const masked =
  (...frames: number[]) =>
  (frame: number): boolean =>
    frames.includes(frame);

it('copies everything when nothing is masked', () => {
  expect(planRuns({ pts: PTS, idr: IDR }, masked())).toEqual([{ from: 0, to: 12, encode: false }]);
});

it('encodes the whole group in which a masked frame lies, and no other', () => {
  expect(planRuns({ pts: PTS, idr: IDR }, masked(7))).toEqual([
    { from: 0, to: 4, encode: false },
    { from: 4, to: 8, encode: true },
    { from: 8, to: 12, encode: false },
  ]);
});

it('joins neighbouring groups into one run', () => {
  expect(planRuns({ pts: PTS, idr: IDR }, masked(3, 4))).toEqual([
    { from: 0, to: 8, encode: true },
    { from: 8, to: 12, encode: false },
  ]);
});

it('cuts nothing where the stream does not begin with an IDR', () => {
  expect(planRuns({ pts: PTS, idr: [4, 8] }, masked(1))).toBeNull();
});

it('keeps groups together where a picture is shown across the cut between them', () => {
  const pts = [0, 3, 1, 5, 4, 7, 2, 6, 8, 9];
  expect(planRuns({ pts, idr: [0, 4, 8] }, masked(1))).toEqual([
    { from: 0, to: 8, encode: true },
    { from: 8, to: 10, encode: false },
  ]);
});

it('cuts a long run into parts at its IDRs', () => {
  const pts = Array.from({ length: 2000 }, (_, i) => i);
  const idr = Array.from({ length: 8 }, (_, i) => i * 250);
  const runs = planRuns({ pts, idr }, (frame) => frame >= 300);
  expect(runs?.map(({ from, to, encode }) => [from, to, encode])).toEqual([
    [0, 250, false],
    [250, 1000, true],
    [1000, 1750, true],
    [1750, 2000, true],
  ]);
});
