import { type TranscriptLine, translatedLine } from '@app/publications/domain';
import type { ReactNode } from 'react';
import { InEnglish } from '../language/english.view';
import { useLanguage } from '../language/language';
import { Timecode } from '../language/timecode.view';
import { pagePath, type ReleasePageFacts } from './release-page-facts';

/** What is said and heard, line by line, each with the link to its moment. */
export function Transcript(facts: Pick<ReleasePageFacts, 'release' | 'described' | 'translation'>): ReactNode {
  const { say, path } = useLanguage();
  const { transcript, noSpeech } = facts.release.record;
  return (
    <>
      <h2 id="transcript">{say('release.transcript')}</h2>
      {transcript.length === 0 ? (
        <p>{noSpeech === null ? say('release.no-speech') : <InEnglish>{noSpeech}</InEnglish>}</p>
      ) : (
        <ol className="lines">
          {transcript.map((line, i) => (
            <li key={`${line.from}-${line.to}`}>
              <a href={path(`${pagePath(facts)}?t=${line.from}`)} data-at={line.from}>
                <Timecode at={line.from} />
              </a>
              <Line line={line} translated={translatedLine(facts.release.record, facts.translation, i)} />
            </li>
          ))}
        </ol>
      )}
    </>
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
