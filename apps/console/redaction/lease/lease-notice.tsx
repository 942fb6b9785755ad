import { useMutation } from '@tanstack/react-query';
import { Button, Label, TextInput } from '@trussworks/react-uswds';
import { type ReactElement, type SubmitEvent, useState } from 'react';
import { Failure } from '../../ui/failure';
import { Notice } from '../../ui/notice';
import type { LeaseState } from './use-lease';

/** Somebody else has the plan: who, and how to take it over, for the record with a reason. */
export function LeaseNotice({ lease: { view, readOnly, take } }: { readonly lease: LeaseState }): ReactElement | null {
  const [because, setBecause] = useState('');
  const taking = useMutation({ mutationFn: take });
  if (readOnly === null) return null;
  if (!view || view.mine)
    return (
      <Notice kind="info" level={2} title="To look at only">
        {readOnly}
      </Notice>
    );
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    taking.mutate(because);
  };
  return (
    <Notice kind="warning" level={2} title={`${view.holder} is editing this plan`}>
      <p>You see it, and can change nothing until they leave. Whoever has it keeps what they have done.</p>
      {taking.error && <Failure error={taking.error} />}
      <form className="filters" onSubmit={submit}>
        <div>
          <Label htmlFor="take-because">Why you take it over</Label>
          <TextInput
            id="take-because"
            name="take-because"
            type="text"
            required
            minLength={10}
            value={because}
            onChange={({ target }) => setBecause(target.value)}
          />
        </div>
        <Button type="submit" outline disabled={taking.isPending}>
          Take it over
        </Button>
      </form>
    </Notice>
  );
}
