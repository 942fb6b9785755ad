import * as fc from 'fast-check';
import { captionLeaks, type Cue, parseCaptions, writeCaptions } from './captions';
import type { AudioInterval } from './plan';

const cuesIn = (vtt: string): readonly Cue[] => {
  const parsed = parseCaptions(vtt);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.cues;
};

it('published captions hold times, speakers and words, and nothing else of what was sent', () => {
  const sent =
    'WEBVTT\n\nSECRET-NAME\n00:01.000 --> 00:02.500 align:start SECRET-SETTING\n<v.SECRET-CLASS Officer 1>Step back &amp; wait.</v>\n\n' +
    '01:00:02.500 --> 01:00:03.000\n[street noise]\nand a siren\n';
  expect(writeCaptions(cuesIn(sent))).toBe(
    'WEBVTT\n\n00:00:01.000 --> 00:00:02.500\n<v Officer 1>Step back &amp; wait.\n\n' +
      '01:00:02.500 --> 01:00:03.000\n[street noise]\nand a siren\n',
  );
});

const words = fc.stringMatching(/^[A-Za-z0-9&?!.,'ü\u00a0][A-Za-z0-9&?!.,' ü\u00a0]{0,20}$/).map((text) => text.trim()).filter((text) => text !== ''); // prettier-ignore

const cues = fc
  .array(
    fc.record({
      from: fc.nat(86_400_000),
      length: fc.integer({ min: 1, max: 10_000 }),
      speaker: fc.option(fc.constantFrom('Officer 1', 'Dispatcher')),
      text: words,
    }),
  )
  .map((all) =>
    all
      .sort((a, b) => a.from - b.from)
      .map(({ from, length, speaker, text }): Cue => ({ from, to: from + length, speaker, text })),
  );

it('what is published is read as what was meant', () => {
  fc.assert(
    fc.property(cues, (meant) => {
      const inSeconds = meant.map((cue) => ({ ...cue, from: cue.from / 1000, to: cue.to / 1000 }));
      const read = cuesIn(writeCaptions(inSeconds));
      expect(read.map((cue) => ({ ...cue, from: Math.round(cue.from * 1000), to: Math.round(cue.to * 1000) }))).toEqual(
        meant,
      );
    }),
  );
});

const MUTE: AudioInterval = {
  id: 'name',
  from: 1,
  to: 2,
  effect: 'silence',
  subject: 'spoken-name',
  basis: { type: 'policy', why: 'A private name.' },
};
const faultsOf = (...all: readonly Cue[]): string[] => captionLeaks(all, [MUTE]).map(({ says }) => says);
const said = (text: string, speaker: string | null = null, from = 1, to = 2): Cue => ({ from, to, speaker, text });

it.each(['[redacted]', '[Redacted]', '[redacted – privacy]', '[redacted - Name of a private person]'])(
  'where sound is muted, a cue may say %s',
  (text) => expect(faultsOf(said(text))).toEqual([]),
);

it.each(['John Doe', '[redacted – John Doe]', '[redacted John Doe]', '[redacted – privacy, John Doe]', '[redacted–]'])(
  'where sound is muted, a cue may not say %s',
  (text) => expect(faultsOf(said(text))[0]).toMatch(/^says \[redacted\] or .* overlaps the muted interval name/),
);

it('where sound is muted, a cue names only a speaker who is named elsewhere', () => {
  const elsewhere = said('Step back.', 'Officer 1', 2, 3);
  expect(faultsOf(said('[redacted]', 'Officer 1'), elsewhere)).toEqual([]);
  expect(faultsOf(said('[redacted]', 'John Doe'), elsewhere)).toEqual([
    'names no speaker who speaks nowhere else: it overlaps the muted interval name',
  ]);
});
