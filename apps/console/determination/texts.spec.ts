import { diffOf } from './diff';
import { piecesOf, timecodeOf } from './timecodes';

it('tells two texts apart line by line', () => {
  expect(diffOf('a\nb\nc', 'a\nx\nc\nd')).toEqual([
    { is: 'same', text: 'a' },
    { is: 'removed', text: 'b' },
    { is: 'added', text: 'x' },
    { is: 'same', text: 'c' },
    { is: 'added', text: 'd' },
  ]);
  expect(diffOf('a\nb', 'a\nb').every(({ is }) => is === 'same')).toBe(true);
});

it('finds the moments of the film that a text names, and writes them so that they are found again', () => {
  expect(piecesOf('At [0:01:23.4] and [2:05], not [soon].')).toEqual([
    { text: 'At ', at: null },
    { text: '[0:01:23.4]', at: 83.4 },
    { text: ' and ', at: null },
    { text: '[2:05]', at: 125 },
    { text: ', not [soon].', at: null },
  ]);
  for (const seconds of [0, 0.96, 59.94, 59.96, 3723.4])
    expect(piecesOf(timecodeOf(seconds))[0]?.at).toBeCloseTo(seconds, 1);
});
