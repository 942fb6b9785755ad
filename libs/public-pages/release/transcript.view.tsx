import type { ReactNode } from 'react';
import { InEnglish } from '../language/english.view';
import { useLanguage } from '../language/language';
import { Timecode } from '../language/timecode.view';
import type { ReleasePageFacts } from './release-page-facts';

/** What is said and heard, line by line, each with the link to its moment. */
export function Transcript({ release }: Pick<ReleasePageFacts, 'release'>): ReactNode {
  const { say, path } = useLanguage();
  const { transcript, noSpeech } = release.record;
  return (
    <>
      <h2 id="transcript">{say('release.transcript')}</h2>
      {transcript.length === 0 ? (
        <p>{noSpeech === null ? say('release.no-speech') : <InEnglish>{noSpeech}</InEnglish>}</p>
      ) : (
        <ol role="list" className="lines" lang="en" dir="ltr">
          {transcript.map((line) => (
            <li key={`${line.from}-${line.to}`}>
              <a href={path(`/releases/${release.releaseId}?t=${line.from}`)} data-at={line.from}>
                <Timecode at={line.from} />
              </a>
              <span>
                {line.speaker !== null && <strong>{line.speaker}: </strong>}
                {line.redacted ? <span className="redacted">{line.text}</span> : line.text}
              </span>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
