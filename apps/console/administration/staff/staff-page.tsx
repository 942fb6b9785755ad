import { done } from '@app/api-client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import { type ReactElement, useState } from 'react';
import { api } from '../../shell/api';
import { useMay } from '../../shell/session';
import { Loaded } from '../../ui/loading';
import { Page } from '../../ui/page';
import { Table } from '../../ui/table';
import { inCambridge } from '../../ui/times';
import { asWords } from '../../ui/words';
import { ProposeAccount } from './propose-account';
import { ProposeChange } from './propose-change';
import { Undecided } from './undecided';
import { type Account, type Change, changeInWords, nameIn, roleTitles, stateOf } from './words';

const EVERY_MS = 15_000;

/** Everybody with an account, and every change of one: proposed by one person, decided by another. */
export function StaffPage(): ReactElement {
  const accounts = useQuery({
    queryKey: ['accounts'],
    queryFn: () => done(api.GET('/accounts')),
    refetchInterval: EVERY_MS,
  });
  const changes: UseQueryResult<Change[]> = useQuery({
    queryKey: ['staff-changes'],
    queryFn: () => done(api.GET('/staff-changes')),
    refetchInterval: EVERY_MS,
  });
  return (
    <Page title="Staff and roles">
      <p>
        Nothing here is changed by one person: somebody proposes, somebody else approves, and only then does it take
        effect. Nobody approves a change to their own account.
      </p>
      <Loaded of={accounts}>
        {(all) => (
          <Loaded of={changes}>
            {(known) => (
              <>
                <Undecided changes={known.filter(({ decision }) => decision === null)} accounts={all} />
                <Accounts accounts={all} />
                <Decided changes={known.filter(({ decision }) => decision !== null)} accounts={all} />
              </>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function Accounts({ accounts }: { readonly accounts: readonly Account[] }): ReactElement {
  const mayPropose = useMay('create', 'Account');
  const [isOpening, setOpening] = useState(false);
  const [changing, setChanging] = useState<Account | null>(null);
  return (
    <section aria-labelledby="accounts">
      <h2 id="accounts">Accounts</h2>
      {mayPropose && (
        <Button type="button" onClick={() => setOpening(true)}>
          Propose a new account
        </Button>
      )}
      <Table
        caption="Everybody with an account"
        columns={[
          'Name',
          'User name',
          'Roles',
          'State',
          'Passkeys',
          'Last signed in',
          ...(mayPropose ? ['Change'] : []),
        ]}
      >
        {accounts.map((account) => (
          <tr key={account.id}>
            <th scope="row">{account.name}</th>
            <td>{account.userName}</td>
            <td>{roleTitles(account.roles)}</td>
            <td>{stateOf(account)}</td>
            <td>{account.passkeys}</td>
            <td>{account.lastSignedInAt === null ? 'Never' : inCambridge(account.lastSignedInAt)}</td>
            {mayPropose && (
              <td>
                <Button type="button" outline onClick={() => setChanging(account)}>
                  Propose a change<span className="usa-sr-only">: {account.name}</span>
                </Button>
              </td>
            )}
          </tr>
        ))}
      </Table>
      {isOpening && <ProposeAccount onClose={() => setOpening(false)} />}
      {changing && <ProposeChange account={changing} onClose={() => setChanging(null)} />}
    </section>
  );
}

interface DecidedProps {
  readonly changes: readonly Change[];
  readonly accounts: readonly Account[];
}

function Decided({ changes, accounts }: DecidedProps): ReactElement {
  const name = nameIn(accounts);
  return (
    <section aria-labelledby="decided">
      <h2 id="decided">Decided</h2>
      {changes.length === 0 ? (
        <p>No change has been decided yet.</p>
      ) : (
        <Table
          caption="Changes that were approved, refused or withdrawn"
          columns={['Change', 'Roles', 'Proposed by', 'Decided', 'By', 'Why']}
        >
          {changes.map((change) => (
            <tr key={change.id}>
              <th scope="row">{changeInWords(change, accounts)}</th>
              <td>{change.roles.length === 0 ? '–' : roleTitles(change.roles)}</td>
              <td>
                {name(change.proposedBy)}, {inCambridge(change.proposedAt)}: {change.reason}
              </td>
              <td>
                {asWords(change.decision ?? '')}
                {change.decidedAt !== null && `, ${inCambridge(change.decidedAt)}`}
              </td>
              <td>{name(change.decidedBy)}</td>
              <td>{change.decisionReason}</td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}
