import { Button, ButtonGroup } from '@trussworks/react-uswds';
import { type ReactElement, type ReactNode, type SubmitEvent, useState } from 'react';
import type { Field } from '../record/field';
import { FieldInput } from '../record/field-input';
import { FaultSummary } from '../ui/fault-summary';
import { useFormFocus } from '../ui/use-return-focus';
import type { Added, Typed } from './added';

interface Props<T> {
  readonly fieldsOf: (typed: Typed) => readonly Field[];
  readonly addedOf: (typed: Typed) => Added<T>;
  /** What the button says. */
  readonly action: string;
  readonly onAdd: (added: T) => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/** One more thing for a draft: it is added when every field has been filled in by a person, and says what is missing before. */
export function AddForm<T>({ fieldsOf, addedOf, action, onAdd, onClose, children }: Props<T>): ReactElement {
  const form = useFormFocus();
  const [typed, setTyped] = useState<Typed>({});
  const [tries, setTries] = useState(0);
  const fields = fieldsOf(typed);
  const added = addedOf(typed);
  const faults = 'faults' in added && tries > 0 ? added.faults : [];
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setTries(tries + 1);
    if (!('added' in added)) return;
    onAdd(added.added);
    onClose();
  };
  return (
    <form ref={form} onSubmit={submit} noValidate>
      {faults.length > 0 && (
        <FaultSummary
          key={tries}
          title="It is not complete yet"
          faults={faults}
          labelOf={(field) => fields.find(({ name }) => name === field)?.label ?? field}
        />
      )}
      {fields.map((field) => (
        <FieldInput
          key={field.name}
          field={field}
          typed={typed[field.name] ?? ''}
          fault={faults.find((one) => one.field === field.name)?.says}
          onType={(text) => setTyped({ ...typed, [field.name]: text })}
        />
      ))}
      {children}
      <ButtonGroup>
        <Button type="submit">{action}</Button>
        <Button type="button" outline onClick={onClose}>
          Leave it
        </Button>
      </ButtonGroup>
    </form>
  );
}
