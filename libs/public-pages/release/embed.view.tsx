import { fileName, type ManifestFile } from '@app/publications/domain';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { type Language, Speaking, useLanguage } from '../language/language';
import { SHEET_NAME } from '../layout/assets';
import { HashCommands } from '../verify/commands.view';
import { playableOf } from './playable';
import { NothingPlays, summaryOf, Video } from './player.view';
import type { ReleasePageFacts } from './release-page-facts';
import { SubtitlesBy } from './subtitles.view';
import { Lines } from './transcript.view';
import { FileHashes } from './verify.view';
import { Warning } from './warning.view';

/** What a release is drawn from within somebody else's page; without a release it says that it is gone. */
export interface EmbedFacts {
  readonly releaseId: string;
  readonly release: ReleasePageFacts['release'] | null;
  readonly files: readonly ManifestFile[];
  readonly subtitles: ReleasePageFacts['subtitles'];
  readonly at: number | null;
  readonly siteUrl: string;
}

/**
 * The whole document for a frame. No script at all, so that it works in any sandbox: what there is to read and to check
 * is in the frame itself. No other page of the site may be framed: links to them open pages of their own, where the
 * sandbox has `allow-popups`, and stand there as addresses to copy, where it has not.
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
          <link rel="stylesheet" href={`/assets/${SHEET_NAME}`} />
        </head>
        <body className="embed">
          <main>{facts.release ? <Shown {...facts} release={facts.release} /> : <Gone {...facts} />}</main>
        </body>
      </html>
    </Speaking>,
  )}`;
}

function Shown({ release, files, subtitles, at, siteUrl }: EmbedFacts & Pick<ReleasePageFacts, 'release'>): ReactNode {
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
      <Warning record={record} transcript="#transcript" />
      {playable ? (
        <details className="watch">
          <summary>{summaryOf(language, record, playable)}</summary>
          <Video release={release} files={files} subtitles={subtitles} playable={playable} at={at} />
          <SubtitlesBy subtitles={subtitles} />
        </details>
      ) : (
        <NothingPlays release={release} files={files} />
      )}
      <details>
        <summary>{say('release.transcript')}</summary>
        <div id="transcript">
          <Lines record={record} page={`/embed/${release.releaseId}`} translation={null} />
        </div>
      </details>
      <details>
        <summary>{say('release.embed-verify')}</summary>
        <FileHashes release={release} files={files} />
        <p>{say('verify.video-must-have')}</p>
        <HashCommands file={fileName('video')} />
      </details>
      <Elsewhere address={page}>{say('release.embed-full')}</Elsewhere>
    </>
  );
}

/** A page of the site, as a link and as text. */
const Elsewhere = ({ address, children }: { readonly address: string; readonly children: ReactNode }): ReactNode => (
  <p>
    <a href={address} target="_blank" rel="noopener">
      {children}
    </a>
    <br />
    <bdi className="hash" dir="ltr">
      {address}
    </bdi>
  </p>
);

function Gone({ releaseId, siteUrl }: EmbedFacts): ReactNode {
  const { say, path } = useLanguage();
  return (
    <>
      <h1>{say('gone.heading')}</h1>
      <Elsewhere address={`${siteUrl}${path(`/releases/${releaseId}`)}`}>{say('release.embed-gone')}</Elsewhere>
    </>
  );
}
