import type { ReleaseRecord } from '@app/publications/domain';
import type { ReactNode } from 'react';
import { type Language, useLanguage } from '../language/language';
import { useMediaPath } from '../media-path';
import { fileOf, isFlashing, type Playable, playableOf } from './playable';
import { describedPath, type ReleasePageFacts } from './release-page-facts';
import { SubtitlesBy, Tracks } from './subtitles.view';
import { warningsIn } from './warning.view';

/** The video behind its warning, what plays in it, and the buttons beside it. */
export function Player(facts: ReleasePageFacts): ReactNode {
  const language = useLanguage();
  const { release, files, at, described } = facts;
  const playable = playableOf(release.record, files, described);
  if (!playable) return <NothingPlays release={release} files={files} />;
  return (
    <>
      <details className="watch" open={at !== null}>
        <summary>{summaryOf(language, release.record, playable)}</summary>
        <Video {...facts} playable={playable} />
        <SubtitlesBy {...facts} />
      </details>
      <Note {...facts} playable={playable} />
      <Buttons {...facts} playable={playable} />
    </>
  );
}

/** A recording that flashes and has no softened version is a download, and its page says why. */
export function NothingPlays({ release, files }: Pick<ReleasePageFacts, 'release' | 'files'>): ReactNode {
  const { say } = useLanguage();
  return isFlashing(release.record, files) ? <p className="box">{say('release.flashes')}</p> : null;
}

/** What stands on the video's lid: the warnings once more, where the hand is. */
export function summaryOf(language: Language, record: ReleaseRecord, { version }: Playable): string {
  const warnings = warningsIn(language, record);
  const described = version === 'described';
  if (warnings === '') return language.words(described ? 'release.show-described' : 'release.show');
  return language.words(described ? 'release.show-described-warned' : 'release.show-warned', { warnings });
}

/** The browser's own player. It loads nothing before it is asked to play, and shows a card until then, never a frame. */
export function Video({
  release,
  files,
  subtitles,
  playable,
  at,
}: Pick<ReleasePageFacts, 'release' | 'files' | 'subtitles' | 'at'> & { readonly playable: Playable }): ReactNode {
  const { say } = useLanguage();
  const mediaPath = useMediaPath();
  const { record } = release;
  const poster = fileOf(files, 'poster');
  const [last] = playable.sources.slice(-1);
  return (
    <video
      controls
      preload="none"
      playsInline
      width={record.video.width}
      height={record.video.height}
      poster={poster && mediaPath(poster)}
      aria-label={record.title}
      aria-describedby="before-text"
    >
      {playable.sources.map(({ file, media }) => (
        <source
          key={file.sha256}
          src={`${mediaPath(file)}${at === null ? '' : `#t=${at}`}`}
          type="video/mp4"
          media={media ?? undefined}
        />
      ))}
      <Tracks release={release} files={files} subtitles={subtitles} />
      {last && <a href={mediaPath(last.file)}>{say('release.download-instead')}</a>}
    </video>
  );
}

function Note({ release, files, described, playable }: ReleasePageFacts & { readonly playable: Playable }): ReactNode {
  const { say, link } = useLanguage();
  const plain = link(`/releases/${release.releaseId}`);
  if (playable.version === 'described') return <p>{say('release.plays-described', { link: plain })}</p>;
  if (playable.version !== 'reduced-flash') return null;
  return (
    <>
      <p>{say('release.plays-reduced-flash')}</p>
      {described && fileOf(files, 'video-described') && <p>{say('release.described-flashes')}</p>}
    </>
  );
}

/** An act of the script `player.mjs`, and the message on its button. */
const MOVES = [
  ['back', 'release.back'],
  ['frame-back', 'release.frame-back'],
  ['frame-forward', 'release.frame-forward'],
  ['forward', 'release.forward'],
  ['slower', 'release.slower'],
  ['faster', 'release.faster'],
] as const;
const TO_HIDDEN = [
  ['previous-hidden', 'release.previous-hidden'],
  ['next-hidden', 'release.next-hidden'],
] as const;

/** Ordinary buttons outside the video. Hidden until their script runs; without it the native player has what is needed. */
function Buttons(facts: ReleasePageFacts & { readonly playable: Playable }): ReactNode {
  const language = useLanguage();
  const { release, files, playable } = facts;
  const { record } = release;
  const { say, words } = language;
  const button = (act: string, text: ReactNode): ReactNode => (
    <button type="button" key={act} data-act={act}>
      {text}
    </button>
  );
  return (
    <div
      className="buttons"
      role="group"
      aria-label={words('release.buttons')}
      hidden
      data-player
      data-duration={record.video.duration}
      data-rate={(record.video.frames / record.video.duration).toFixed(4)}
      data-words={JSON.stringify(spokenBy(language))}
    >
      {MOVES.map(([act, key]) => button(act, say(key)))}
      {record.hidden.length > 0 && TO_HIDDEN.map(([act, key]) => button(act, say(key)))}
      {fileOf(files, 'captions') && button('captions', say('release.captions-button'))}
      <OtherVersion release={release} files={files} playable={playable} />
      {button('copy', say('release.copy'))}
      <p role="status" />
    </div>
  );
}

/** From the plain version to the described one and back; nothing where there is but one to play. */
function OtherVersion({
  release,
  files,
  playable,
}: Pick<ReleasePageFacts, 'release' | 'files'> & { readonly playable: Playable }): ReactNode {
  const { say, path } = useLanguage();
  const described = playable.version === 'described';
  if (playable.version === 'reduced-flash' || !fileOf(files, 'video-described')) return null;
  return (
    <a
      className="button"
      data-act="described"
      href={path(described ? `/releases/${release.releaseId}` : describedPath(release.releaseId))}
    >
      {say(described ? 'release.undescribed' : 'release.described')}
    </a>
  );
}

/** What the script says; `{value}` is left for it to fill in. */
function spokenBy({ words }: Language): Readonly<Record<string, string>> {
  const value = '{value}';
  return {
    at: words('release.said-at', { value }),
    frame: words('release.said-frame', { value }),
    speed: words('release.said-speed', { value }),
    captions: words('release.said-captions'),
    'no-captions': words('release.said-no-captions'),
    copied: words('release.said-copied', { value }),
    'copy-by-hand': words('release.said-copy-by-hand'),
    first: words('release.said-first'),
    last: words('release.said-last'),
  };
}
