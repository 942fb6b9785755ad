import { done } from '@app/api-client';
import { useMutation } from '@tanstack/react-query';
import { Button, Label, Textarea } from '@trussworks/react-uswds';
import { type ReactElement, type SubmitEvent, useState } from 'react';
import { api, queries } from '../../shell/api';
import { Failure } from '../../ui/failure';

/** The Solicitor records why the cut may be passed by somebody who has not watched all of it. */
export function Waiver({ clip, rendering }: { readonly clip: string; readonly rendering: string }): ReactElement {
  const [reason, setReason] = useState('');
  const record = useMutation({
    mutationFn: () =>
      done(
        api.POST('/clips/{id}/renders/{rendering}/waiver', {
          params: { path: { id: clip, rendering } },
          body: { reason: reason.trim() },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['clips', clip] }),
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    record.mutate();
  };
  return (
    <section className="card" aria-labelledby="waiver">
      <h2 id="waiver">In place of watching</h2>
      <form onSubmit={submit}>
        {record.error && <Failure error={record.error} />}
        <Label htmlFor="waiver-reason" hint=" (goes into the record)">
          Why it may be passed by somebody who has not watched all of it
        </Label>
        <Textarea
          id="waiver-reason"
          name="reason"
          required
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <Button type="submit" outline disabled={record.isPending}>
          Record the reason
        </Button>
      </form>
    </section>
  );
}
