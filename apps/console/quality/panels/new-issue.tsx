import { done } from '@app/api-client';
import type { Box } from '@app/redactions/domain';
import { useMutation } from '@tanstack/react-query';
import { Button, Fieldset, Label, Textarea, TextInput } from '@trussworks/react-uswds';
import { type ReactElement, type SubmitEvent, useState } from 'react';
import { api, queries } from '../../shell/api';
import { Failure } from '../../ui/failure';

interface Props {
  readonly clip: string;
  readonly rendering: string;
  /** The frame that is shown. */
  readonly frame: number;
  readonly box: Box;
  readonly onBox: (box: Box) => void;
}

const SIDES = { x: 'From the left', y: 'From the top', w: 'Width', h: 'Height' } as const;

/** Pins what was seen to the frame that is shown, and to a box: dragged over the cut, or typed here. */
export function NewIssue({ clip, rendering, frame, box, onBox }: Props): ReactElement {
  const [says, setSays] = useState('');
  const pin = useMutation({
    mutationFn: () =>
      done(
        api.POST('/clips/{id}/renders/{rendering}/issues', {
          params: { path: { id: clip, rendering } },
          body: { frame, box: { ...box }, says: says.trim() },
        }),
      ),
    onSuccess: async () => {
      setSays('');
      await queries.invalidateQueries({ queryKey: ['clips', clip] });
    },
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    pin.mutate();
  };
  return (
    <form onSubmit={submit}>
      <h3>Pin an issue to frame {frame}</h3>
      {pin.error && <Failure error={pin.error} />}
      <Label htmlFor="seen">What was seen</Label>
      <Textarea id="seen" name="says" required value={says} onChange={({ target }) => setSays(target.value)} />
      <Fieldset legend="Where in the picture: drag over the cut, or type">
        <div className="filters">
          {(Object.keys(SIDES) as (keyof Box)[]).map((side) => (
            <Side key={side} side={side} share={box[side]} onShare={(share) => onBox({ ...box, [side]: share })} />
          ))}
        </div>
      </Fieldset>
      <Button type="submit" disabled={pin.isPending}>
        Pin it to this frame
      </Button>
    </form>
  );
}

interface SideProps {
  readonly side: keyof Box;
  readonly share: number;
  readonly onShare: (share: number) => void;
}

/** One side in per cent. What is typed stays as typed until it says a number. */
function Side({ side, share, onShare }: SideProps): ReactElement {
  const shown = String(Math.round(share * 1000) / 10);
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <div>
      <Label htmlFor={`box-${side}`}>{SIDES[side]}, %</Label>
      <TextInput
        id={`box-${side}`}
        name={side}
        type="number"
        step="any"
        min={0}
        max={100}
        value={typed ?? shown}
        onChange={({ target }) => {
          setTyped(target.value);
          const value = Number(target.value) / 100;
          if (target.value !== '' && value >= 0 && value <= 1) onShare(value);
        }}
        onBlur={() => setTyped(null)}
      />
    </div>
  );
}
