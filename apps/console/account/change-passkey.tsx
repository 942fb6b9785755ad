import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { AppError } from '@app/kernel';
import { MOST_PASSKEY_NAME } from '@app/staff/domain';
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { Button, ButtonGroup } from '@trussworks/react-uswds';
import { type ReactElement, type ReactNode, type SubmitEvent, useState } from 'react';
import type { Field } from '../record/field';
import { FieldInput } from '../record/field-input';
import { api, queries } from '../shell/api';
import { refreshSession, usePerson } from '../shell/session';
import { Failure } from '../ui/failure';
import { Sheet } from '../ui/sheet';
import { newPasskey } from './ceremonies';
import { useProveAgain } from './prove-again';

const NAME: Field = {
  name: 'name',
  label: 'Name of the passkey',
  kind: 'text',
  hint: 'So that you know it again: this laptop, the key on my ring',
};

interface Props {
  readonly onClose: () => void;
}
interface OfProps extends Props {
  readonly passkey: Views['PasskeyView'];
}

/** Sends a change; the page, and with what one signs from now on, then follow. */
const useChange = (change: () => Promise<unknown>, onClose: () => void): UseMutationResult<unknown, Error, void> =>
  useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await Promise.all([queries.invalidateQueries({ queryKey: ['passkeys'] }), refreshSession()]);
      onClose();
    },
  });

/** Adds a passkey, once the person has proved who they are; the browser then makes it. */
export function AddPasskey({ onClose }: Props): ReactElement {
  const { id } = usePerson();
  const [name, setName] = useState('');
  const { field, prove } = useProveAgain();
  const add = useChange(async () => {
    mustBeName(name);
    const proof = await prove({ act: 'add-passkey', of: id });
    const made = await newPasskey(await done(api.POST('/passkeys/challenge', { body: proof })));
    await done(api.POST('/passkeys', { body: { name, ...made } }));
  }, onClose);
  return (
    <Asked title="Add a passkey" yes="Add it" change={add} onClose={onClose}>
      <Name typed={name} error={add.error} onType={setName} />
      {field}
    </Asked>
  );
}

export function RenamePasskey({ passkey, onClose }: OfProps): ReactElement {
  const [name, setName] = useState(passkey.name);
  const params = { path: { id: passkey.id } };
  const rename = useChange(() => done(api.PATCH('/passkeys/{id}', { params, body: { name } })), onClose);
  return (
    <Asked title={`Rename: ${passkey.name}`} yes="Rename it" change={rename} onClose={onClose}>
      <Name typed={name} error={rename.error} onType={setName} />
    </Asked>
  );
}

export function RemovePasskey({ passkey, onClose }: OfProps): ReactElement {
  const { field, prove } = useProveAgain();
  const params = { path: { id: passkey.id } };
  const remove = useChange(async () => {
    const body = await prove({ act: 'remove-passkey', of: passkey.id });
    await done(api.POST('/passkeys/{id}/removal', { params, body }));
  }, onClose);
  return (
    <Asked title={`Remove: ${passkey.name}`} yes="Remove it" change={remove} onClose={onClose}>
      <p>It signs you in no more. With the last one, your password signs you in again.</p>
      {field}
    </Asked>
  );
}

/** Asked before the device makes a passkey: one that the api then refuses would stay on it. */
function mustBeName(name: string): void {
  const is = name.trim().length;
  if (is > 0 && is <= MOST_PASSKEY_NAME) return;
  const says = `is what you call it, ${MOST_PASSKEY_NAME} characters at most`;
  throw new AppError('invalid-input', 'Give the passkey a name first.', { fields: [{ field: 'name', says }] });
}

interface NameProps {
  readonly typed: string;
  readonly error: Error | null;
  readonly onType: (typed: string) => void;
}

function Name({ typed, error, onType }: NameProps): ReactElement {
  const faults = error instanceof AppError ? error.fields : [];
  const fault = faults.find((one) => one.field === 'name')?.says;
  return <FieldInput field={NAME} typed={typed} fault={fault} onType={onType} />;
}

interface AskedProps extends Props {
  readonly title: string;
  readonly yes: string;
  readonly change: UseMutationResult<unknown, Error, void>;
  readonly children: ReactNode;
}

function Asked({ title, yes, change, onClose, children }: AskedProps): ReactElement {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <Sheet title={title} onClose={onClose}>
      {change.error && <Failure error={change.error} />}
      <form onSubmit={submit} noValidate>
        {children}
        <ButtonGroup>
          <Button type="submit" disabled={change.isPending}>
            {yes}
          </Button>
          <Button type="button" outline onClick={onClose}>
            Not now
          </Button>
        </ButtonGroup>
      </form>
    </Sheet>
  );
}
