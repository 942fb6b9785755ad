import { type Playing, WatchRecorder, whyNotCounted } from './watch-recorder';

const recorder = (...moments: [at: number, wall: number, counts?: boolean][]): WatchRecorder => {
  const made = new WatchRecorder();
  for (const [at, wall, counts = true] of moments) made.note({ at, wall, counts });
  return made;
};

it('keeps what was played as one stretch, and gives it out once', () => {
  const made = recorder([0, 0], [0.25, 250], [0.5, 500], [1, 750]);
  expect(made.take()).toEqual([{ from: 0, to: 1 }]);
  expect(made.take()).toEqual([]);
  made.note({ at: 1.2, wall: 950, counts: true });
  expect(made.take()).toEqual([{ from: 1, to: 1.2 }]);
});

it('keeps nothing that was jumped over, forwards or backwards, told or not', () => {
  expect(recorder([0, 0], [0.2, 200], [9, 300], [9.2, 500]).take()).toEqual([{ from: 0, to: 0.2 }, { from: 9, to: 9.2 }]); // prettier-ignore
  expect(recorder([9, 0], [9.2, 200], [1, 300], [1.2, 500]).take()).toEqual([{ from: 9, to: 9.2 }, { from: 1, to: 1.2 }]); // prettier-ignore
  const told = recorder([0, 0], [0.2, 200]);
  told.jump();
  told.note({ at: 0.4, wall: 400, counts: true });
  expect(told.take()).toEqual([{ from: 0, to: 0.2 }]);
});

it('keeps nothing that played while it did not count, nor across the change', () => {
  expect(recorder([0, 0], [0.2, 200], [0.4, 400, false], [0.6, 600, false], [0.8, 800], [1, 1000]).take()).toEqual([
    { from: 0, to: 0.2 },
    { from: 0.8, to: 1 },
  ]);
});

it('what could not be reported is reported with the next', () => {
  const made = recorder([0, 0], [0.2, 200]);
  const taken = made.take();
  made.note({ at: 0.4, wall: 400, counts: true });
  made.putBack(taken);
  expect(made.take()).toEqual([{ from: 0, to: 0.2 }, { from: 0.2, to: 0.4 }]); // prettier-ignore
});

it('counts only what is seen whole, heard where there is sound, and not too fast; and says what is wrong', () => {
  const good: Playing = { hasSound: true, isMuted: false, isVisible: true, rate: 2, isShown: true };
  expect(whyNotCounted(good)).toBeNull();
  expect(whyNotCounted({ ...good, hasSound: false, isMuted: true })).toBeNull();
  expect(whyNotCounted({ ...good, isMuted: true })).toBe('its sound is off');
  expect(whyNotCounted({ ...good, isVisible: false })).toBe('the page cannot be seen');
  expect(whyNotCounted({ ...good, rate: 2.5 })).toBe('it plays more than 2 times as fast as it was recorded');
  expect(whyNotCounted({ ...good, isShown: false })).toBe('this view does not show the whole cut');
});
