import { type AudioInterval, type AudioEffect, nameOf } from '@app/redactions/domain';
import { Button, Label, Select, TextInput } from '@trussworks/react-uswds';
import { type ReactElement, type SubmitEvent, useState } from 'react';
import { Table } from '../../ui/table';
import type { Marked } from '../timeline/timeline';

interface Props {
  readonly intervals: readonly AudioInterval[];
  /** A part that was marked on the timeline or with I and O; null when none is. */
  readonly marked: Marked | null;
  /** False while somebody else has the plan. */
  readonly mayAdd: boolean;
  readonly onAdd: (from: number, to: number) => void;
  readonly onChange: (interval: AudioInterval & { readonly id: string }) => void;
  readonly onRemove: (id: string) => void;
  readonly onGo: (second: number) => void;
}

/** What is not heard, from and to, in seconds; typed, marked or chosen by words. */
export function Mutes({ intervals, marked, mayAdd, onAdd, onChange, onRemove, onGo }: Props): ReactElement {
  return (
    <section aria-labelledby="mutes">
      <h2 id="mutes">Sound</h2>
      {intervals.length > 0 && (
        <Table caption="Mutes" columns={['Mute', 'Hides', 'Seconds', 'Heard instead', 'Change']}>
          {intervals.map((interval, i) => (
            <Row key={nameOf(interval, i)} {...{ interval, onChange, onRemove, onGo }} id={nameOf(interval, i)} />
          ))}
        </Table>
      )}
      <NewMute key={marked ? `${marked.from} ${marked.to}` : 'none'} {...{ marked, mayAdd, onAdd }} />
    </section>
  );
}

interface RowProps extends Pick<Props, 'onChange' | 'onRemove' | 'onGo'> {
  readonly interval: AudioInterval;
  readonly id: string;
}

function Row({ interval, id, onChange, onRemove, onGo }: RowProps): ReactElement {
  const edge = (side: 'from' | 'to', typed: string): void => {
    if (typed !== '' && Number(typed) !== interval[side]) onChange({ ...interval, id, [side]: Number(typed) });
  };
  return (
    <tr>
      <th scope="row">
        <Button type="button" unstyled onClick={() => onGo(interval.from)}>
          {id}
        </Button>
      </th>
      <td>{interval.subject}</td>
      <td>
        {(['from', 'to'] as const).map((side) => (
          <TextInput
            key={`${side} ${interval[side]}`}
            id={`${id}-${side}`}
            name={`${id}-${side}`}
            aria-label={`${id} ${side}, seconds`}
            type="number"
            step="any"
            min={0}
            defaultValue={interval[side]}
            onBlur={({ target }) => edge(side, target.value)}
          />
        ))}
      </td>
      <td>
        <Select
          id={`${id}-effect`}
          name={`${id}-effect`}
          aria-label={`Heard instead of ${id}`}
          value={interval.effect}
          onChange={({ target }) => onChange({ ...interval, id, effect: target.value as AudioEffect })}
        >
          <option value="silence">Silence</option>
          <option value="tone">A tone</option>
        </Select>
      </td>
      <td>
        <Button type="button" unstyled onClick={() => onRemove(id)}>
          Remove {id}
        </Button>
      </td>
    </tr>
  );
}

const typedAs = (second: number | undefined): string =>
  second === undefined ? '' : String(Math.round(second * 1000) / 1000);

function NewMute({ marked, mayAdd, onAdd }: Pick<Props, 'marked' | 'mayAdd' | 'onAdd'>): ReactElement {
  const [from, setFrom] = useState(typedAs(marked?.from));
  const [to, setTo] = useState(typedAs(marked?.to));
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
