import type { ReleaseRecord } from '@app/publications/domain';
import type { ReactNode } from 'react';
import { type Language, useLanguage } from '../language/language';

const given = (record: ReleaseRecord) => record.warnings.filter((warning) => warning !== 'none');

/** The warnings as part of a sentence; empty when there are none. */
export const warningsIn = (language: Language, record: ReleaseRecord): string =>
  given(record)
    .map((warning) => language.words(`warning.${warning}`).toLocaleLowerCase(language.code))
    .join(', ');

/** What a person may want to know before they watch. `transcript` is where they can read instead. */
export function Warning({
  record,
  transcript,
}: {
  readonly record: ReleaseRecord;
  readonly transcript: string;
}): ReactNode {
  const { say } = useLanguage();
  const warnings = given(record);
  return (
    <section className="box before" aria-labelledby="before">
      <h2 id="before">{say('release.before')}</h2>
      <div id="before-text">
        {warnings.length > 0 ? (
          <>
            <p>{say('release.contains')}</p>
            <ul>
              {warnings.map((warning) => (
                <li key={warning}>{say(`warning.${warning}`)}</li>
              ))}
            </ul>
          </>
        ) : (
          <p>{say('warning.none')}.</p>
        )}
        <p>{say('release.no-finding')}</p>
      </div>
      <p>{say('release.read-instead', { transcript: (text) => <a href={transcript}>{text}</a> })}</p>
    </section>
  );
}
