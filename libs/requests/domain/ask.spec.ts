import { MOST_SAID, readAsk, receiptOf } from '.';

const SOUND = { kind: 'privacy', says: ' My neighbour can be seen. ', reply_to: '' };

it('reads what was typed, without the spaces around it and without NUL, which Postgres keeps in no text', () => {
  expect(readAsk(SOUND)).toEqual({ ask: { kind: 'privacy', says: 'My neighbour can be seen.', replyTo: null } });
  expect(readAsk({ ...SOUND, says: 'a\0b', reply_to: 'me@example.org' })).toEqual({
    ask: { kind: 'privacy', says: 'ab', replyTo: 'me@example.org' },
  });
});

it.each([
  [{ kind: 'praise' }, 'choose-kind'],
  [{ kind: ['privacy'] }, 'choose-kind'],
  [{ kind: 'constructor' }, 'choose-kind'],
  [{ says: ' \0 ' }, 'say-something'],
  [{ says: 'a'.repeat(MOST_SAID + 1) }, 'too-long'],
  [{ reply_to: 'me' }, 'bad-reply-to'],
  [{ reply_to: 'm'.repeat(255) }, 'bad-reply-to'],
])('says what is wrong with %j', (change, says) => {
  expect(readAsk({ ...SOUND, ...change })).toEqual({ wrong: says });
});

it('gives a number that is read out without mistakes', () => {
  expect(receiptOf(Uint8Array.from({ length: 12 }, (_, i) => i))).toBe('0123-4567-89AB');
  expect(receiptOf(new Uint8Array(12).fill(255))).toBe('ZZZZ-ZZZZ-ZZZZ');
});
