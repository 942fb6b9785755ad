import type { DocketFigures, DocketPage, PublicCounts } from '@app/publications';
import { citationOf, isProng } from '@app/publications/domain';
import { listPath, type PageIn, Table, Unseen, useLanguage } from '@app/public-pages';
import type { ReactNode } from 'react';
import { Bar } from './bar.view';
import { Deferrals } from './deferrals.view';
import { PlacesMap } from './map.view';

interface StatisticsFacts {
  readonly counts: PublicCounts;
  readonly figures: DocketFigures;
  /** The newest decisions to wait. */
  readonly deferred: DocketPage;
  readonly places: readonly { readonly value: string; readonly releases: number }[];
}

/** What the City has done with what it received, in figures: each drawn and in digits. */
export const statisticsPage =
  (facts: StatisticsFacts): PageIn =>
  ({ words }) => ({
    title: words('statistics.title'),
    description: words('statistics.description'),
    current: '/statistics',
    body: <Statistics {...facts} />,
  });

function Statistics({ counts, figures, deferred, places }: StatisticsFacts): ReactNode {
  const { say } = useLanguage();
  return (
    <>
      <h1>{say('statistics.title')}</h1>
      <p>{say('statistics.intro')}</p>
      <Standing counts={counts} />
      <Pace figures={figures} />
      <Deferrals deferred={deferred} />
      <Prongs figures={figures} />
      <Outcomes figures={figures} />
      <PlacesMap places={places} />
    </>
  );
}

function Standing({ counts }: Pick<StatisticsFacts, 'counts'>): ReactNode {
  const { say, words, count } = useLanguage();
  const rows = [
    { key: 'statistics.received', value: counts.received },
    { key: 'statistics.in-review', value: counts.inReview },
    { key: 'statistics.released', value: counts.released },
    { key: 'statistics.deferred', value: counts.deferred },
    { key: 'statistics.withheld', value: counts.withheld },
    { key: 'statistics.taken-down', value: counts.takenDown },
    { key: 'statistics.outside', value: counts.outside },
  ] as const;
  return (
    <>
      <h2>{say('statistics.standing')}</h2>
      <Table
        label={words('statistics.standing')}
        columns={[{ name: words('statistics.how-it-stands') }, { name: words('statistics.recordings') }]}
        rows={rows.map(({ key, value }) => ({
          key,
          cells: [
            say(key),
            <Bar key="bar" of={value} most={Math.max(counts.received, 1)}>
              {count(value)}
            </Bar>,
          ],
        }))}
      />
    </>
  );
}

function Pace({ figures }: Pick<StatisticsFacts, 'figures'>): ReactNode {
  const { say, link } = useLanguage();
  const late = figures.decisions.reduce((sum, one) => sum + one.late, 0);
  const overdue = link(listPath('/docket', { overdue: '1' }));
  return (
    <>
      <h2>{say('statistics.pace')}</h2>
      <p>
        {figures.medianDays === null
          ? say('statistics.no-median')
          : say('statistics.median-days', { days: figures.medianDays })}
      </p>
      <p>{say('statistics.late', { count: late, overdue })}</p>
    </>
  );
}

function Prongs({ figures }: Pick<StatisticsFacts, 'figures'>): ReactNode {
  const { say, words, count, link } = useLanguage();
  if (figures.prongs.length === 0) return null;
  const most = Math.max(...figures.prongs.map(({ decisions }) => decisions));
  return (
    <>
      <h2>{say('statistics.prongs')}</h2>
      <p>{say('statistics.prongs-says')}</p>
      <Table
        label={words('statistics.prongs')}
        columns={[
          { name: words('statistics.exemption') },
          { name: words('statistics.in-words') },
          { name: words('statistics.decision') },
          { name: words('statistics.lines') },
        ]}
        rows={figures.prongs.map(({ outcome, prong, decisions }) => ({
          key: `${prong} ${outcome}`,
          cells: [
            link(listPath('/docket', { prong, outcome }))(
              <>
                <span lang="en" dir="ltr">
                  {citationOf(prong)}
                </span>
                <Unseen> · {say(`outcome.${outcome}`)}</Unseen>
              </>,
            ),
            isProng(prong) ? say(`prong.${prong}`) : '—',
            say(`outcome.${outcome}`),
            <Bar key="bar" of={decisions} most={most}>
              {count(decisions)}
            </Bar>,
          ],
        }))}
      />
    </>
  );
}

function Outcomes({ figures }: Pick<StatisticsFacts, 'figures'>): ReactNode {
  const { say, words, count, link } = useLanguage();
  if (figures.decisions.length === 0) return null;
  const most = Math.max(...figures.decisions.map(({ decisions }) => decisions));
  return (
    <>
      <h2>{say('statistics.outcomes')}</h2>
      <Table
        label={words('statistics.outcomes')}
        columns={[
          { name: words('statistics.decision') },
          { name: words('statistics.year'), className: 'nowrap' },
          { name: words('statistics.lines') },
          { name: words('statistics.of-them-late') },
        ]}
        rows={figures.decisions.map(({ outcome, year, decisions, late }) => ({
          key: `${outcome} ${year}`,
          cells: [
            link(listPath('/docket', { outcome, year }))(
              <>
                {say(`outcome.${outcome}`)}
                <Unseen> · {year === '' ? say('statistics.not-decided') : year}</Unseen>
              </>,
            ),
            year === '' ? say('statistics.not-decided') : year,
            <Bar key="bar" of={decisions} most={most}>
              {count(decisions)}
            </Bar>,
            count(late),
          ],
        }))}
      />
    </>
  );
}
