import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { useQuery } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import { type ReactElement, useState } from 'react';
import { RecordForm } from '../record/record-form';
import { api, queries } from '../shell/api';
import { useMay } from '../shell/session';
import { Loaded } from '../ui/loading';
import { Page } from '../ui/page';
import { Table } from '../ui/table';
import { inCambridge } from '../ui/times';
import { answerFields, asAnswer, asFields, inWords } from './answers';

type Policy = Views['PolicyView'];

/** The City’s own choices and open questions of law: what holds now, who approved it, and what held before. */
export function Policies(): ReactElement {
  const policies = useQuery({ queryKey: ['policies'], queryFn: () => done(api.GET('/policies')) });
  return (
    <Page title="Policies">
      <p>
        A change holds from now on, under the name of whoever puts it in force. It never alters what has been signed.
      </p>
      <Loaded of={policies}>
        {(all) => (
          <>
            {all.map((policy) => (
              <PolicyCard key={policy.key} policy={policy} />
            ))}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function PolicyCard({ policy }: { readonly policy: Policy }): ReactElement {
  const mayEdit = useMay('edit', 'Policy');
  const [editing, setEditing] = useState(false);
  const { key, asks, authority, follows, value, history } = policy;
  return (
    <section className="card" aria-labelledby={key}>
      <h2 id={key}>{asks}</h2>
      <p>
        <strong>{inWords(value)}</strong>
        {history.length === 0 && ' – the safe value, until the Solicitor answers'}. {authority}. {follows}
      </p>
      {history.length > 0 && <History of={policy} />}
      {editing && <Answer policy={policy} onClose={() => setEditing(false)} />}
      {mayEdit && !editing && (
        <Button type="button" outline onClick={() => setEditing(true)}>
          Answer it<span className="usa-sr-only">: {asks}</span>
        </Button>
      )}
    </section>
  );
}

function Answer({ policy, onClose }: { readonly policy: Policy; readonly onClose: () => void }): ReactElement {
  const save = async (changed: Readonly<Record<string, unknown>>): Promise<void> => {
    const answer = asAnswer(policy, { ...asFields(policy), ...changed });
    await done(
      api.PUT('/policies/{key}', {
        params: { path: { key: policy.key } },
        body: answer as unknown as Views['PolicyDto'],
      }),
    );
    await queries.invalidateQueries({ queryKey: ['policies'] });
  };
  return (
    <RecordForm
      fields={answerFields(policy)}
      values={asFields(policy)}
      action="Put it in force"
      onSave={save}
      onClose={onClose}
    />
  );
}

function History({ of: { asks, history } }: { readonly of: Policy }): ReactElement {
  return (
    <Table caption={`Answers so far: ${asks}`} columns={['Version', 'Answer', 'Approved by', 'Why', 'In force from']}>
      {[...history].reverse().map(({ version, value, approvedBy, reason, effectiveAt }) => (
        <tr key={version}>
          <th scope="row">{version}</th>
          <td>{inWords(value)}</td>
          <td>{approvedBy}</td>
          <td>{reason}</td>
          <td>{inCambridge(effectiveAt)}</td>
        </tr>
      ))}
    </Table>
  );
}
