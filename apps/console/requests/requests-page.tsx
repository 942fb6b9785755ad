import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { useQuery } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import { type ReactElement, useState } from 'react';
import type { Field } from '../record/field';
import { RecordForm } from '../record/record-form';
import { api, queries } from '../shell/api';
import { useMay } from '../shell/session';
import { closing } from '../ui/closing';
import { Loaded } from '../ui/loading';
import { Page } from '../ui/page';
import { Table } from '../ui/table';

const NEW: readonly Field[] = [
  { name: 'number', label: 'Number of the request', kind: 'text' },
  { name: 'received', label: 'Received on', kind: 'date' },
  { name: 'asksFor', label: 'What it asks for', kind: 'long' },
];
const ANSWER: readonly Field[] = [{ name: 'answered', label: 'Answered in writing on', kind: 'date' }];
const LINK: readonly Field[] = [
  { name: 'clip', label: 'Number of the clip', hint: 'As it stands in the address of its page', kind: 'text' },
];

type Doing =
  { readonly what: 'new' } | { readonly what: 'answer' | 'link'; readonly id: string; readonly number: string };

const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: ['records-requests'] });

/** Public records requests (G.L. c. 66, § 10): entered, linked to clips, whose clocks then run, and answered. */
export function RequestsPage(): ReactElement {
  const mayEnter = useMay('create', 'RecordsRequest');
  const mayEdit = useMay('edit', 'RecordsRequest');
  const [doing, setDoing] = useState<Doing | null>(null);
  const known = useQuery({ queryKey: ['records-requests'], queryFn: () => done(api.GET('/records-requests')) });
  return (
    <Page title="Records requests">
      <Loaded of={known}>
        {(all) =>
          all.length === 0 ? (
            <p>None has been entered.</p>
          ) : (
            <Table caption="Requests" columns={['Number', 'Received', 'Asks for', 'Answered', 'Change']}>
              {all.map(({ id, number, received, asksFor, answered }) => (
                <tr key={id}>
                  <th scope="row">{number}</th>
                  <td>{received}</td>
                  <td>{asksFor}</td>
                  <td>{answered ?? 'not yet'}</td>
                  <td>
                    {mayEdit && (
                      <>
                        <Button type="button" unstyled onClick={() => setDoing({ what: 'link', id, number })}>
                          Link a clip to {number}
                        </Button>{' '}
                        {answered === null && (
                          <Button type="button" unstyled onClick={() => setDoing({ what: 'answer', id, number })}>
                            Record the answer to {number}
                          </Button>
                        )}
                      </>
                    )}
                  </td>
                </tr>
              ))}
            </Table>
          )
        }
      </Loaded>
      {mayEnter && doing === null && (
        <Button type="button" onClick={() => setDoing({ what: 'new' })}>
          Enter a request
        </Button>
      )}
      {doing && (
        <Form
          key={doing.what === 'new' ? 'new' : `${doing.what} ${doing.id}`}
          doing={doing}
          onClose={() => setDoing(closing(doing))}
        />
      )}
    </Page>
  );
}

function Form({ doing, onClose }: { readonly doing: Doing; readonly onClose: () => void }): ReactElement {
  if (doing.what === 'new')
    return (
      <RecordForm
        fields={NEW}
        values={{}}
        action="Enter it"
        onSave={(body) =>
          done(api.POST('/records-requests', { body: body as Views['RecordsRequestDto'] })).then(refresh)
        }
        onClose={onClose}
      />
    );
  const path = { id: doing.id };
  const answer = (body: object): Promise<void> =>
    done(api.POST('/records-requests/{id}/answer', { params: { path }, body: body as Views['AnsweredDto'] })).then(refresh); // prettier-ignore
  const link = ({ clip = 'none' }: { readonly clip?: string }): Promise<void> =>
    done(api.PUT('/records-requests/{id}/clips/{clip}', { params: { path: { ...path, clip } } })).then(refresh); // prettier-ignore
  return (
    <section aria-label={`Request ${doing.number}`}>
      <h2>Request {doing.number}</h2>
      <RecordForm
        fields={doing.what === 'answer' ? ANSWER : LINK}
        values={{}}
        action={doing.what === 'answer' ? 'Record the answer' : 'Link it'}
        onSave={(typed) => (doing.what === 'answer' ? answer(typed) : link(typed))}
        onClose={onClose}
      />
    </section>
  );
}
