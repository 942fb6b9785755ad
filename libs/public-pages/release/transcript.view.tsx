import { type ReleaseTranslation, type TranscriptLine, translatedLine } from '@app/publications/domain';
import type { ReactNode } from 'react';
import { InEnglish } from '../language/english.view';
import { useLanguage } from '../language/language';
import { Timecode } from '../language/timecode.view';
import { pagePath, type ReleasePageFacts } from './release-page-facts';

/** What is said and heard, line by line, each with the link to its moment. */
export function Transcript(facts: Pick<ReleasePageFacts, 'release' | 'described' | 'translation'>): ReactNode {
  const { say, link } = useLanguage();
  const { release, translation } = facts;
  return (
    <>
      <h2 id="transcript">{say('release.transcript')}</h2>
      <Lines record={release.record} page={pagePath(facts)} translation={translation} />
      {translation === null && (
        <p>
          {say('release.translation', { ask: link(`/releases/${release.releaseId}/ask`), contact: link('/contact') })}
        </p>
      )}
    </>
  );
}

interface LinesFacts {
  readonly record: ReleasePageFacts['release']['record'];
  /** Where the video plays from the moment of a line. */
  readonly page: string;
  readonly translation: ReleaseTranslation | null;
}

export function Lines({ record, page, translation }: LinesFacts): ReactNode {
  const { say, path } = useLanguage();
  const { transcript, noSpeech } = record;
  if (transcript.length === 0)
    return <p>{noSpeech === null ? say('release.no-speech') : <InEnglish>{noSpeech}</InEnglish>}</p>;
  return (
    <ol role="list" className="lines">
      {transcript.map((line, i) => (
        <li key={`${line.from}-${line.to}`}>
          <a href={path(`${page}?t=${line.from}`)} data-at={line.from}>
            <Timecode at={line.from} />
          </a>
          <Line line={line} translated={translatedLine(record, translation, i)} />
        </li>
      ))}
    </ol>
  );
}

/** What is hidden, and who speaks, is said in English whatever the language. */
function Line({ line, translated }: { readonly line: TranscriptLine; readonly translated: string | null }): ReactNode {
  const speaker = line.speaker !== null && <strong>{line.speaker}: </strong>;
  if (translated !== null)
    return (
      <span>
        {speaker && <InEnglish>{speaker}</InEnglish>}
        {translated}
      </span>
    );
  return (
    <span lang="en" dir="ltr">
      {speaker}
      {line.redacted ? <span className="redacted">{line.text}</span> : line.text}
    </span>
  );
}
