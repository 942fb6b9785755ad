import type { DocketPage } from '@app/publications';
import { InEnglish, listPath, Table, useLanguage } from '@app/public-pages';
import type { ReactNode } from 'react';
import { ToEntry } from '../docket/row-links.view';
import { Law } from '../docket/standing.view';

/** What waits, for which reasons, and when it is looked at again (reference: law, § 18); the newest, as in the docket. */
export function Deferrals({ deferred }: { readonly deferred: DocketPage }): ReactNode {
  const { say, words, date, link } = useLanguage();
  if (deferred.total === 0) return null;
  return (
    <>
      <h2>{say('statistics.deferrals')}</h2>
      <p>
        {say('statistics.how-many-deferred', {
          count: deferred.total,
          all: link(listPath('/docket', { outcome: 'deferred' })),
        })}
      </p>
      <Table
        label={words('statistics.deferrals')}
        columns={[
          { name: words('docket.decision') },
          { name: words('docket.reasons') },
          { name: words('docket.law') },
          { name: words('docket.next-review') },
        ]}
        rows={deferred.entries.map((entry) => ({
          key: entry.id,
          cells: [
            <ToEntry key="entry" entry={entry} />,
            <InEnglish key="reasons">{entry.reasons}</InEnglish>,
            <Law key="law" entry={entry} />,
            entry.nextReviewOn ? date(entry.nextReviewOn) : '—',
          ],
        }))}
      />
    </>
  );
}
