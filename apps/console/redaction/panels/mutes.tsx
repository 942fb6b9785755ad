import type { AudioInterval } from '@app/redactions/domain';
import { Button, Label, TextInput } from '@trussworks/react-uswds';
import { type ReactElement, type SubmitEvent, useState } from 'react';
import { Table } from '../../ui/table';

interface Props {
  readonly intervals: readonly AudioInterval[];
  /** False where no mute can be made, for want of an order to make it for. */
  readonly mayAdd: boolean;
  readonly onAdd: (from: number, to: number) => void;
  readonly onRemove: (id: string) => void;
}

/** What is silent, from and to, in seconds; typed, so that it can be said exactly. */
export function Mutes({ intervals, mayAdd, onAdd, onRemove }: Props): ReactElement {
  return (
    <>
      {intervals.length > 0 && (
        <Table caption="Mutes" columns={['Mute', 'Hides', 'Seconds', 'Change']}>
          {intervals.map(({ id = '', subject, from, to }) => (
            <tr key={id}>
              <th scope="row">{id}</th>
              <td>{subject}</td>
              <td>
                {from} to {to}
              </td>
              <td>
                <Button type="button" unstyled onClick={() => onRemove(id)}>
                  Remove {id}
                </Button>
              </td>
            </tr>
          ))}
        </Table>
      )}
      <NewMute mayAdd={mayAdd} onAdd={onAdd} />
    </>
  );
}

function NewMute({ mayAdd, onAdd }: Pick<Props, 'mayAdd' | 'onAdd'>): ReactElement {
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    onAdd(Number(from), Number(to));
    setFrom('');
    setTo('');
  };
  return (
    <form className="filters" onSubmit={submit}>
      <Seconds name="mute-from" label="Silent from, seconds" typed={from} onType={setFrom} />
      <Seconds name="mute-to" label="to, seconds" typed={to} onType={setTo} />
      <Button type="submit" outline disabled={!mayAdd}>
        Mute it
      </Button>
    </form>
  );
}

interface SecondsProps {
  readonly name: string;
  readonly label: string;
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

function Seconds({ name, label, typed, onType }: SecondsProps): ReactElement {
  return (
    <div>
      <Label htmlFor={name}>{label}</Label>
      <TextInput
        id={name}
        name={name}
        type="number"
        step="any"
        min={0}
        required
        value={typed}
        onChange={({ target }) => onType(target.value)}
      />
    </div>
  );
}
