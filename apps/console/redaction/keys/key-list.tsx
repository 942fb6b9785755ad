import { Button, Checkbox, Label, TextInput } from '@trussworks/react-uswds';
import { type KeyboardEvent, type ReactElement, useState } from 'react';
import { Sheet } from '../../ui/sheet';
import { Table } from '../../ui/table';
import { type Command, COMMANDS, conflict, DEFAULT_SETTINGS, keysOf, type Settings, written } from './bindings'; // prettier-ignore

interface Props {
  /** What there are keys for on this page. */
  readonly commands: readonly Command[];
  readonly settings: Settings;
  readonly onChange: (settings: Settings) => void;
  readonly onClose: () => void;
}

/** Every key, searchable; each can be changed, and none of them is taken from another unasked. */
export function KeyList({ commands, settings, onChange, onClose }: Props): ReactElement {
  const [search, setSearch] = useState('');
  const [changing, setChanging] = useState<Command | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const found = commands.filter((command) =>
    `${COMMANDS[command].says} ${keysOf(command, settings).join(' ')}`.toLowerCase().includes(search.toLowerCase()),
  );
  const choose = (command: Command, keys: string): void => {
    const taken = conflict(command, keys, settings);
    if (taken) {
      setRefusal(`${keys} is for “${COMMANDS[taken].says}” already. Change that first, or choose another key.`);
      return;
    }
    onChange({ ...settings, keys: { ...settings.keys, [command]: [keys] } });
    setChanging(null);
    setRefusal(null);
  };
  return (
    <Sheet title="Keys" onClose={onClose}>
      <Label htmlFor="search-keys">Search</Label>
      <TextInput id="search-keys" name="search-keys" type="search" onChange={({ target }) => setSearch(target.value)} />
      <Checkbox
        id="single-keys"
        name="single-keys"
        label="Single keys do something"
        checked={settings.single}
        onChange={({ target }) => onChange({ ...settings, single: target.checked })}
      />
      {refusal !== null && <p role="alert">{refusal}</p>}
      <Table caption="What each key does" columns={['Does', 'Keys', 'Change']}>
        {found.map((command) => (
          <tr key={command}>
            <th scope="row">{COMMANDS[command].says}</th>
            <td>{keysOf(command, settings).join(' or ')}</td>
            <td>
              {changing === command ? (
                <PressKey onPressed={(keys) => choose(command, keys)} onCancel={() => setChanging(null)} />
              ) : (
                <Button
                  type="button"
                  unstyled
                  aria-label={`Change the key: ${COMMANDS[command].says}`}
                  onClick={() => setChanging(command)}
                >
                  Change
                </Button>
              )}
            </td>
          </tr>
        ))}
      </Table>
      <Button type="button" outline onClick={() => onChange(DEFAULT_SETTINGS)}>
        Restore the usual keys
      </Button>
      <Button type="button" onClick={onClose}>
        Close
      </Button>
    </Sheet>
  );
}

interface PressKeyProps {
  readonly onPressed: (keys: string) => void;
  readonly onCancel: () => void;
}

function PressKey({ onPressed, onCancel }: PressKeyProps): ReactElement {
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    const keys = written(event);
    if (event.key === 'Escape') onCancel();
    else if (keys !== null) onPressed(keys);
  };
  return (
    <button type="button" autoFocus className="usa-button usa-button--unstyled" onKeyDown={press} onBlur={onCancel}>
      Press the new key
    </button>
  );
}
