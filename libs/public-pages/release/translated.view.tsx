import type { ReactNode } from 'react';
import { InEnglish } from '../language/english.view';
import { useLanguage } from '../language/language';
import type { ReleasePageFacts } from './release-page-facts';

/** Words of a release in the language of the page, where they are translated; else in English, which is said (`lang`). */
export const Translated = ({ words, english }: { words: string | undefined; english: string }): ReactNode =>
  words ?? <InEnglish>{english}</InEnglish>;

/** Who translated the words of this release, and that the English ones are the City’s. */
export function TranslatedBy({ translation, release }: Pick<ReleasePageFacts, 'translation' | 'release'>): ReactNode {
  const { say, date } = useLanguage();
  if (!translation) return null;
  return (
    <p className="status">
      {say('release.translated-by', {
        who: <bdi>{translation.translatedBy}</bdi>,
        date: date(translation.translatedOn),
        link: (words) => (
          <a href={`/releases/${release.releaseId}`} hrefLang="en">
            {words}
          </a>
        ),
      })}
    </p>
  );
}
