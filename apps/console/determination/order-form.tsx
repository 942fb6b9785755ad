import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, ButtonGroup, Label, Select, Textarea } from '@trussworks/react-uswds';
import { type SubmitEvent, type ReactElement, useState } from 'react';
import { api } from '../shell/api';
import { Failure } from '../ui/failure';
import { Loaded } from '../ui/loading';
import { asWords } from '../ui/words';
import type { Content } from './content-fields';

interface Props {
  readonly content: Content;
  readonly onSave: (content: Content) => Promise<void>;
  readonly onClose: () => void;
}

/** A redaction from the catalogue: whom or what, in picture or sound, on which basis, and what exactly. */
export function OrderForm({ content, onSave, onClose }: Props): ReactElement {
  const catalogue = useQuery({
    queryKey: ['redaction-catalogue'],
    queryFn: () => done(api.GET('/redaction-catalogue')),
    staleTime: Infinity,
  });
  return (
    <Loaded of={catalogue}>
      {(rows) => <Order rows={rows} content={content} onSave={onSave} onClose={onClose} />}
    </Loaded>
  );
}

interface Basis {
  readonly type: string;
  readonly letter?: string;
  readonly statute?: string;
  readonly why: string;
}

interface Ordered {
  readonly code: string;
  readonly channel: string;
  /** Number of the basis in its row. */
  readonly basis: number;
  readonly instruction: string;
}

function Order({
  rows,
  content,
  onSave,
  onClose,
}: Props & { readonly rows: readonly Views['CatalogueRowView'][] }): ReactElement {
  const beginWith = (code: string): Ordered => {
    const channel = rows.find((one) => one.code === code)?.channels[0] ?? '';
    return { code, channel, basis: 0, instruction: '' };
  };
  const [order, setOrder] = useState(() => beginWith(rows[0]?.code ?? ''));
  const row = rows.find(({ code }) => code === order.code);
  const bases = (row?.bases ?? []) as unknown as readonly Basis[];
  const save = useMutation({
    mutationFn: () => {
      const { code: subject, channel, basis, instruction } = order;
      const orders = (content['orders'] ?? []) as readonly unknown[];
      const added = { subject, channel, basis: bases[basis], instruction: instruction.trim() };
      return onSave({ ...content, orders: [...orders, added] });
    },
    onSuccess: onClose,
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      {save.error && <Failure error={save.error} />}
      <Choice
        name="subject"
        label="What is hidden"
        value={order.code}
        options={rows.map(({ code, title }) => [code, title])}
        onChoose={(code) => setOrder(beginWith(code))}
      />
      <p className="usa-hint">{row?.says}</p>
      <Choice
        name="channel"
        label="Where"
        value={order.channel}
        options={(row?.channels ?? []).map((one) => [one, asWords(one)])}
        onChoose={(channel) => setOrder({ ...order, channel })}
      />
      <Choice
        name="basis"
        label="On which basis"
        value={String(order.basis)}
        options={bases.map((one, i) => [String(i), [one.letter, one.statute, one.why].filter(Boolean).join(', ')])}
        onChoose={(basis) => setOrder({ ...order, basis: Number(basis) })}
      />
      <Instruction typed={order.instruction} onType={(instruction) => setOrder({ ...order, instruction })} />
      <Buttons isSaving={save.isPending} onClose={onClose} />
    </form>
  );
}

interface InstructionProps {
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

function Instruction({ typed, onType }: InstructionProps): ReactElement {
  return (
    <>
      <Label htmlFor="instruction">What exactly, and where</Label>
      <Textarea
        id="instruction"
        name="instruction"
        required
        value={typed}
        onChange={({ target }) => onType(target.value)}
      />
    </>
  );
}

function Buttons({ isSaving, onClose }: { readonly isSaving: boolean; readonly onClose: () => void }): ReactElement {
  return (
    <ButtonGroup>
      <Button type="submit" disabled={isSaving}>
        Order it
      </Button>
      <Button type="button" outline onClick={onClose}>
        Leave it
      </Button>
    </ButtonGroup>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, says: string])[];
  readonly onChoose: (value: string) => void;
}

function Choice({ name, label, value, options, onChoose }: ChoiceProps): ReactElement {
  return (
    <>
      <Label htmlFor={name}>{label}</Label>
      <Select id={name} name={name} value={value} onChange={({ target }) => onChoose(target.value)}>
        {options.map(([option, says]) => (
          <option key={option} value={option}>
            {says}
          </option>
        ))}
      </Select>
    </>
  );
}
