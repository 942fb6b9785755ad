import type { FieldFault } from '@app/kernel';
import type { ReleaseRecord } from './release-record';

/** Languages of the public site into which the words of a release may be translated (BCP 47). */
export const TRANSLATION_LANGUAGES = ['es', 'pt', 'ht', 'am', 'zh-Hans', 'bn', 'ar', 'so'] as const;
export type TranslationLanguage = (typeof TRANSLATION_LANGUAGES)[number];

/**
 * The words of one version of a release in another language. The English words are what the City released: a translation
 * stands beside them, says who made it and when, and is no part of the bundle that is signed. Legal text is not translated.
 */
export interface ReleaseTranslation {
  readonly language: TranslationLanguage;
  readonly title: string;
  readonly summary: string;
  /** One for each line of the transcript, in its order; empty where the transcript is not translated. */
  readonly lines: readonly string[];
  readonly translatedBy: string;
  /** `YYYY-MM-DD` */
  readonly translatedOn: string;
}

/** Characters. */
const MOST = { title: 200, summary: 4000, translatedBy: 200 } as const;

/** Why a translation cannot stand beside these English words; null when it can. */
export function translationFault(
  translation: Pick<ReleaseTranslation, 'title' | 'summary' | 'lines' | 'translatedBy'>,
  { transcript }: Pick<ReleaseRecord, 'transcript'>,
): FieldFault | null {
  for (const field of ['title', 'summary', 'translatedBy'] as const) {
    const { length } = translation[field].trim();
    if (length < 3 || length > MOST[field]) return { field, says: `has 3 to ${MOST[field]} characters` };
  }
  const { lines } = translation;
  if (lines.length !== 0 && lines.length !== transcript.length)
    return { field: 'lines', says: `are as many as the transcript has: ${transcript.length}, and not ${lines.length}` };
  return null;
}

/** The lines as they are kept: where the English is hidden, whatever was typed goes no further than this. */
export const linesToKeep = (lines: readonly string[], { transcript }: Pick<ReleaseRecord, 'transcript'>): string[] =>
  lines.map((line, i) => (transcript[i]?.redacted === false ? line : (transcript[i]?.text ?? '')));

/** What a line of the transcript says in translation; null where the English stands: it is hidden, or not translated. */
export const translatedLine = (
  { transcript }: Pick<ReleaseRecord, 'transcript'>,
  translation: Pick<ReleaseTranslation, 'lines'> | null,
  line: number,
): string | null => (transcript[line]?.redacted === false ? (translation?.lines[line] ?? null) : null);
