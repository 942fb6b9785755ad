import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { AppError } from '@app/kernel';
import { useMutation } from '@tanstack/react-query';
import { Button, ButtonGroup } from '@trussworks/react-uswds';
import { type ReactElement, type SubmitEvent, useState } from 'react';
import { useProveAgain } from '../../account/prove-again';
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

async function send(
  step: Step,
  id: string,
  reason: string,
  prove: ReturnType<typeof useProveAgain>['prove'],
): Promise<Views['EnrolmentView'] | null> {
  const path = { params: { path: { id } } };
  if (step === 'approve') {
    const proof = await prove({ act: 'approve-staff-change', of: id });
    const approved = await done(api.POST('/staff-changes/{id}/approve', { ...path, body: { reason, ...proof } }));
    return approved.enrolment;
  }
  await (step === 'refuse'
    ? done(api.POST('/staff-changes/{id}/refuse', { ...path, body: { reason } }))
    : done(api.POST('/staff-changes/{id}/withdraw', { ...path, body: { reason } })));
  return null;
}

/** Decides on a proposal: with a reason, and to approve it proving once more who decides. */
export function Decide({ change, title, step, onCode, onClose }: Props): ReactElement {
  const [reason, setReason] = useState('');
  const { field, prove } = useProveAgain();
  const decide = useMutation({
    mutationFn: () => send(step, change, reason.trim(), prove),
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
        {step === 'approve' && field}
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
