import { AppError } from '@app/kernel';
import { useMutation } from '@tanstack/react-query';
import { Button, ButtonGroup } from '@trussworks/react-uswds';
import { type SubmitEvent, type ReactElement, type ReactNode, useState } from 'react';
import { Failure } from '../ui/failure';
import { useFormFocus } from '../ui/use-return-focus';
import { asTyped, asValue, type Field } from './field';
import { FieldInput } from './field-input';

type Values = Readonly<Record<string, unknown>>;

interface Props {
  readonly fields: readonly Field[];
  readonly values: Values;
  /** What the button says. */
  readonly action: string;
  /** Saves what was changed, and only that. */
  readonly onSave: (changed: Values) => Promise<unknown>;
  /** Closes this form; it is called when the page has been drawn anew, and another one may be open by then. */
  readonly onClose: () => void;
  /** What is asked before the fields, where it is no field. */
  readonly children?: ReactNode;
}

/** A record to fill in. It may be left half done: what is missing is said on the page, not here. */
export function RecordForm({ fields, values, action, onSave, onClose, children }: Props): ReactElement {
  const form = useFormFocus();
  const before = Object.fromEntries(fields.map((field) => [field.name, asTyped(field, values[field.name])]));
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(before);
  const save = useMutation({
    mutationFn: () => {
      const changed = fields.filter(({ name }) => typed[name] !== before[name]);
      return onSave(Object.fromEntries(changed.map((field) => [field.name, asValue(field, typed[field.name] ?? '')])));
    },
    onSuccess: onClose,
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  const faults = save.error instanceof AppError ? save.error.fields : [];
  return (
    <form ref={form} onSubmit={submit} noValidate>
      {save.error && <Failure error={save.error} />}
      {children}
      {fields.map((field) => (
        <FieldInput
          key={field.name}
          field={field}
          typed={typed[field.name] ?? ''}
          fault={faults.find((one) => one.field === field.name)?.says}
          onType={(text) => setTyped({ ...typed, [field.name]: text })}
        />
      ))}
      <ButtonGroup>
        <Button type="submit" disabled={save.isPending}>
          {action}
        </Button>
        <Button type="button" outline onClick={onClose}>
          Leave it
        </Button>
      </ButtonGroup>
    </form>
  );
}
