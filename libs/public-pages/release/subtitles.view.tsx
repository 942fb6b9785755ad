import { Fragment, type ReactNode } from 'react';
import { useLanguage } from '../language/language';
import { LANGUAGES } from '../language/languages';
import { useMediaPath } from '../media-path';
import { fileOf } from './playable';
import { type ReleasePageFacts, subtitlesPath } from './release-page-facts';

/** What is said, under the picture: the captions, and translations of them. The page's own language comes first. */
export function Tracks({
  release,
  files,
  subtitles,
}: Pick<ReleasePageFacts, 'release' | 'files' | 'subtitles'>): ReactNode {
  const { code, words } = useLanguage();
  const mediaPath = useMediaPath();
  const captions = fileOf(files, 'captions');
  const isTranslated = subtitles.some(({ language }) => language === code);
  return (
    <>
      {captions && (
        <track
          kind="captions"
          src={mediaPath(captions)}
          srcLang="en"
          label={words('release.captions')}
          default={!isTranslated}
        />
      )}
      {subtitles.map(({ language }) => (
        <track
          key={language}
          kind="subtitles"
          src={subtitlesPath(release, language)}
          srcLang={language}
          label={words('release.subtitles', { language: LANGUAGES[language].name })}
          default={language === code}
        />
      ))}
    </>
  );
}

/** Who translated what can be read under the picture, and that nobody signed it. */
export function SubtitlesBy({ subtitles }: Pick<ReleasePageFacts, 'subtitles'>): ReactNode {
  const { say, date } = useLanguage();
  if (subtitles.length === 0) return null;
  return (
    <p className="under-video">
      {say('release.subtitles-unsigned')}
      {subtitles.map(({ language, translatedBy, translatedOn }) => (
        <Fragment key={language}>
          {' '}
          {say('release.subtitles-by', {
            language: (
              <bdi lang={language} dir={LANGUAGES[language].dir}>
                {LANGUAGES[language].name}
              </bdi>
            ),
            who: <bdi>{translatedBy}</bdi>,
            date: date(translatedOn),
          })}
        </Fragment>
      ))}
    </p>
  );
}
