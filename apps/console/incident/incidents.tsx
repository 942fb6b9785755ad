import { done } from '@app/api-client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import type { ReactElement } from 'react';
import { Link, useNavigate } from 'react-router';
import { api, queries } from '../shell/api';
import { useMay } from '../shell/session';
import { Failure } from '../ui/failure';
import { Loaded } from '../ui/loading';
import { Page } from '../ui/page';
import { Table } from '../ui/table';
import { inCambridge } from '../ui/times';
import { nameOf } from './name';

export function Incidents(): ReactElement {
  const mayOpen = useMay('create', 'Incident');
  const go = useNavigate();
  const open = useMutation({
    mutationFn: () => done(api.POST('/incidents', { body: {} })),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['incidents'] });
      await go(`/incidents/${id}`);
    },
  });
  const incidents = useQuery({ queryKey: ['incidents'], queryFn: () => done(api.GET('/incidents')) });
  return (
    <Page title="Incidents">
      {mayOpen && (
        <Button type="button" disabled={open.isPending} onClick={() => open.mutate()}>
          Open an incident
        </Button>
      )}
      {open.error && <Failure error={open.error} />}
      <Loaded of={incidents}>
        {(all) =>
          all.length === 0 ? (
            <p>No incident has been opened yet.</p>
          ) : (
            <Table caption="Incidents" columns={['Incident', 'Opened', 'Record']}>
              {all.map((incident) => (
                <tr key={incident.id}>
                  <th scope="row">
                    <Link to={`/incidents/${incident.id}`}>{nameOf(incident)}</Link>
                  </th>
                  <td>{inCambridge(incident.openedAt)}</td>
                  <td>{incident.missing.length === 0 ? 'Complete' : `${incident.missing.length} facts are missing`}</td>
                </tr>
              ))}
            </Table>
          )
        }
      </Loaded>
    </Page>
  );
}
