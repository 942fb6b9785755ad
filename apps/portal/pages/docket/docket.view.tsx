import { type DocketEntry, DOCKET_OUTCOMES } from '@app/publications/domain';
import { CAMERAS, count, date, type Page, Pager, Table } from '@app/public-pages';
import type { ReactNode } from 'react';

interface DocketFacts {
  readonly entries: readonly DocketEntry[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  /** `YYYY-MM-DD`, for what is overdue. */
  readonly today: string;
}

/** Every determination, newest first, also the decision to wait or to withhold. */
export const docketPage = ({ entries, total, page, pages, today }: DocketFacts): Page => ({
  title: 'Docket of decisions',
  description:
    'Every determination on footage of federal officials: released, deferred and withheld, with its reasons in law.',
  current: '/docket',
  body: (
    <>
      <h1>Docket of decisions</h1>
      <p>
        Every determination is here, also the decision to wait or to withhold. {count(total)}{' '}
        {total === 1 ? 'decision' : 'decisions'} so far. Each line is signed by the City.
      </p>
      {total === 0 ? <p>Nothing has been decided yet.</p> : <DocketTable entries={entries} today={today} />}
      <Pager path="/docket" page={page} pages={pages} />
      <h2>How to appeal</h2>
      <p>
        Anyone may ask for a record with a public records request to the <a href="/contact">records access officer</a>,
        who answers within ten business days (950 CMR 32.06). Within 90 days of the answer you may appeal to the
        Supervisor of Records (950 CMR 32.08).
      </p>
    </>
  ),
});

export const entryPage = (entry: DocketEntry): Page => ({
  title: `Decision of ${date(entry.decidedOn)}: ${DOCKET_OUTCOMES[entry.outcome].toLowerCase()}`,
  description: `A determination of the City Solicitor: ${DOCKET_OUTCOMES[entry.outcome].toLowerCase()}.`,
  current: '/docket',
  crumbs: [{ href: '/docket', text: 'Docket' }],
  body: <Entry entry={entry} />,
});

function DocketTable({ entries, today }: Pick<DocketFacts, 'entries' | 'today'>): ReactNode {
  return (
    <Table
      label="Every decision"
      columns={[
        { name: 'Decided', className: 'nowrap' },
        { name: 'Decision' },
        { name: 'Incident', className: 'nowrap' },
        { name: 'Camera' },
        { name: 'Law' },
        { name: 'Due' },
        { name: 'Looked at again', className: 'nowrap' },
      ]}
      rows={entries.map((entry) => ({
        key: entry.id,
        cells: [
          <a key="entry" href={`/docket/${entry.id}`}>
            {date(entry.decidedOn)}
          </a>,
          entry.release ? (
            <a href={`/releases/${entry.release}`}>{DOCKET_OUTCOMES[entry.outcome]}</a>
          ) : (
            DOCKET_OUTCOMES[entry.outcome]
          ),
          date(entry.incidentDate),
          CAMERAS[entry.camera],
          lawOf(entry),
          entry.clock ? <Due entry={entry} today={today} /> : '—',
          entry.nextReviewOn ? date(entry.nextReviewOn) : '—',
        ],
      }))}
    />
  );
}

const lawOf = (entry: DocketEntry): string =>
  entry.prongs.length === 0
    ? 'Executive Order § 3.A'
    : entry.prongs.map(({ letter, statute }) => `${letter} ${statute}`).join('; ');

const OPEN: readonly DocketEntry['outcome'][] = ['in-preparation', 'deferred', 'reopened'];

function Due({ entry, today }: { readonly entry: DocketEntry; readonly today: string }): ReactNode {
  if (!entry.clock) return null;
  const late = OPEN.includes(entry.outcome) && entry.clock.dueOn < today;
  return (
    <>
      <span className="nowrap">{date(entry.clock.dueOn)}</span> {late && <span className="late">overdue</span>}
    </>
  );
}

function Entry({ entry }: { readonly entry: DocketEntry }): ReactNode {
  return (
    <>
      <h1>{DOCKET_OUTCOMES[entry.outcome]}</h1>
      <p className="status">
        Decision of {date(entry.decidedOn)} on a recording of {date(entry.incidentDate)}
      </p>
      <h2>Reasons</h2>
      <p>{entry.reasons}</p>
      <dl className="facts">
        <dt>Camera</dt>
        <dd>{CAMERAS[entry.camera]}</dd>
        <dt>Law</dt>
        <dd>{lawOf(entry)}</dd>
        {entry.clock && (
          <>
            <dt>Clock</dt>
            <dd>
              Counted from {entry.clock.startsWith.toLowerCase()}, {date(entry.clock.startedOn)}; due{' '}
              {date(entry.clock.dueOn)} (City policy; no deadline in law)
            </dd>
          </>
        )}
        {entry.estimatedOn && (
          <>
            <dt>Disclosure expected</dt>
            <dd>{date(entry.estimatedOn)}</dd>
          </>
        )}
        {entry.nextReviewOn && (
          <>
            <dt>Looked at again</dt>
            <dd>{date(entry.nextReviewOn)}</dd>
          </>
        )}
        <dt>Entry</dt>
        <dd className="hash">{entry.id}</dd>
      </dl>
      <p>
        <a href={`/docket/${entry.id}.json`}>This entry with the City’s signature (JSON)</a>
        {entry.release && (
          <>
            {' '}
            · <a href={`/releases/${entry.release}`}>The release</a>
          </>
        )}
      </p>
      <p>
        To ask for the record, or to appeal: <a href="/contact">records access officer</a>. An appeal to the Supervisor
        of Records is possible within 90 days of the answer to a records request (950 CMR 32.08).
      </p>
    </>
  );
}
