import type { DocketPage, DocketQuery } from '@app/publications';
import {
  citationOf,
  DOCKET_OUTCOMES,
  type DocketEntry,
  type DocketOutcome,
  type Prong,
  PRONGS,
} from '@app/publications/domain';
import {
  Chips,
  type FindField,
  FindForm,
  type Language,
  type PageIn,
  Pager,
  Table,
  useLanguage,
} from '@app/public-pages';
import type { ReactNode } from 'react';
import { ToEntry, ToRelease } from './row-links.view';
import { Law, Standing } from './standing.view';

interface DocketFacts {
  readonly query: DocketQuery;
  readonly found: DocketPage;
  /** `YYYY-MM-DD`, for what is overdue. */
  readonly today: string;
}

/** Every determination, newest first, also the decision to wait or to withhold, and what is pending. */
export const docketPage =
  (facts: DocketFacts): PageIn =>
  ({ words }) => ({
    title: words('docket.title'),
    description: words('docket.description'),
    current: '/docket',
    body: <Docket {...facts} />,
  });

function Docket({ query, found, today }: DocketFacts): ReactNode {
  const language = useLanguage();
  const { say, words, link } = language;
  const filters = filtersOf(query);
  return (
    <>
      <h1>{say('docket.title')}</h1>
      <p>{say('docket.intro')}</p>
      <FindForm path="/docket" label={words('docket.filters')} fields={fieldsIn(language, today)} filters={filters} />
      <Chips path="/docket" filters={filters} says={chipsIn(language)} />
      <p role="status">{say('docket.how-many', { count: found.total })}</p>
      {found.entries.length > 0 ? (
        <DocketTable entries={found.entries} today={today} />
      ) : (
        <p>
          {Object.values(filters).some((one) => one !== undefined) || found.total > 0
            ? say('docket.nothing-matches', { all: link('/docket') })
            : say('docket.none-yet')}
        </p>
      )}
      <Pager path="/docket" query={filters} page={query.page} pages={found.pages} />
      <h2>{say('docket.how-to-appeal')}</h2>
      <p>{say('docket.appeal', { contact: link('/contact') })}</p>
    </>
  );
}

function DocketTable({
  entries,
  today,
}: {
  readonly entries: readonly DocketEntry[];
  readonly today: string;
}): ReactNode {
  const { say, words, date } = useLanguage();
  return (
    <Table
      label={words('docket.every-decision')}
      columns={[
        { name: words('docket.decided') },
        { name: words('docket.decision') },
        { name: words('docket.incident') },
        { name: words('docket.camera') },
        { name: words('docket.law') },
        { name: words('docket.clock-start') },
        { name: words('docket.due') },
        { name: words('docket.next-review') },
      ]}
      rows={entries.map((entry) => ({
        key: entry.id,
        cells: [
          <ToEntry key="entry" entry={entry} />,
          <ToRelease key="release" entry={entry} />,
          entry.incidentDate === null ? say('docket.kept-back') : date(entry.incidentDate),
          entry.camera === null ? say('docket.kept-back') : say(`camera.${entry.camera}`),
          <Law key="law" entry={entry} />,
          entry.clock ? date(entry.clock.startedOn) : '—',
          <>
            {entry.clock ? date(entry.clock.dueOn) : '—'} <Standing entry={entry} today={today} />
          </>,
          entry.nextReviewOn ? date(entry.nextReviewOn) : '—',
        ],
      }))}
    />
  );
}

/** The order came in that year; nothing was determined before. */
const FIRST_YEAR = 2026;

function fieldsIn({ words }: Language, today: string): readonly FindField[] {
  const any = words('docket.any');
  const years = Array.from({ length: Number(today.slice(0, 4)) - FIRST_YEAR + 1 }, (_, i) => String(FIRST_YEAR + i));
  return [
    {
      name: 'outcome',
      label: words('docket.decision'),
      type: 'choice',
      any,
      choices: (Object.keys(DOCKET_OUTCOMES) as DocketOutcome[]).map((value) => ({
        value,
        text: words(`outcome.${value}`),
      })),
    },
    {
      name: 'prong',
      label: words('docket.law'),
      type: 'choice',
      any,
      choices: Object.keys(PRONGS).map((value) => ({ value, text: citationOf(value), inEnglish: true })),
    },
    {
      name: 'year',
      label: words('docket.year'),
      type: 'choice',
      any,
      choices: years.map((value) => ({ value, text: value })),
    },
    {
      name: 'overdue',
      label: words('docket.dates'),
      type: 'choice',
      any,
      choices: [{ value: '1', text: words('docket.only-overdue') }],
    },
  ];
}

const chipsIn = ({ say }: Language): Readonly<Record<string, (value: string) => ReactNode>> => ({
  outcome: (value) => say(`outcome.${value as DocketOutcome}`),
  prong: (value) => say(`prong.${value as Prong}`),
  year: (value) => say('releases.chip', { name: say('docket.year'), value }),
  overdue: () => say('docket.only-overdue'),
});

const filtersOf = ({ outcome, prong, year, overdue }: DocketQuery) => ({
  outcome,
  prong,
  year,
  overdue: overdue && '1',
});
