import { TAKEDOWN_CLASSES, type TakedownClass } from '@app/publications/domain';
import { Button, ButtonGroup, Label, Select, Textarea } from '@trussworks/react-uswds';
import { type ReactElement, type SubmitEvent, useState } from 'react';
import { Notice } from '../ui/notice';

/** What the public will read on the page that stays in the release's place. */
export interface Takedown {
  readonly reasonClass: TakedownClass;
  readonly explanation: string;
}

interface Props {
  readonly onGiven: (takedown: Takedown) => void;
  readonly onClose: () => void;
}

/** Asks why something is taken down, and says what taking down can do and what it cannot. */
export function AskTakedown({ onGiven, onClose }: Props): ReactElement {
  const classes = Object.entries(TAKEDOWN_CLASSES) as [TakedownClass, string][];
  const [reasonClass, setReasonClass] = useState<TakedownClass>(classes[0]?.[0] ?? 'other');
  const [explanation, setExplanation] = useState('');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    onGiven({ reasonClass, explanation: explanation.trim() });
  };
  return (
    <form onSubmit={submit}>
      <Notice kind="warning" title="What was public cannot be called back">
        The page is replaced by one that says that it was taken down and why. Copies that others have made stay. A
        corrected version can be published in its place.
      </Notice>
      <Label htmlFor="takedown-class">Why it is taken down</Label>
      <Select
        id="takedown-class"
        name="class"
        value={reasonClass}
        onChange={({ target }) => setReasonClass(target.value as TakedownClass)}
      >
        {classes.map(([name, says]) => (
          <option key={name} value={name}>
            {says}
          </option>
        ))}
      </Select>
      <Label htmlFor="explanation">What the public will read</Label>
      <Textarea
        id="explanation"
        name="explanation"
        required
        value={explanation}
        onChange={({ target }) => setExplanation(target.value)}
      />
      <ButtonGroup>
        <Button type="submit">Read what you will sign</Button>
        <Button type="button" outline onClick={onClose}>
          Not now
        </Button>
      </ButtonGroup>
    </form>
  );
}
