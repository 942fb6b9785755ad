import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { ASK_ENDS, ASK_KINDS, type AskKind } from '@app/requests/domain';
import { useQuery } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import { type ReactElement, useState } from 'react';
import { Link } from 'react-router';
import type { Field } from '../record/field';
import { RecordForm } from '../record/record-form';
import { api, queries } from '../shell/api';
import { useMay } from '../shell/session';
import { closing } from '../ui/closing';
import { Loaded } from '../ui/loading';
import { Page } from '../ui/page';
import { Table } from '../ui/table';
import { inCambridge } from '../ui/times';

type Ask = Views['AskView'];

const END: readonly Field[] = [
  { name: 'end', label: 'How it ends', kind: 'choice', options: Object.keys(ASK_ENDS) },
  { name: 'outcome', label: 'What was answered, or why it is closed', kind: 'long' },
];

/** What readers of the public site ask for: less to be hidden, or that something shown be hidden. */
export function AsksPage(): ReactElement {
  const mayEnd = useMay('edit', 'Ask');
  const [ending, setEnding] = useState<Ask | null>(null);
  const known = useQuery({ queryKey: ['asks'], queryFn: () => done(api.GET('/asks')), refetchInterval: 30_000 });
  return (
    <Page title="Asked by readers">
      <Loaded of={known}>
        {(all) =>
          all.length === 0 ? (
            <p>Nobody has asked for anything.</p>
          ) : (
            <Table caption="Asked" columns={['Receipt', 'Asked', 'About', 'What they write', 'Reply to', 'State']}>
              {all.map((ask) => (
                <Row key={ask.receipt} ask={ask} onEnd={mayEnd && ask.state === 'open' ? () => setEnding(ask) : null} />
              ))}
            </Table>
          )
        }
      </Loaded>
      {ending && <EndForm key={ending.receipt} ask={ending} onClose={() => setEnding(closing(ending))} />}
    </Page>
  );
}

function Row({ ask, onEnd }: { readonly ask: Ask; readonly onEnd: (() => void) | null }): ReactElement {
  return (
    <tr>
      <th scope="row">{ask.receipt}</th>
      <td>{inCambridge(ask.askedAt)}</td>
      <td>
        <Link to={`/clips/${ask.clipId}`}>
          Version {ask.version}
          {ask.span === null ? ', the whole' : `, hidden part ${ask.span}`}
        </Link>
        <br />
        {ASK_KINDS[ask.kind as AskKind]}
      </td>
      <td className="asked">{ask.says}</td>
      <td>{ask.replyTo ?? 'not given'}</td>
      <td>
        {ask.state === 'open' ? 'Open' : `${ASK_ENDS[ask.state as keyof typeof ASK_ENDS]}: ${ask.outcome ?? ''}`}
        {onEnd && (
          <>
            {' '}
            <Button type="button" unstyled onClick={onEnd}>
              Answer or close {ask.receipt}
            </Button>
          </>
        )}
      </td>
    </tr>
  );
}

function EndForm({ ask, onClose }: { readonly ask: Ask; readonly onClose: () => void }): ReactElement {
  const end = async (body: object): Promise<void> => {
    const params = { path: { receipt: ask.receipt } };
    await done(api.POST('/asks/{receipt}/end', { params, body: body as Views['EndAskDto'] }));
    await queries.invalidateQueries({ queryKey: ['asks'] });
  };
  return (
    <section aria-label={`Asked under ${ask.receipt}`}>
      <h2>Answer or close {ask.receipt}</h2>
      <p>
        Daylight sends nothing: write to where they say that an answer reaches them, and record here what you wrote.
      </p>
      <RecordForm fields={END} values={{}} action="Record it" onSave={end} onClose={onClose} />
    </section>
  );
}
