import type { ManifestFile } from '@app/publications/domain';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { type Language, Speaking, useLanguage } from '../language/language';
import { SHEET_NAME } from '../layout/assets';
import { playableOf } from './playable';
import { NothingPlays, summaryOf, Video } from './player.view';
import type { ReleasePageFacts } from './release-page-facts';
import { Warning } from './warning.view';

/** What a release is drawn from within somebody else's page; without a release it says that it is gone. */
export interface EmbedFacts {
  readonly releaseId: string;
  readonly release: ReleasePageFacts['release'] | null;
  readonly files: readonly ManifestFile[];
  readonly at: number | null;
  readonly siteUrl: string;
}

/**
 * The whole document for a frame. No script at all, so that it works in any sandbox; every link opens a page of its
 * own, because no other page of the site may be framed. A frame wants `sandbox="allow-same-origin allow-popups"`.
 */
export function embedOf(facts: EmbedFacts, language: Language): string {
  const title = facts.release
    ? language.words('release.embed-title', { title: facts.release.record.title })
    : language.words('gone.heading');
  return `<!doctype html>${renderToStaticMarkup(
    <Speaking value={language}>
      <html lang={language.code} dir={language.dir}>
        <head>
          <meta charSet="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>{title}</title>
          <base target="_blank" />
          <link rel="stylesheet" href={`/assets/${SHEET_NAME}`} />
        </head>
        <body className="embed">
          <main>{facts.release ? <Shown {...facts} release={facts.release} /> : <Gone {...facts} />}</main>
        </body>
      </html>
    </Speaking>,
  )}`;
}

function Shown({ release, files, at, siteUrl }: EmbedFacts & Pick<ReleasePageFacts, 'release'>): ReactNode {
  const language = useLanguage();
  const { say, path } = language;
  const { record } = release;
  const page = `${siteUrl}${path(`/releases/${release.releaseId}`)}`;
  const playable = playableOf(record, files, false);
  return (
    <>
      <h1 lang="en" dir="ltr">
        {record.title}
      </h1>
      <Warning record={record} transcript={`${page}#transcript`} />
      {playable ? (
        <details className="watch">
          <summary>{summaryOf(language, record, playable)}</summary>
          <Video record={record} files={files} playable={playable} at={at} />
        </details>
      ) : (
        <NothingPlays release={release} files={files} />
      )}
      <p>
        <a href={page}>{say('release.embed-full')}</a> · <a href={`${page}#verify`}>{say('release.embed-verify')}</a>
      </p>
    </>
  );
}

function Gone({ releaseId, siteUrl }: EmbedFacts): ReactNode {
  const { say, path } = useLanguage();
  return (
    <>
      <h1>{say('gone.heading')}</h1>
      <p>
        <a href={`${siteUrl}${path(`/releases/${releaseId}`)}`}>{say('release.embed-gone')}</a>
      </p>
    </>
  );
}
