import { Button, Label, Radio, Textarea, TextInput } from '@trussworks/react-uswds';
import type { ReactElement } from 'react';
import { type FilmRef, Moments } from './film';
import { timecodeOf } from './timecodes';

interface Answer {
  readonly holds: boolean | null;
  readonly why: string;
}

interface AnswerProps {
  readonly name: string;
  readonly says: string;
  readonly answer: Answer;
  readonly onAnswer: (answer: Answer) => void;
  readonly film: FilmRef;
  readonly disabled: boolean;
}

/** One prong: whether it holds, and the facts that support the answer, with the moments that show them. */
export function AnswerCard({ name, says, answer, onAnswer, film, disabled }: AnswerProps): ReactElement {
  return (
    <fieldset className="usa-fieldset card" disabled={disabled}>
      <legend className="usa-legend prong">{says}</legend>
      <div className="yes-no">
        {(['Yes', 'No'] as const).map((label) => (
          <Radio
            key={label}
            id={label === 'Yes' ? `${name}.holds` : `${name}.holds-not`}
            name={`${name}.holds`}
            label={label}
            checked={answer.holds === (label === 'Yes')}
            onChange={() => onAnswer({ ...answer, holds: label === 'Yes' })}
          />
        ))}
      </div>
      <LongText
        name={`${name}.why`}
        label="Why, and which facts support it"
        value={answer.why}
        onType={(why) => onAnswer({ ...answer, why })}
        film={film}
      />
    </fieldset>
  );
}

interface LongTextProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: string;
  readonly onType: (text: string) => void;
  readonly film: FilmRef;
  readonly disabled?: boolean;
}

/** A text in which moments of the film may be named; the one that is shown, by a button. */
export function LongText({ name, label, hint, value, onType, film, disabled = false }: LongTextProps): ReactElement {
  const add = (): void => onType(`${value}${value === '' || value.endsWith(' ') ? '' : ' '}${timecodeOf(film.current?.currentTime ?? 0)}`); // prettier-ignore
  return (
    <div>
      <Label htmlFor={name}>{label}</Label>
      {hint !== undefined && (
        <span id={`${name}-hint`} className="usa-hint">
          {hint}
        </span>
      )}
      <Textarea
        id={name}
        name={name}
        value={value}
        disabled={disabled}
        onChange={({ target }) => onType(target.value)}
        {...(hint !== undefined && { 'aria-describedby': `${name}-hint` })}
      />
      {!disabled && (
        <Button type="button" unstyled aria-label={`Name the moment that is shown: ${label}`} onClick={add}>
          Name the moment that is shown
        </Button>
      )}
      <Moments text={value} film={film} />
    </div>
  );
}

interface DateProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly onType: (text: string) => void;
  readonly disabled: boolean;
}

export function DateField({ name, label, value, onType, disabled }: DateProps): ReactElement {
  return (
    <div>
      <Label htmlFor={name}>{label}</Label>
      <TextInput
        id={name}
        name={name}
        type={'date' as 'text'}
        value={value}
        disabled={disabled}
        onChange={({ target }) => onType(target.value)}
      />
    </div>
  );
}
