import { Label, Select, Textarea, TextInput } from '@trussworks/react-uswds';
import type { ReactElement } from 'react';
import { named } from '../ui/words';
import type { Field } from './field';

interface Props {
  readonly field: Field;
  readonly typed: string;
  /** What the api said of it when it was last refused. */
  readonly fault?: string | undefined;
  readonly onType: (typed: string) => void;
}

/** The control of one field, with its label, its hint, and what is wrong with it. */
export function FieldInput({ field, typed, fault, onType }: Props): ReactElement {
  const { name, label, hint } = field;
  const describedBy = [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(' ') || undefined;
  return (
    <div>
      <Label htmlFor={name} error={fault !== undefined}>
        {label}
      </Label>
      {hint && (
        <span id={`${name}-hint`} className="usa-hint">
          {hint}
        </span>
      )}
      {fault && (
        <span id={`${name}-fault`} className="usa-error-message">
          {label} {fault}
        </span>
      )}
      <Control field={field} typed={typed} onType={onType} describedBy={describedBy} isFaulty={fault !== undefined} />
    </div>
  );
}

const TYPES = { text: 'text', number: 'number', date: 'date', instant: 'datetime-local' } as const;
/** HTML’s own type goes to TextInput unchecked: react-uswds lists but the most usual ones. */
type InputType = 'text';

interface ControlProps extends Omit<Props, 'fault'> {
  readonly describedBy: string | undefined;
  readonly isFaulty: boolean;
}

function Control({
  field: { name, kind, options = [], called = {}, unchosen = 'Not known yet' },
  typed,
  onType,
  describedBy,
  isFaulty,
}: ControlProps): ReactElement {
  const shared = {
    id: name,
    name,
    value: typed,
    ...(describedBy !== undefined && { 'aria-describedby': describedBy }),
    ...(isFaulty && { 'aria-invalid': true }),
  };
  switch (kind) {
    case 'long':
    case 'lines':
      return <Textarea {...shared} onChange={({ target }) => onType(target.value)} />;
    case 'yes-no':
    case 'choice':
      return (
        <Select {...shared} onChange={({ target }) => onType(target.value)}>
          <option value="">{unchosen}</option>
          {(kind === 'yes-no' ? ['yes', 'no'] : options).map((option) => (
            <option key={option} value={option}>
              {called[option] ?? named(option)}
            </option>
          ))}
        </Select>
      );
    default:
      return (
        <TextInput
          {...shared}
          type={TYPES[kind] as InputType}
          step={kind === 'instant' ? 1 : 'any'}
          onChange={({ target }) => onType(target.value)}
        />
      );
  }
}
