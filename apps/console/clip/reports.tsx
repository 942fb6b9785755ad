import { done } from '@app/api-client';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api } from '../shell/api';
import { Loaded } from '../ui/loading';

/** The reports that can be drawn of the clip, as page and as PDF; of the others, what would have to be true. */
export function Reports({ clip }: { readonly clip: string }): ReactElement {
  const reports = useQuery({
    queryKey: ['clips', clip, 'reports'],
    queryFn: () => done(api.GET('/clips/{id}/reports', { params: { path: { id: clip } } })),
    refetchInterval: 60_000,
  });
  return (
    <>
      <h3>Reports</h3>
      <Loaded of={reports}>
        {(offered) => (
          <ul className="usa-list">
            {offered.map(({ report, title, says, refusal }) => (
              <li key={report}>
                {refusal === null ? (
                  <>
                    <a href={`/clips/${clip}/reports/${report}`}>{title}</a>
                    {' · '}
                    <a href={`/clips/${clip}/reports/${report}.pdf`}>{title}, PDF</a>
                  </>
                ) : (
                  <strong>{title}</strong>
                )}
                <br />
                {says}
                {refusal !== null && ` Not yet: it needs that this is true: ${refusal.says} (${refusal.authority})`}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </>
  );
}
