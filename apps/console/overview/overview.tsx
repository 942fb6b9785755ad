import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { api } from '../shell/api';
import { Loaded } from '../ui/loading';
import { Page } from '../ui/page';
import { Table } from '../ui/table';
import { asWords } from '../ui/words';
import { ageByState, type Age } from './age';
import { Bars } from './bars';

/** Where the clips stand and since when: to be looked at, and as a table to be read. */
export function Overview(): ReactElement {
  const clips = useQuery({
    queryKey: ['clips'],
    queryFn: (): Promise<Views['ClipSummaryView'][]> => done(api.GET('/clips')),
  });
  return (
    <Page title="Overview">
      <Loaded of={clips}>{(all) => <ByState ages={ageByState(all, Date.now())} />}</Loaded>
    </Page>
  );
}

function ByState({ ages }: { readonly ages: readonly Age[] }): ReactElement {
  if (ages.length === 0) return <p>There is no clip yet.</p>;
  const bars = ages.map(({ state, medianDays }) => ({ name: asWords(state), value: medianDays }));
  return (
    <>
      <h2>Days since receipt, by state</h2>
      <Bars bars={bars} unit="days" />
      <Table caption="Clips by state" columns={['State', 'Clips', 'Median days since receipt', 'Most days']}>
        {ages.map(({ state, clips, medianDays, mostDays }) => (
          <tr key={state}>
            <th scope="row">
              <Link to={`/?state=${state}`}>{asWords(state)}</Link>
            </th>
            <td>{clips}</td>
            <td>{medianDays.toFixed(1)}</td>
            <td>{mostDays.toFixed(1)}</td>
          </tr>
        ))}
      </Table>
    </>
  );
}
