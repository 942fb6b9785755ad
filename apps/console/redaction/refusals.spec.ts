import { AppError, type ErrorCode } from '@app/kernel';
import { Away, NotTaken, Stale } from './engine/editor';
import { inWords } from './refusals';

it.each<ErrorCode>(['conflict', 'move-refused', 'not-permitted', 'not-found'])(
  'what is refused with %s is not asked again, and says why',
  (code) => {
    const reasons = [
      { code: 'wrong-state', says: 'Redactions are edited before they are submitted.', authority: 'R7' },
    ];
    const refusal = inWords(new AppError(code, 'Not now.', { reasons }));
    expect(refusal).toBeInstanceOf(NotTaken);
    expect((refusal as Error).message).toBe('Not now. Redactions are edited before they are submitted.');
  },
);

it('what passes is asked again, and somebody else’s edits come with the refusal that names them', () => {
  for (const code of ['internal', 'not-signed-in'] as const) {
    const error = new AppError(code, 'Not just now.');
    expect(inWords(error)).toBe(error);
  }
  expect(inWords(new AppError('unavailable', 'Not just now.'))).toEqual(new Away('Not just now.'));
  const cut = new Error('the line was cut');
  expect(inWords(cut)).toBe(cut);
  const operation = { op: 'remove-video', id: 'a' };
  const stale = inWords(new AppError('stale', 'Read it again.', { with: { since: [{ operations: [operation] }] } }));
  expect(stale).toBeInstanceOf(Stale);
  expect((stale as Stale).since).toEqual([operation]);
});
