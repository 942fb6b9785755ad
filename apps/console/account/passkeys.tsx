import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { useQuery } from '@tanstack/react-query';
import { Button, ButtonGroup } from '@trussworks/react-uswds';
import { type ReactElement, useState } from 'react';
import { api } from '../shell/api';
import { Loaded } from '../ui/loading';
import { Table } from '../ui/table';
import { inCambridge } from '../ui/times';
import { AddPasskey, RemovePasskey, RenamePasskey } from './change-passkey';

type Passkey = Views['PasskeyView'];
type Change = { readonly is: 'add' } | { readonly is: 'rename' | 'remove'; readonly of: Passkey };

/** One's passkeys, with what can be done about them. */
export function Passkeys({ offered }: { readonly offered: boolean }): ReactElement {
  const passkeys = useQuery({ queryKey: ['passkeys'], queryFn: () => done(api.GET('/passkeys')) });
  const [change, setChange] = useState<Change | null>(null);
  const close = (): void => setChange(null);
  return (
    <>
      <Loaded of={passkeys}>
        {(all) => (all.length === 0 ? <p>You have none yet.</p> : <Held passkeys={all} onChange={setChange} />)}
      </Loaded>
      {offered && (
        <Button type="button" onClick={() => setChange({ is: 'add' })}>
          Add a passkey
        </Button>
      )}
      {change?.is === 'add' && <AddPasskey onClose={close} />}
      {change?.is === 'rename' && <RenamePasskey passkey={change.of} onClose={close} />}
      {change?.is === 'remove' && <RemovePasskey passkey={change.of} onClose={close} />}
    </>
  );
}

interface HeldProps {
  readonly passkeys: readonly Passkey[];
  readonly onChange: (change: Change) => void;
}

function Held({ passkeys, onChange }: HeldProps): ReactElement {
  return (
    <>
      {passkeys.length === 1 && (
        <p>
          Add a second one, kept elsewhere: if you lose this one, you cannot sign in until two people have removed it
          for you.
        </p>
      )}
      <Table caption="Your passkeys" columns={['Name', 'Added', 'Last used', 'Change']}>
        {passkeys.map((one) => (
          <tr key={one.id}>
            <th scope="row">{one.name}</th>
            <td>{inCambridge(one.addedAt)}</td>
            <td>{one.lastUsedAt === null ? 'Never' : inCambridge(one.lastUsedAt)}</td>
            <td>
              <ButtonGroup>
                <Button type="button" outline onClick={() => onChange({ is: 'rename', of: one })}>
                  Rename<span className="usa-sr-only">: {one.name}</span>
                </Button>
                <Button type="button" outline onClick={() => onChange({ is: 'remove', of: one })}>
                  Remove<span className="usa-sr-only">: {one.name}</span>
                </Button>
              </ButtonGroup>
            </td>
          </tr>
        ))}
      </Table>
    </>
  );
}
