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

it('cuts nothing where a picture is shown across a cut', () => {
  expect(planRuns({ pts: [0, 3, 1, 5, 4, 7, 2, 6], idr: [0, 4] }, masked(1))).toBeNull();
});
