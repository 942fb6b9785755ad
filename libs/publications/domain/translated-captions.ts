import type { ReleaseRecord, TranscriptLine } from './release-record';
import { clockTime } from './times';
import { type ReleaseTranslation, translatedLine } from './translation';

/** A translation whose transcript is translated too, as readers choose it in the player. */
export type Subtitles = Pick<ReleaseTranslation, 'language' | 'translatedBy' | 'translatedOn'>;

/**
 * The transcript in another language as WebVTT: the cues of the captions, at their times, with the words of the
 * translation. What is hidden, and who speaks, is said in English, as on the page. Null where the transcript is not
 * translated. It is no file of the release: it says so itself, for whoever has only this.
 */
export function translatedCaptions(
  record: Pick<ReleaseRecord, 'transcript'>,
  translation: ReleaseTranslation,
): string | null {
  if (translation.lines.length === 0) return null;
  const cues = record.transcript.flatMap((line, i) => cueOf(line, translatedLine(record, translation, i)));
  return `${['WEBVTT', noteOf(translation), ...cues].join('\n\n')}\n`;
}

const noteOf = ({ language, translatedBy, translatedOn }: ReleaseTranslation): string =>
  `NOTE
A translation (${language}) by ${asText(translatedBy)}, ${translatedOn}. No part of the signed release.
What the City released is the English text.`;

/** A line that is translated to nothing has no cue: one without words is none. */
function cueOf({ from, to, speaker, text }: TranscriptLine, translated: string | null): string[] {
  const words = translated === null ? `<lang en>${asText(text)}</lang>` : asText(translated);
  if (words === '') return [];
  return [`${clockTime(from)} --> ${clockTime(to)}\n${speaker === null ? '' : `<v ${asText(speaker)}>`}${words}`];
}

/** Whatever somebody typed as the text of one line: it ends no cue, begins none and is no tag. */
const asText = (typed: string): string =>
  typed.trim().replace(/\s+/g, ' ').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
