import { done } from '@app/api-client';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api } from '../shell/api';
import { Loaded } from '../ui/loading';
import { Page } from '../ui/page';
import { Table } from '../ui/table';
import { DeadLetters } from './dead-letters';

const EVERY_MS = 5_000;

/** What the workers have to do, and what they gave up on. */
export function Jobs(): ReactElement {
  const queues = useQuery({ queryKey: ['jobs'], queryFn: () => done(api.GET('/jobs')), refetchInterval: EVERY_MS });
  const given = useQuery({
    queryKey: ['jobs', 'dead-letters'],
    queryFn: () => done(api.GET('/jobs/dead-letters')),
    refetchInterval: EVERY_MS,
  });
  return (
    <Page title="Jobs">
      <Loaded of={queues}>
        {(all) => (
          <Table caption="Queues" columns={['Job', 'Waiting', 'At work']}>
            {all.map(({ job, waiting, active }) => (
              <tr key={job}>
                <th scope="row">{job}</th>
                <td>{waiting}</td>
                <td>{active}</td>
              </tr>
            ))}
          </Table>
        )}
      </Loaded>
      <h2>Given up on</h2>
      <Loaded of={given}>{(all) => <DeadLetters letters={all} />}</Loaded>
    </Page>
  );
}
