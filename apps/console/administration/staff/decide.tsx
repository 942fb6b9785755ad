import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { AppError } from '@app/kernel';
import { useMutation } from '@tanstack/react-query';
import { Button, ButtonGroup, Label, TextInput } from '@trussworks/react-uswds';
import { type ReactElement, type SubmitEvent, useState } from 'react';
import { FieldInput } from '../../record/field-input';
import { api } from '../../shell/api';
import { Failure } from '../../ui/failure';
import { Sheet } from '../../ui/sheet';
import { refresh } from './refresh';

export type Step = 'approve' | 'refuse' | 'withdraw';

const SAYS: Readonly<Record<Step, string>> = { approve: 'Approve', refuse: 'Refuse', withdraw: 'Withdraw' };

interface Props {
  readonly change: string;
  readonly title: string;
  readonly step: Step;
  readonly onCode: (enrolment: Views['EnrolmentView'] | null) => void;
  readonly onClose: () => void;
}

interface Answer {
  readonly reason: string;
  readonly password: string;
}

async function send(step: Step, id: string, { reason, password }: Answer): Promise<Views['EnrolmentView'] | null> {
  const path = { params: { path: { id } } };
  if (step === 'approve') {
    const approved = await done(api.POST('/staff-changes/{id}/approve', { ...path, body: { reason, password } }));
    return approved.enrolment;
  }
  await (step === 'refuse'
    ? done(api.POST('/staff-changes/{id}/refuse', { ...path, body: { reason } }))
    : done(api.POST('/staff-changes/{id}/withdraw', { ...path, body: { reason } })));
  return null;
}

/** Decides on a proposal: with a reason, and to approve it with the password again. */
export function Decide({ change, title, step, onCode, onClose }: Props): ReactElement {
  const [reason, setReason] = useState('');
  const [password, setPassword] = useState('');
  const decide = useMutation({
    mutationFn: () => send(step, change, { reason: reason.trim(), password }),
    onSuccess: async (enrolment) => {
      if (enrolment) onCode(enrolment);
      onClose();
      await refresh();
    },
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    decide.mutate();
  };
  const faults = decide.error instanceof AppError ? decide.error.fields : [];
  return (
    <Sheet title={`${SAYS[step]}: ${title}`} onClose={onClose}>
      {decide.error && <Failure error={decide.error} />}
      <form onSubmit={submit} noValidate>
        <FieldInput
          field={{ name: 'reason', label: 'Why', kind: 'long', hint: 'Goes into the record' }}
          typed={reason}
          fault={faults.find(({ field }) => field === 'reason')?.says}
          onType={setReason}
        />
        {step === 'approve' && (
          <>
            <Label htmlFor="again">Your password again</Label>
            <TextInput
              id="again"
              name="password"
              type="password"
              autoComplete="current-password"
              value={password}
              onChange={({ target }) => setPassword(target.value)}
            />
          </>
        )}
        <ButtonGroup>
          <Button type="submit" disabled={decide.isPending}>
            {SAYS[step]}
          </Button>
          <Button type="button" outline onClick={onClose}>
            Not now
          </Button>
        </ButtonGroup>
      </form>
    </Sheet>
  );
}
