import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { api } from '../shell/api';
import { Loaded } from '../ui/loading';
import { Page } from '../ui/page';
import { Table } from '../ui/table';
import { inCambridge } from '../ui/times';
import { CLOCKS_TABLE } from './law-tables';
import { TableVersion } from './table-version';

type Length = Views['ClockLengthView'];

/** Every clock: what starts it, how long it runs now, who says so, and who may change that. */
export function ClocksPage(): ReactElement {
  const clocks = useQuery({ queryKey: ['clocks'], queryFn: () => done(api.GET('/clocks')) });
  return (
    <Page title="Clocks">
      <p>
        Business days leave out weekends, legal holidays and City closures: see the{' '}
        <Link to="/administration/calendar">calendar</Link>.
      </p>
      <Loaded of={clocks}>
        {({ table, clocks: all }) => (
          <>
            <TableVersion
              table={CLOCKS_TABLE}
              of={table}
              changed="Which clocks there are, and how long those of statutes and regulations run, ships with Daylight and changes with an update. What the City sets itself is changed under Policies, by the Solicitor, with an approver, and holds at once for every open case; nothing that was signed is altered."
            />
            <Table caption="Clocks" columns={['Clock', 'Begins with', 'Runs', 'Set by', 'Authority']}>
              {all.map(({ code, id, name, startsWith, lasts, authority }) => (
                <tr key={code}>
                  <th scope="row">
                    {name} ({id})
                  </th>
                  <td>{startsWith}</td>
                  <td>{lasts.length === 0 ? 'Not by itself' : lasts.map(({ says }) => says).join('; ')}</td>
                  <td>
                    {lasts.length === 0
                      ? '–'
                      : lasts.map((length) => <SetBy key={length.policy ?? length.says} of={length} />)}
                  </td>
                  <td>{authority}</td>
                </tr>
              ))}
            </Table>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function SetBy({ of: { policy, version, approvedBy, effectiveAt } }: { readonly of: Length }): ReactElement {
  if (policy === null) return <p className="margin-0">Law: fixed</p>;
  return (
    <p className="margin-0">
      <Link to={`/policies#${policy}`}>{policy}</Link>:{' '}
      {version === null || effectiveAt === null
        ? 'the safe value, until the Solicitor answers'
        : `version ${version}, ${approvedBy ?? ''}, since ${inCambridge(effectiveAt)}`}
    </p>
  );
}
