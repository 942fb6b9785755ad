import { type ReleaseTranslation, translatedCaptions } from '.';

const spoken = { from: 1, to: 2.5, speaker: 'Officer 1', text: 'Step back.', redacted: false };
const muted = { from: 2.5, to: 4, speaker: null, text: '[redacted – privacy]', redacted: true };
const record = {
  transcript: [spoken, muted, { ...spoken, from: 3661, to: 3662, speaker: null, text: 'Bye & thanks.' }],
};
const translation = (lines: readonly string[], change: Partial<ReleaseTranslation> = {}): ReleaseTranslation => ({
  language: 'es',
  title: 'Arresto en la calle',
  summary: 'Un arresto.',
  lines,
  translatedBy: 'Rosa Silva',
  translatedOn: '2026-11-26',
  ...change,
});

it('are the cues of the transcript, at their times, with who speaks, and say what they are', () => {
  expect(translatedCaptions(record, translation(['Atrás.', '[redacted – privacy]', 'Adiós & gracias.']))).toBe(`WEBVTT

NOTE
A translation (es) by Rosa Silva, 2026-11-26. No part of the signed release.
What the City released is the English text.

00:00:01.000 --> 00:00:02.500
<v Officer 1>Atrás.

00:00:02.500 --> 00:00:04.000
<lang en>[redacted – privacy]</lang>

01:01:01.000 --> 01:01:02.000
Adiós &amp; gracias.
`);
});

it('are none where the transcript is not translated', () => {
  expect(translatedCaptions(record, translation([]))).toBeNull();
});

it('hide what is hidden in English, whatever was typed', () => {
  const vtt = translatedCaptions(record, translation(['Atrás.', 'Ana, ven aquí.', 'Adiós.']));
  expect(vtt).not.toContain('Ana');
  expect(vtt).toContain('<lang en>[redacted – privacy]</lang>');
});

it.each([
  'Uno\n\n00:00:02.500 --> 00:00:04.000\nAna',
  'Uno\r\rdos',
  '<b>Ana</b>',
  '</v><v Ana>',
  'a --> b',
  'NOTE\n\nSTYLE\n::cue { color: red }',
  'uno\u2028\u2028dos',
])('are no more cues, no tags and no styles, though somebody typed %j', (typed) => {
  const vtt = translatedCaptions(record, translation([typed, 'x', 'Adiós.'], { translatedBy: typed }));
  const blocks = vtt!.trimEnd().split(/(?:\r\n|\r|\n){2,}/);
  expect(blocks.map((block) => /^[^\n]*$/m.exec(block)![0])).toEqual([
    ...['WEBVTT', 'NOTE', '00:00:01.000 --> 00:00:02.500', '00:00:02.500 --> 00:00:04.000'],
    '01:01:01.000 --> 01:01:02.000',
  ]);
  expect(vtt!.match(/-->/g)).toHaveLength(3);
  expect(vtt!.match(/<[^>]*>/g)).toEqual(['<v Officer 1>', '<lang en>', '</lang>']);
});

it('have no cue for a line that is translated to nothing', () => {
  expect(translatedCaptions(record, translation([' ', 'x', 'Adiós.']))).not.toContain('00:00:01.000');
});
