import type { DocketEntry } from '@app/publications/domain';
import { type PageIn, Pager, Table, useLanguage } from '@app/public-pages';
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
export const docketPage =
  (facts: DocketFacts): PageIn =>
  ({ words }) => ({
    title: words('docket.title'),
    description: words('docket.description'),
    current: '/docket',
    body: <Docket {...facts} />,
  });

function Docket({ entries, total, page, pages, today }: DocketFacts): ReactNode {
  const { say, link } = useLanguage();
  return (
    <>
      <h1>{say('docket.title')}</h1>
      <p>{say('docket.intro', { count: total })}</p>
      {total === 0 ? <p>{say('docket.none-yet')}</p> : <DocketTable entries={entries} today={today} />}
      <Pager path="/docket" page={page} pages={pages} />
      <h2>{say('docket.how-to-appeal')}</h2>
      <p>{say('docket.appeal', { contact: link('/contact') })}</p>
    </>
  );
}

function DocketTable({ entries, today }: Pick<DocketFacts, 'entries' | 'today'>): ReactNode {
  const { say, words, date, link } = useLanguage();
  return (
    <Table
      label={words('docket.every-decision')}
      columns={[
        { name: words('docket.decided'), className: 'nowrap' },
        { name: words('docket.decision') },
        { name: words('docket.incident'), className: 'nowrap' },
        { name: words('docket.camera') },
        { name: words('docket.law') },
        { name: words('docket.due') },
        { name: words('docket.next-review'), className: 'nowrap' },
      ]}
      rows={entries.map((entry) => ({
        key: entry.id,
        cells: [
          link(`/docket/${entry.id}`)(date(entry.decidedOn)),
          entry.release === null
            ? say(`outcome.${entry.outcome}`)
            : link(`/releases/${entry.release}`)(say(`outcome.${entry.outcome}`)),
          date(entry.incidentDate),
          say(`camera.${entry.camera}`),
          <Law key="law" entry={entry} />,
          entry.clock ? <Due entry={entry} today={today} /> : '—',
          entry.nextReviewOn ? date(entry.nextReviewOn) : '—',
        ],
      }))}
    />
  );
}

/** Citations are the same in every language. */
export function Law({ entry }: { readonly entry: DocketEntry }): ReactNode {
  const { say } = useLanguage();
  if (entry.prongs.length === 0) return say('docket.order');
  return (
    <span lang="en" dir="ltr">
      {entry.prongs.map(({ letter, statute }) => `${letter} ${statute}`).join('; ')}
    </span>
  );
}

const OPEN: readonly DocketEntry['outcome'][] = ['in-preparation', 'deferred', 'reopened'];

function Due({ entry, today }: { readonly entry: DocketEntry; readonly today: string }): ReactNode {
  const { say, date } = useLanguage();
  if (!entry.clock) return null;
  const late = OPEN.includes(entry.outcome) && entry.clock.dueOn < today;
  return (
    <>
      <span className="nowrap">{date(entry.clock.dueOn)}</span>{' '}
      {late && <span className="late">{say('docket.overdue')}</span>}
    </>
  );
}
