import * as fc from 'fast-check';
import { captionLeaks, type Cue, parseCaptions, writeCaptions } from './captions';
import type { AudioInterval } from './plan';
import { mentionsOf, redactCues, spansOf, wordsOf } from './words';

const cue = (from: number, to: number, text: string): Cue => ({ from, to, speaker: 'Officer', text });
const mute = (from: number, to: number): AudioInterval => ({
  from,
  to,
  effect: 'silence',
  subject: 'spoken-name',
  basis: { type: 'policy', why: 'A name.' },
});

it('words share the time of their cue by their length', () => {
  const [one, two, ...rest] = wordsOf(cue(10, 20, 'Hello there'));
  expect(one).toMatchObject({ text: 'Hello', from: 10 });
  expect(one!.to).toBeCloseTo(14.545, 3);
  expect(two).toMatchObject({ text: 'there', to: 20 });
  expect(rest).toEqual([]);
});

it('every mention is found, whatever its case, accents and the signs around it', () => {
  const cues = [cue(0, 4, 'Ask José, please.'), cue(5, 8, "It is JOSE's bag"), cue(9, 12, 'Joseph left')];
  expect(mentionsOf(cues, 'jose').map((one) => one.cue.from)).toEqual([0, 5]);
  expect(mentionsOf(cues, 'jose please')).toHaveLength(1);
  expect(mentionsOf(cues, '…')).toEqual([]);
});

it('words that follow one another are one mute, with a margin on both sides', () => {
  const words = wordsOf(cue(1, 5, 'aaaa bbbb cccc dddd'));
  expect(spansOf([words[1]!, words[2]!])).toHaveLength(1);
  expect(spansOf([words[0]!]).at(0)).toMatchObject({ from: 0.7 });
});

it('captions that were redacted by the mutes leak nothing, whatever they were', () => {
  const time = fc.integer({ min: 0, max: 200 }).map((tenths) => tenths / 10);
  const spans = fc.array(fc.tuple(time, fc.integer({ min: 1, max: 40 })), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(spans, spans, (said, muted) => {
      const cues = said
        .map(([from, length], i) => cue(from, from + length / 10, `word${i} and more of it`))
        .sort((a, b) => a.from - b.from);
      const audio = muted.map(([from, length]) => mute(from, from + length / 10));
      const redacted = redactCues(cues, audio);
      expect(captionLeaks(redacted, audio)).toEqual([]);
      expect(parseCaptions(writeCaptions([...redacted].sort((a, b) => a.from - b.from)))).toMatchObject({ ok: true });
    }),
  );
});

it('what is said away from a mute stays', () => {
  const [before, hidden, after] = redactCues([cue(0, 10, 'one two three four five six seven')], [mute(4, 5)]);
  expect(before).toMatchObject({ from: 0, to: 4, text: 'one two' });
  expect(hidden).toMatchObject({ from: 4, to: 5, speaker: null });
  expect(hidden!.text).toMatch(/^\[redacted – /);
  expect(after!.text).toMatch(/six seven$/);
});
