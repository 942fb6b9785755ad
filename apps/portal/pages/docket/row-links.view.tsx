import { Unseen, useLanguage } from '@app/public-pages';
import type { ReactNode } from 'react';
import { recordingOf } from './entry.view';
import type { EntryFacts } from './standing.view';

/** Seen beside its row, the date is enough; alone, the link says whose decision it leads to. */
export function ToEntry({ entry }: EntryFacts): ReactNode {
  const language = useLanguage();
  const { say, words, date, link } = language;
  return link(`/docket/${entry.id}`)(
    <>
      {entry.decidedOn ? date(entry.decidedOn) : say('docket.not-yet')}
      <Unseen>
        {' · '}
        {recordingOf(entry, language)}
        {entry.camera !== null && ` · ${words(`camera.${entry.camera}`)}`}
      </Unseen>
    </>,
  );
}

export function ToRelease({ entry }: EntryFacts): ReactNode {
  const language = useLanguage();
  const { say, link } = language;
  const outcome = say(`outcome.${entry.outcome}`);
  if (entry.release === null) return outcome;
  return link(`/releases/${entry.release}`)(
    <>
      {outcome}
      <Unseen>
        {' · '}
        {say('docket.the-release')} · {recordingOf(entry, language)}
      </Unseen>
    </>,
  );
}
