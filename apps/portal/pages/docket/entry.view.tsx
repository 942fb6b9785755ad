import type { DocketEntry, SuppressibleField } from '@app/publications/domain';
import { InEnglish, type Language, type PageIn, useLanguage } from '@app/public-pages';
import type { ReactNode } from 'react';
import { hasStanding, Law, Standing } from './standing.view';

/** One determination, with its reasons and dates. */
export const entryPage =
  (entry: DocketEntry, today: string): PageIn =>
  (language) => {
    const { words, date } = language;
    const outcome = words(`outcome.${entry.outcome}`);
    return {
      title: entry.decidedOn
        ? words('docket.entry-title', { date: date(entry.decidedOn), outcome })
        : recordingOf(entry, language),
      description: words('docket.entry-description', { outcome }),
      current: '/docket',
      crumbs: [{ href: '/docket', text: words('layout.docket') }],
      body: <Entry entry={entry} today={today} />,
    };
  };

/** The recording as the docket may name it, and what became of it. */
export function recordingOf({ incidentDate, outcome }: DocketEntry, { words, date }: Language): string {
  const became = words(`outcome.${outcome}`);
  return incidentDate === null
    ? words('docket.pending-title-undated', { outcome: became })
    : words('docket.pending-title', { date: date(incidentDate), outcome: became });
}

interface Facts {
  readonly entry: DocketEntry;
  /** `YYYY-MM-DD`, for what is overdue. */
  readonly today: string;
}

function Entry({ entry, today }: Facts): ReactNode {
  const { say, link } = useLanguage();
  return (
    <>
      <h1>{say(`outcome.${entry.outcome}`)}</h1>
      <p className="status">
        <Status entry={entry} />
      </p>
      {entry.reasons !== '' && (
        <>
          <h2>{say('docket.reasons')}</h2>
          <p>
            <InEnglish>{entry.reasons}</InEnglish>
          </p>
        </>
      )}
      <EntryFacts entry={entry} today={today} />
      <KeptBack entry={entry} />
      <Notes entry={entry} />
      <p>
        <a href={`/docket/${entry.id}.json`}>{say('docket.signed-entry')}</a>
        {entry.release !== null && <> · {link(`/releases/${entry.release}`)(say('docket.the-release'))}</>}
      </p>
      <h2>{say('docket.how-to-appeal')}</h2>
      <p>{say('docket.entry-appeal', { contact: link('/contact') })}</p>
    </>
  );
}

function Status({ entry }: { readonly entry: DocketEntry }): ReactNode {
  const { say, date } = useLanguage();
  const decided = entry.decidedOn && date(entry.decidedOn);
  const incident = entry.incidentDate && date(entry.incidentDate);
  if (incident)
    return decided ? say('docket.entry-status', { decided, incident }) : say('docket.pending-status', { incident });
  return decided ? say('docket.entry-status-undated', { decided }) : say('docket.pending-status-undated');
}

function KeptBack({ entry }: { readonly entry: DocketEntry }): ReactNode {
  const { say } = useLanguage();
  if (!entry.suppressed) return null;
  const names = {
    incidentDate: say('docket.incident'),
    camera: say('docket.camera'),
    nextReviewOn: say('docket.next-review'),
  } satisfies Record<SuppressibleField, ReactNode>;
  return (
    <>
      <h2>{say('docket.kept-back-why')}</h2>
      <dl className="facts">
        {entry.suppressed.map(({ field, reason }) => (
          <Fact key={field} name={names[field]}>
            <InEnglish>{reason}</InEnglish>
          </Fact>
        ))}
      </dl>
    </>
  );
}

function Notes({ entry }: { readonly entry: DocketEntry }): ReactNode {
  const { say, date } = useLanguage();
  if (entry.notes.length === 0) return null;
  return (
    <>
      <h2>{say('docket.notes')}</h2>
      <ul>
        {entry.notes.map(({ kind, on, until, says }) => (
          <li key={`${kind} ${on} ${says}`}>
            <strong>{say(`note.${kind}`)}</strong>, {date(on)}
            {until !== null && <>, {say('docket.until', { date: date(until) })}</>}: <InEnglish>{says}</InEnglish>
          </li>
        ))}
      </ul>
    </>
  );
}

function EntryFacts({ entry, today }: Facts): ReactNode {
  const { say, date } = useLanguage();
  return (
    <dl className="facts">
      {entry.camera && <Fact name={say('docket.camera')}>{say(`camera.${entry.camera}`)}</Fact>}
      <Fact name={say('docket.law')}>
        <Law entry={entry} />
      </Fact>
      {entry.clock && (
        <Fact name={say('docket.clock')}>
          <Clock clock={entry.clock} />
        </Fact>
      )}
      {hasStanding(entry, today) && (
        <Fact name={say('docket.standing')}>
          <Standing entry={entry} today={today} />
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
