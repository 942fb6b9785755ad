import type { DocketEntry } from '@app/publications/domain';
import { InEnglish, type PageIn, useLanguage } from '@app/public-pages';
import type { ReactNode } from 'react';
import { Law } from './docket.view';

/** One determination, with its reasons and dates. */
export const entryPage =
  (entry: DocketEntry): PageIn =>
  ({ words, date }) => {
    const outcome = words(`outcome.${entry.outcome}`);
    return {
      title: words('docket.entry-title', { date: date(entry.decidedOn), outcome }),
      description: words('docket.entry-description', { outcome }),
      current: '/docket',
      crumbs: [{ href: '/docket', text: words('layout.docket') }],
      body: <Entry entry={entry} />,
    };
  };

function Entry({ entry }: { readonly entry: DocketEntry }): ReactNode {
  const { say, date, link } = useLanguage();
  return (
    <>
      <h1>{say(`outcome.${entry.outcome}`)}</h1>
      <p className="status">
        {say('docket.entry-status', { decided: date(entry.decidedOn), incident: date(entry.incidentDate) })}
      </p>
      <h2>{say('docket.reasons')}</h2>
      <p>
        <InEnglish>{entry.reasons}</InEnglish>
      </p>
      <EntryFacts entry={entry} />
      <p>
        <a href={`/docket/${entry.id}.json`}>{say('docket.signed-entry')}</a>
        {entry.release !== null && <> · {link(`/releases/${entry.release}`)(say('docket.the-release'))}</>}
      </p>
      <p>{say('docket.entry-appeal', { contact: link('/contact') })}</p>
    </>
  );
}

function EntryFacts({ entry }: { readonly entry: DocketEntry }): ReactNode {
  const { say, date } = useLanguage();
  return (
    <dl className="facts">
      <Fact name={say('docket.camera')}>{say(`camera.${entry.camera}`)}</Fact>
      <Fact name={say('docket.law')}>
        <Law entry={entry} />
      </Fact>
      {entry.clock && (
        <Fact name={say('docket.clock')}>
          <Clock clock={entry.clock} />
        </Fact>
      )}
      {entry.estimatedOn && <Fact name={say('docket.disclosure-expected')}>{date(entry.estimatedOn)}</Fact>}
      {entry.nextReviewOn && <Fact name={say('docket.next-review')}>{date(entry.nextReviewOn)}</Fact>}
      <dt>{say('docket.entry')}</dt>
      <dd className="hash">{entry.id}</dd>
    </dl>
  );
}

function Clock({ clock }: { readonly clock: NonNullable<DocketEntry['clock']> }): ReactNode {
  const { say, date } = useLanguage();
  const event = <InEnglish>{clock.startsWith.toLowerCase()}</InEnglish>;
  return say('docket.clock-fact', { event, started: date(clock.startedOn), due: date(clock.dueOn) });
}

const Fact = ({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }): ReactNode => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
);
